use gridward_domain::Language;
use gridward_domain::households::{Relation, SameBecause, Sex};
use jiff::civil::date;
use proptest::prelude::*;

use super::{KINDS, Ledger, LedgerOptions, LedgerRow, Outcome, ProblemKind, Summary};
use crate::table::{Source, TableError};

mod whole_files;

fn options() -> LedgerOptions {
    LedgerOptions::on(date(2026, 11, 24))
}

fn read_bytes(bytes: Vec<u8>) -> (Vec<LedgerRow>, Summary) {
    let mut ledger = Ledger::open(Source::bytes(bytes), &options()).unwrap();
    let rows = ledger.by_ref().map(Result::unwrap).collect();
    (rows, ledger.summary().clone())
}

fn read(text: &str) -> (Vec<LedgerRow>, Summary) {
    read_bytes(text.as_bytes().to_vec())
}

/// Outcome and codes of the one row below a head; mere remarks left out.
fn judged(head: &str, row: &str) -> (Outcome, Vec<&'static str>) {
    let (rows, _) = read(&format!("{head}\n{row}\n"));
    let problems = rows[0].problems.iter().filter(|problem| problem.kind.outcome != Outcome::Accepted);
    (rows[0].outcome, problems.map(|problem| problem.kind.code).collect())
}

const HEAD: &str = "姓名,性别,身份证号,出生日期,联系电话,村,组,住址";

#[test]
fn a_row_that_says_everything_is_accepted_as_it_is() {
    let (rows, summary) =
        read(&format!("{HEAD}\n李伟,男,419999200608221816,2006.8.22,154-7141-0667、15471410668,新建村,3组,12号\n"));
    let row = &rows[0];
    assert_eq!((row.outcome, row.row), (Outcome::Accepted, 2));
    let resident = &row.resident;
    assert_eq!((resident.name.text.as_str(), resident.name.initials.as_str()), ("李伟", "lw"));
    assert_eq!((resident.sex, resident.birth), (Some(Sex::Male), Some(date(2006, 8, 22))));
    assert_eq!(
        resident.phones.iter().map(|phone| phone.number.as_str()).collect::<Vec<_>>(),
        ["15471410667", "15471410668"]
    );
    assert_eq!(
        (resident.village.as_str(), resident.group.as_str(), resident.address.as_str()),
        ("新建村", "3组", "12号")
    );
    assert_eq!((summary.accepted, summary.problem_count, summary.households), (1, 0, 1));
}

#[test]
fn facts_that_contradict_each_other_are_asked() {
    let cases = [
        ("李伟,女,419999200608221816,,,新建村,,", "sex_differs"),
        ("李伟,,419999200608221816,2006.8.23,,新建村,,", "birth_differs"),
        ("李伟,,419999200608221816,2006年9月,,新建村,,", "birth_differs"),
        ("李伟,,4.19999E+17,,,新建村,,", "id_lost_digits"),
        ("李伟,男,,03/04/1990,,新建村,,", "birth_two_ways"),
        ("李伟,男,,4月3日,,新建村,,", "birth_no_year"),
        ("李伟,男,419999200608221816,,1547141066,新建村,,", "phone_length"),
        ("李伟,男,419999200608221816,,,,,", "place_missing"),
        ("李伟,男,,,,新建村,,", "who_unclear"),
        ("李?伟,男,419999200608221816,,,新建村,,", "name_character_lost"),
        ("李伟（小李）,男,419999200608221816,,,新建村,,", "name_with_note"),
        ("李伟,x,,1990-1-1,,新建村,,", "sex_unclear"),
    ];
    for (row, code) in cases {
        assert_eq!(judged(HEAD, row), (Outcome::Asked, vec![code]), "{row}");
    }
}

#[test]
fn facts_that_are_wrong_are_refused() {
    let cases = [
        ("李伟,男,419999200608221815,,,新建村,,", "id_wrong_check"),
        ("李伟,男,41999920060822181,,,新建村,,", "id_wrong_length"),
        ("李伟,男,,1990-4-31,,新建村,,", "birth_invalid"),
        ("李伟,男,,2030-4-30,,新建村,,", "birth_in_future"),
        (",男,419999200608221816,,,新建村,,", "name_missing"),
        ("=HYPERLINK(1),男,419999200608221816,,,新建村,,", "name_not_a_name"),
        ("<script>,男,419999200608221816,,,新建村,,", "name_not_a_name"),
    ];
    for (row, code) in cases {
        assert_eq!(judged(HEAD, row), (Outcome::Refused, vec![code]), "{row}");
    }
}

#[test]
fn an_incomplete_date_that_agrees_with_the_number_is_no_question() {
    for stated in ["2006年8月", "200608", "2006", "2006.8.22"] {
        let row = format!("李伟,男,419999200608221816,{stated},,新建村,,");
        assert_eq!(judged(HEAD, &row), (Outcome::Accepted, Vec::new()), "{stated}");
    }
}

#[test]
fn who_has_moved_out_or_died_is_not_taken() {
    assert_eq!(judged("姓名,出生日期,村,是否已迁出", "李伟,1990-1-1,新建,1"), (Outcome::Refused, vec!["moved_out"]));
    assert_eq!(judged("姓名,出生日期,村,是否已死亡", "李伟,1990-1-1,新建,是"), (Outcome::Refused, vec!["died"]));
    assert_eq!(judged("姓名,出生日期,村,是否已死亡", "李伟,1990-1-1,新建,0").0, Outcome::Accepted);
}

#[test]
fn a_second_row_of_one_person_is_parked_and_stops_nobody() {
    let (rows, summary) = read(&format!(
        "{HEAD}\n李伟,,419999200608221816,,,新建村,3组,12号\n李玮,, 419999 20060822 1816,,,新建村,3组,12号\n\
         王芳,,,1990-1-1,,新建村,三组,12 号\n王芳,,,1990.1.1,,新建,第3村民组,12号\n王芳,,,1990.1.1,,新建,4组,12号\n"
    ));
    assert_eq!(
        rows.iter().map(|row| row.outcome.code()).collect::<Vec<_>>(),
        ["accepted", "duplicate", "accepted", "duplicate", "accepted"]
    );
    let because: Vec<_> =
        rows.iter().filter_map(|row| row.duplicate_of.as_ref()).map(|of| (of.row, of.because)).collect();
    assert_eq!(because, [(2, SameBecause::Number), (4, SameBecause::NameBirthAddress)]);
    assert_eq!((summary.rows, summary.accepted, summary.duplicates), (5, 3, 2));
}

#[test]
fn households_come_from_numbers_heads_or_doors() {
    let households = |text: &str| read(text).0.iter().map(|row| row.resident.household).collect::<Vec<_>>();
    assert_eq!(
        households(
            "户号,姓名,出生日期,村\n1,甲,1990-1-1,新建\n1,乙,1991-1-1,新建\n2,丙,1992-1-1,新建\n1,丁,1993-1-1,桥梁\n"
        ),
        [0, 0, 1, 2]
    );
    assert_eq!(
        households(
            "姓名,与户主关系,出生日期,村,住址\n甲,户主,1990-1-1,新建,1号\n乙,妻,1991-1-1,新建,1号\n丙,户主,1992-1-1,新建,1号\n丁,子,2010-1-1,,\n戊,子,2012-1-1,新建,9号\n"
        ),
        [0, 0, 1, 1, 2]
    );
    assert_eq!(
        households("姓名,户主姓名,出生日期,村\n甲,甲,1990-1-1,新建\n丙,丙,1992-1-1,新建\n乙,甲,1991-1-1,新建\n"),
        [0, 1, 0]
    );
    assert_eq!(
        households("姓名,出生日期,住址\n甲,1990-1-1,3组12号\n乙,1991-1-1,三组 12号\n丙,1992-1-1,3组13号\n"),
        [0, 0, 1]
    );
}

#[test]
fn a_member_without_a_place_lives_where_the_head_does() {
    let (rows, _) = read("姓名,与户主关系,出生日期,村,住址\n甲,户主,1990-1-1,新建,1号\n乙,妻,1991-1-1,,\n");
    assert_eq!((rows[1].resident.village.as_str(), rows[1].outcome), ("新建", Outcome::Accepted));
    assert_eq!(rows[1].resident.relation, Some(Relation::Spouse));
}

#[test]
fn titles_heads_subtotals_notes_and_blank_rows_are_passed_over_and_counted() {
    let (rows, summary) = read(
        "新建村居民台账,,\n姓名,出生日期,村\n必填，真实姓名,YYYYMMDD,如：新建\n甲,1990-1-1,新建\n\n小计,,1人\n姓名,出生日期,村\n乙,1991-1-1,新建\n合计,,2人\n注：请核对后上报。,,\n",
    );
    assert_eq!(rows.iter().map(|row| row.row).collect::<Vec<_>>(), [4, 8]);
    let skipped = summary.skipped;
    assert_eq!((skipped.blank, skipped.heads, skipped.subtotals, skipped.notes), (1, 1, 2, 3));
}

#[test]
fn health_and_whereabouts_are_never_taken() {
    let text = "姓名,身份证号,村,体温,返乡前所在地,备注\n李伟,419999200608221816,新建,37.8,固始县,发热\n";
    let (rows, _) = read(text);
    let kept = format!("{:?}", rows[0].resident);
    assert!(!kept.contains("37.8") && !kept.contains("固始") && !kept.contains("发热"), "{kept}");
    let ledger = Ledger::open(Source::bytes(text.as_bytes().to_vec()), &options()).unwrap();
    let left: Vec<_> = ledger.layouts()[0].map.columns.iter().filter_map(|column| column.not_taken).collect();
    assert_eq!(serde_json::to_value(left).unwrap(), serde_json::json!(["health", "whereabouts", "not_kept"]));
}

#[test]
fn a_corrected_map_of_columns_is_followed() {
    let text = "户内人员,号码,村\n李伟,419999200608221816,新建\n";
    assert!(matches!(Ledger::open(Source::bytes(text.into()), &options()), Err(TableError::NoHeader)));
    let map = serde_json::from_str(
        r#"{"columns":[{"header":"户内人员","field":"name"},{"header":"号码","field":"document"}]}"#,
    )
    .unwrap();
    let options = LedgerOptions { map: Some(map), ..options() };
    let mut ledger = Ledger::open(Source::bytes(text.into()), &options).unwrap();
    let row = ledger.next().unwrap().unwrap();
    assert!(row.resident.document.is_some() && row.resident.village == "新建");
}

#[test]
fn a_problem_found_elsewhere_moves_the_row_and_the_sums() {
    static UNKNOWN_VILLAGE: ProblemKind =
        ProblemKind::new("unknown_village", Outcome::Asked, "没有这个村。", "No such village.");
    let mut ledger = Ledger::open(Source::bytes("姓名,出生日期,村\n甲,1990-1-1,外村\n".into()), &options()).unwrap();
    let mut row = ledger.next().unwrap().unwrap();
    ledger.add(&mut row, &UNKNOWN_VILLAGE, "村");
    assert_eq!(row.outcome, Outcome::Asked);
    let json = ledger.summary().json(Language::English);
    assert_eq!(
        json,
        serde_json::json!({"rows": 1, "accepted": 0, "asked": 1, "refused": 0, "duplicates": 0, "problems": [
            {"sheet": "", "row": 2, "column": "村", "code": "unknown_village", "message": "No such village."}
        ]})
    );
}

#[test]
fn every_kind_of_problem_has_a_name_of_its_own_and_says_what_to_do() {
    let mut codes: Vec<_> = KINDS.iter().map(|kind| kind.code).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), KINDS.len());
    assert!(KINDS.iter().all(|kind| kind.zh.ends_with('。') && kind.en.ends_with('.')));
}

proptest! {
    #[test]
    fn any_cells_are_judged_and_the_sums_add_up(cells in proptest::collection::vec(("\\PC{0,12}", "\\PC{0,20}|[0-9Xx]{15,18}", "\\PC{0,12}|[0-9./年月-]{4,10}"), 0..20)) {
        let mut text = String::from("姓名,身份证号,出生日期,村\n");
        for (name, number, birth) in &cells {
            let line: Vec<_> = [name, number, birth].iter().map(|cell| format!("\"{}\"", cell.replace('"', ""))).collect();
            text.extend([line.join(",").as_str(), ",新建\n"]);
        }
        let (rows, summary) = read(&text);
        prop_assert_eq!(summary.rows, rows.len());
        prop_assert_eq!(summary.accepted + summary.asked + summary.refused + summary.duplicates, summary.rows);
        for row in rows {
            prop_assert!(row.outcome != Outcome::Accepted || (row.resident.has_place() && !row.resident.name.text.is_empty()));
        }
    }
}
