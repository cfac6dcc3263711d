//! The official lists of April 2022, replayed day by day. They are nobody's to pass on: where this machine has them they
//! are read, else there is nothing to replay.

use std::collections::BTreeMap;
use std::path::PathBuf;

use gridward_domain::assessment::{Case, RiskArea, RiskIndex, RuleBook, Stay, StayIndex, assess};
use gridward_domain::risk_areas::{Certainty, Remembered, match_place};
use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::shipped_set;
use crate::risk_lists::{counties, read};

/// The places of each day's list, by their full name and level, with the dates known on that day.
fn days() -> Vec<(Date, Vec<RiskArea>)> {
    let root = std::env::var_os("GRIDWARD_TEST_DATA")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"), PathBuf::from);
    let Ok(entries) = std::fs::read_dir(root.join("risk_areas/bulletins_2022-04")) else { return Vec::new() };
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut known: BTreeMap<(String, &str), RiskArea> = BTreeMap::new();
    let mut days = Vec::new();
    for file in files {
        let name = file.file_name().unwrap().to_str().unwrap();
        let day: Date = name.trim_end_matches(".txt").parse().unwrap();
        let list = read(name, &std::fs::read(&file).unwrap()).unwrap();
        let mut seen = Vec::new();
        for place in &list.places {
            let key = (place.full_name(), place.level.name());
            let matched = match_place(counties(), &Remembered::new(), place);
            known.entry(key.clone()).or_insert_with(|| RiskArea::of_list(place, &matched, day)).to = None;
            seen.push(key);
        }
        for (key, risk) in &mut known {
            if risk.to.is_none() && !seen.contains(key) {
                risk.to = day.yesterday().ok();
            }
        }
        days.push((day, known.values().cloned().collect()));
    }
    days
}

fn book() -> RuleBook {
    let (programme, set) = shipped_set("covid19/national-ed9").unwrap();
    RuleBook::new(programme.effective(set).unwrap())
}

fn returnee(code: &str, text: &str) -> Case {
    let stay = Stay {
        area: code.parse().ok(),
        text: (!text.is_empty()).then(|| text.into()),
        from: Some(date(2022, 3, 1)),
        to: Some(date(2022, 4, 5)),
        left: None,
    };
    Case { stays: vec![stay], arrival: Some(date(2022, 4, 6)), ..Case::default() }
}

#[test]
fn a_list_read_again_changes_nothing_and_only_those_it_touches_change_from_day_to_day() {
    let book = book();
    let cases: Vec<Case> = ["120111", "120105", "220102", "220203", "310115", "410102", "130131", "341623"]
        .iter()
        .flat_map(|county| [returnee(county, ""), returnee(&format!("{county}100"), "")])
        .chain([returnee("120111", "天津市西青区杨柳青镇某小区"), returnee("", "天津西青区杨柳青镇")])
        .collect();
    let stays = StayIndex::new(&cases);
    let days = days();
    for pair in days.windows(2) {
        let [(_, before), (day, after)] = pair else { continue };
        let (old, new) = (RiskIndex::new(before.clone(), &[]), RiskIndex::new(after.clone(), &[]));
        let turned = RiskIndex::new(after.iter().rev().cloned().collect(), &[]);
        let changed = before
            .iter()
            .filter(|place| !after.contains(place))
            .chain(after.iter().filter(|place| !before.contains(place)));
        let touched: Vec<u32> = changed.flat_map(|place| stays.touched_by(place, &cases, (&new, &book))).collect();
        for (number, case) in (0_u32..).zip(&cases) {
            let told = assess(case, &new, &book, *day);
            assert_eq!(told, assess(case, &turned, &book, *day));
            let unchanged = told.asks_the_same_as(&assess(case, &old, &book, *day));
            assert!(unchanged || touched.contains(&number), "{day}: {number}");
        }
    }
}

#[test]
fn a_returnee_from_a_township_of_the_list_is_a_possible_match_from_the_day_it_is_listed() {
    let book = book();
    let days = days();
    let Some((day, places)) = days.iter().find(|(day, _)| *day == date(2022, 4, 6)) else { return };
    let index = RiskIndex::new(places.clone(), &[]);
    let by_name = assess(&returnee("120111", "西青区杨柳青镇某小区"), &index, &book, *day);
    assert_eq!(by_name.certainty(), Certainty::Possible);
    let winner = by_name.winner().unwrap();
    assert_eq!(book.rule(winner.rule).unwrap().id, "high-risk-place");
    assert!(index.place(winner.place.unwrap()).unwrap().full_text().contains("杨柳青镇"));
    assert_eq!(by_name.plan(&book).unwrap().release, date(2022, 4, 5).saturating_add(7.days()));
    let elsewhere = assess(&returnee("411526109", ""), &index, &book, *day);
    assert_eq!(elsewhere.certainty(), Certainty::None);
}
