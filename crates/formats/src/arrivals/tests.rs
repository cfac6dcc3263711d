use gridward_domain::Language;
use gridward_domain::identity::Phone;
use jiff::civil::date;
use proptest::prelude::*;

use super::{KINDS, Roster, RosterRow, RosterSummary};
use crate::ledger::{LedgerOptions, Outcome};
use crate::table::{Source, TableError};

fn open(bytes: &[u8]) -> Result<Roster, TableError> {
    Roster::open(Source::bytes(bytes.to_vec()), &LedgerOptions::on(date(2026, 11, 24)))
}

fn read(bytes: &[u8]) -> (Vec<RosterRow>, RosterSummary) {
    let mut roster = open(bytes).unwrap();
    let rows = roster.by_ref().map(Result::unwrap).collect();
    (rows, *roster.summary())
}

const HEAD: &str = "姓名,身份证号码,联系电话,村（社区）,返乡前所在地,返乡时间,交通方式";

/// Outcome and codes of the one row with this origin and day.
fn judged(origin: &str, day: &str) -> (Outcome, Vec<&'static str>) {
    let (rows, _) = read(format!("{HEAD}\n李伟,419999200608221816,15471410667,油坊,{origin},{day},高铁\n").as_bytes());
    (
        rows[0].outcome,
        rows[0].problems.iter().map(|problem| problem.kind.code).filter(|code| *code != "id_unknown_county").collect(),
    )
}

#[test]
fn a_row_that_says_who_where_from_and_when_is_accepted() {
    let (rows, summary) =
        read(format!("{HEAD}\n李伟,419999200608221816,15471410667,油坊,吉林 省吉林市,2022.3.28,高铁\n").as_bytes());
    let row = &rows[0];
    assert_eq!((row.outcome, row.row, row.arrival), (Outcome::Accepted, 2, Some(date(2022, 3, 28))));
    assert_eq!((row.origin.as_str(), row.transport.as_str()), ("吉林 省吉林市", "高铁"));
    assert_eq!((row.resident.name.text.as_str(), row.resident.village.as_str()), ("李伟", "油坊"));
    assert_eq!(summary, RosterSummary { rows: 1, accepted: 1, ..RosterSummary::default() });
}

#[test]
fn a_day_that_can_be_read_in_two_ways_is_asked_and_one_that_does_not_exist_is_refused() {
    for day in ["2022-03-20", "2022.3.20", "20220320", "2022/3/20", "2022年3月20日", "44640"] {
        assert_eq!(judged("江苏", day), (Outcome::Accepted, Vec::new()), "{day}");
    }
    for (day, code) in [
        ("3月25日", "arrival_no_year"),
        ("3.20", "arrival_no_year"),
        ("3-21号", "arrival_no_year"),
        ("2022年3月", "arrival_no_day"),
        ("03/04/2022", "arrival_two_ways"),
        ("昨天", "arrival_relative"),
        ("", "arrival_missing"),
    ] {
        assert_eq!(judged("江苏", day), (Outcome::Asked, vec![code]), "{day}");
    }
    assert_eq!(judged("江苏", "2022.4.31"), (Outcome::Refused, vec!["arrival_invalid"]));
    assert_eq!(judged("江苏", "2122-04-30"), (Outcome::Refused, vec!["arrival_out_of_range"]));
    assert_eq!(judged("不详", "2022-03-20"), (Outcome::Asked, vec!["origin_missing"]));
}

#[test]
fn a_repeated_person_keeps_the_outcome_of_the_row_and_names_the_earlier_one() {
    let row = "李伟,419999200608221816,15471410667,油坊,江苏,2022-03-20,高铁\n";
    let (rows, summary) = read(format!("{HEAD}\n{row}{row}").as_bytes());
    assert_eq!(rows[1].outcome, Outcome::Accepted);
    assert_eq!(rows[1].duplicate_of.as_ref().map(|of| of.row), Some(2));
    assert_eq!((summary.accepted, summary.duplicates), (2, 1));
}

#[test]
fn a_table_that_says_nothing_of_arrivals_is_a_ledger() {
    let ledger = "姓名,身份证号码,村\n李伟,419999200608221816,油坊\n";
    let error = open(ledger.as_bytes()).unwrap_err();
    assert!(matches!(error, TableError::NoArrivals));
    assert!(error.sentence(Language::Chinese).contains("返乡时间"));
}

#[test]
fn every_kind_of_problem_has_a_name_of_its_own_and_says_what_to_do() {
    let mut codes: Vec<_> = KINDS.iter().map(|kind| kind.code).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), KINDS.len());
    assert!(KINDS.iter().all(|kind| kind.zh.ends_with('。') && kind.en.ends_with('.')));
}

#[test]
fn the_untidy_roster_says_the_same_in_every_file_format() {
    let files: [&[u8]; 3] = [
        include_bytes!("../../tests/data/roster/untidy.xlsx"),
        include_bytes!("../../tests/data/roster/untidy_gb18030.csv"),
        include_bytes!("../../tests/data/roster/untidy_utf8bom.csv"),
    ];
    let readings = files.map(|bytes| {
        let (rows, summary) = read(bytes);
        assert_eq!(summary, RosterSummary { rows: 138, accepted: 70, asked: 52, refused: 16, duplicates: 2 });
        rows
    });
    let told = |row: &RosterRow| {
        let phones: Vec<String> = row.resident.phones.iter().map(|phone: &Phone| phone.number.clone()).collect();
        let number = row.resident.document.as_ref().map(|document| document.number.clone());
        let codes: Vec<_> = row.problems.iter().map(|problem| problem.kind.code).collect();
        let village = row.resident.village.clone();
        (row.outcome, row.resident.name.text.clone(), number, phones, village, row.origin.clone(), row.arrival, codes)
    };
    for other in &readings[1..] {
        for (one, other) in readings[0].iter().zip(other) {
            assert_eq!(told(one), told(other));
        }
    }
}

#[test]
fn the_rows_that_need_asking_are_those_with_a_day_without_year_a_short_phone_a_doubtful_name_or_a_lost_number() {
    let (rows, _) = read(include_bytes!("../../tests/data/roster/untidy_utf8bom.csv"));
    let with = |code: &str| {
        rows.iter()
            .filter(|row| row.outcome == Outcome::Asked && row.problems.iter().any(|problem| problem.kind.code == code))
            .count()
    };
    let codes = ["arrival_no_year", "phone_length", "name_with_note", "name_character_lost", "id_lost_digits"];
    assert_eq!(codes.map(with), [41, 13, 0, 2, 1]);
    let refused: Vec<_> = rows.iter().filter(|row| row.outcome == Outcome::Refused).map(|row| row.row - 1).collect();
    assert_eq!(refused, [9, 19, 29, 39, 49, 59, 69, 79, 89, 99, 109, 119, 129, 135, 137, 138]);
}

proptest! {
    #[test]
    fn any_cells_are_judged_and_the_sums_add_up(cells in proptest::collection::vec(("\\PC{0,12}", "\\PC{0,12}|[0-9./年月日号-]{3,10}"), 0..20)) {
        let lines = cells.iter().map(|(origin, day)| {
            let (origin, day) = (origin.replace('"', ""), day.replace('"', ""));
            format!("李伟,419999200608221816,15471410667,油坊,\"{origin}\",\"{day}\",高铁")
        });
        let text = std::iter::once(HEAD.to_owned()).chain(lines).collect::<Vec<_>>().join("\n");
        let (rows, summary) = read(text.as_bytes());
        prop_assert_eq!(summary.accepted + summary.asked + summary.refused, rows.len());
        prop_assert!(rows.iter().all(|row| row.outcome != Outcome::Accepted || row.arrival.is_some()));
    }
}
