//! What the check of a table finds.

use jiff::civil::{Date, date};
use rstest::rstest;

use super::super::properties::{base, row, table};
use super::super::{NamedArea, RuleTable, TableRow};
use super::check;
use crate::programmes::{ClockStart, ExposureClass as Class, Phase, PhaseKind as Kind, TestCount, Words};
use crate::risk_areas::RiskLevel::{High, Low, Medium};

const TODAY: Date = date(2022, 7, 10);

/// Row and code of each finding that has to be mended.
fn to_mend(table: &RuleTable) -> Vec<(usize, &'static str)> {
    told(table, true)
}

/// Row and code of each finding that is worth knowing.
fn to_know(table: &RuleTable) -> Vec<(usize, &'static str)> {
    told(table, false)
}

fn told(table: &RuleTable, stops: bool) -> Vec<(usize, &'static str)> {
    let found = check(table, &base(), &[], TODAY);
    let found = found.iter().filter(|finding| finding.kind.stops() == stops);
    found.map(|finding| (finding.row.unwrap_or(0), finding.kind.code())).collect()
}

fn area(code: &str) -> NamedArea {
    NamedArea { code: code.to_owned(), name: String::new() }
}

fn sound() -> TableRow {
    row(Class::OtherProvince, &[], &[(Kind::HomeMonitoring, 7)])
}

#[test]
fn a_sound_table_can_hold_and_tells_the_origins_that_are_left() {
    let table = table(vec![sound()]);
    assert_eq!(to_mend(&table), []);
    assert_eq!(to_know(&table), [(0, "uncovered")]);
    let found = check(&table, &base(), &[], TODAY);
    let said = found[0].kind.sentence();
    assert!(said.zh.contains("从境外返回") && !said.zh.contains("到过外省"), "{}", said.zh);
    assert!(said.zh.contains("到过名单所列地点所在市；"), "{}", said.zh);
    assert!(said.zh.contains("到过名单所列地点（低风险）"), "{}", said.zh);
}

#[rstest]
#[case(|row: &mut TableRow| row.phases[0].days = 0, "wrong_days")]
#[case(|row: &mut TableRow| row.phases[0].days = u16::MAX, "wrong_days")]
#[case(|row: &mut TableRow| row.phases.clear(), "no_phase")]
#[case(|row: &mut TableRow| row.phases = vec![row.phases[0].clone(); 2_000], "too_many_phases")]
#[case(|row: &mut TableRow| row.phases[0].tests = vec![8], "test_outside")]
#[case(|row: &mut TableRow| row.phases[0].checks_per_day = Some(200), "too_many_checks")]
#[case(|row: &mut TableRow| row.phases[0].care_team = vec!["driver".to_owned()], "slot_unknown")]
#[case(|row: &mut TableRow| row.test_count = Some(TestCount { count: 0, within_days: 3, gap_hours: 24 }), "wrong_test_count")]
#[case(|row: &mut TableRow| row.test_count = Some(TestCount { count: 2, within_days: 8, gap_hours: 24 }), "tests_outlast")]
#[case(|row: &mut TableRow| row.test_count = Some(TestCount { count: 7, within_days: 7, gap_hours: 48 }), "tests_too_close")]
#[case(|row: &mut TableRow| row.class = Class::SameCounty, "levels_missing")]
#[case(|row: &mut TableRow| row.levels = vec![High], "levels_unasked")]
#[case(|row: &mut TableRow| { row.class = Class::Abroad; row.areas = vec![area("31")]; }, "areas_unasked")]
#[case(|row: &mut TableRow| { row.class = Class::OtherProvince; row.areas = vec![area("上海")]; }, "area_unknown")]
#[case(|row: &mut TableRow| { row.class = Class::OtherProvince; row.areas = vec![area("31"); 51]; }, "too_many_areas")]
#[case(|row: &mut TableRow| row.words.en = "a".repeat(301), "text_too_long")]
fn a_faulty_value_is_told_with_its_row(#[case] spoil: fn(&mut TableRow), #[case] code: &'static str) {
    let mut second = row(Class::Abroad, &[], &[(Kind::HomeQuarantine, 7)]);
    spoil(&mut second);
    let mut good = sound();
    good.class = Class::OtherPrefecture;
    assert_eq!(to_mend(&table(vec![good, second])), [(2, code)]);
}

#[test]
fn the_head_of_a_table_names_document_place_and_reason() {
    let bare = RuleTable {
        title: " ".to_owned(),
        source: String::new(),
        locator: String::new(),
        reason: Words::default(),
        rows: vec![],
        ..table(vec![])
    };
    let codes: Vec<_> = to_mend(&bare).into_iter().map(|(_, code)| code).collect();
    assert_eq!(codes, ["title_missing", "source_missing", "locator_missing", "reason_missing", "no_row"]);
    let less = RuleTable { look_back_days: Some(3), ..table(vec![sound()]) };
    assert_eq!(to_mend(&less), [(0, "looks_back_less")]);
    let many = table(vec![sound(); 101]);
    assert_eq!(to_mend(&many), [(0, "too_many_rows")]);
}

#[test]
fn days_without_the_table_are_told_and_a_table_of_past_days_is_refused() {
    let dated = |from, to| RuleTable { from_on: from, to_on: to, ..table(vec![sound()]) };
    let later = dated(date(2022, 7, 12), Some(date(2022, 7, 20)));
    assert_eq!(to_know(&later), [(0, "days_before"), (0, "days_after"), (0, "uncovered")]);
    let said: Vec<String> =
        check(&later, &base(), &[], TODAY).into_iter().map(|finding| finding.kind.sentence().en).collect();
    assert!(said[0].contains("From 2022-07-10 to 2022-07-11"), "{said:?}");
    assert!(said[1].contains("From 2022-07-21 on"), "{said:?}");
    assert_eq!(to_mend(&dated(date(2022, 7, 1), Some(date(2022, 7, 9)))), [(0, "all_behind")]);
    assert_eq!(to_mend(&dated(date(2022, 7, 20), Some(date(2022, 7, 19)))), [(0, "ends_before_it_begins")]);
}

#[test]
fn two_rows_for_the_same_people_are_an_overlap_and_a_row_for_one_area_is_none() {
    let of = |levels: &[_], days| row(Class::SamePrefecture, levels, &[(Kind::HomeMonitoring, days)]);
    assert_eq!(to_mend(&table(vec![of(&[High, Medium], 3), of(&[Medium], 5)])), [(2, "rows_overlap")]);
    let near = TableRow { areas: vec![area("4115")], ..of(&[High], 9) };
    let nearer = TableRow { areas: vec![area("411526")], ..of(&[High], 10) };
    let far = TableRow { areas: vec![area("31")], ..of(&[High], 9) };
    assert_eq!(to_mend(&table(vec![of(&[High], 3), near.clone()])), []);
    assert_eq!(to_mend(&table(vec![near.clone(), far])), []);
    assert_eq!(to_mend(&table(vec![near, nearer])), [(2, "rows_overlap")]);
}

#[test]
fn a_row_that_the_base_outweighs_never_wins_and_the_base_stays() {
    let milder = row(Class::SameTownship, &[High], &[(Kind::SelfMonitoring, 2)]);
    assert_eq!(to_know(&table(vec![milder]))[1..], [(1, "outweighed_by_base")]);
    let stricter = row(Class::SameTownship, &[High], &[(Kind::HomeQuarantine, 2)]);
    assert_eq!(to_know(&table(vec![stricter]))[1..], []);
    let level = row(Class::SameTownship, &[Low], &[(Kind::SelfMonitoring, 2)]);
    assert_eq!(to_know(&table(vec![level]))[1..], []);
}

#[test]
fn a_milder_row_that_lasts_longer_goes_on_after_the_stricter_one() {
    let longer = row(Class::StayedInPlace, &[High], &[(Kind::HomeMonitoring, 14)]);
    assert_eq!(to_know(&table(vec![longer.clone()]))[1..], [(1, "only_afterwards")]);
    let other_clock =
        TableRow { clock: ClockStart::Arrival, phases: vec![Phase { days: 1, ..longer.phases[0].clone() }], ..longer };
    assert_eq!(to_know(&table(vec![other_clock]))[1..], [(1, "only_afterwards")]);
}

#[test]
fn a_row_that_a_wider_row_outweighs_never_wins() {
    let wide = row(Class::SameProvince, &[High, Medium, Low], &[(Kind::HomeQuarantine, 9)]);
    let narrow = row(Class::SamePrefecture, &[High], &[(Kind::HomeQuarantine, 4)]);
    assert_eq!(to_know(&table(vec![narrow, wide]))[1..], [(1, "outweighed_by_row")]);
}

#[test]
fn an_origin_that_only_named_areas_cover_is_open_elsewhere() {
    let shanghai = TableRow { areas: vec![area("31")], ..sound() };
    let found = check(&table(vec![shanghai]), &base(), &[], TODAY);
    assert!(found[0].kind.sentence().zh.contains("到过外省（其余地区）"));
}
