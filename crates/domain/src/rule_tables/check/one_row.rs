//! Faulty values of a single row.

use super::{MOST_DAYS, TableFindingKind as Kind};
use crate::assessment::AreaCode;
use crate::programmes::{Phase, RuleSet, Slot, TestCount};
use crate::risk_areas::RiskLevel;
use crate::rule_tables::TableRow;

/// Phases of a row at most.
const MOST_PHASES: usize = 6;
/// Areas of a row at most.
const MOST_AREAS: usize = 50;
/// Checks a day at most: more are never asked of a care team.
const MOST_CHECKS: u8 = 12;
/// The longest text of a row, in characters.
const LONGEST: usize = 300;

pub(super) fn findings(row: &TableRow, base: &RuleSet, slots: &[Slot]) -> Vec<Kind> {
    let mut found = of_origin(row, base);
    let texts = [&row.words.zh, &row.words.en, &row.release.zh, &row.release.en];
    if texts.iter().any(|text| text.chars().count() > LONGEST) {
        found.push(Kind::TextTooLong { most: LONGEST });
    }
    match row.phases.len() {
        0 => found.push(Kind::NoPhase),
        1..=MOST_PHASES => {}
        _ => found.push(Kind::TooManyPhases { most: MOST_PHASES }),
    }
    for (phase, number) in row.phases.iter().zip(1..) {
        found.extend(of_phase(phase, number, slots));
    }
    // Only days in range can be added up.
    if let (Some(tests), true) = (row.test_count, found.is_empty()) {
        found.extend(of_tests(tests, row.measure().days()));
    }
    found
}

fn of_origin(row: &TableRow, base: &RuleSet) -> Vec<Kind> {
    let mut found = Vec::new();
    if row.class.is_of_list() {
        if row.levels.is_empty() {
            found.push(Kind::LevelsMissing);
        }
        let undeclared = row.levels.iter().filter(|level| !base.levels.contains(level));
        found.extend(undeclared.map(|level| {
            let (zh, en) = level_words(*level);
            Kind::LevelUndeclared { zh, en }
        }));
    } else if !row.levels.is_empty() {
        found.push(Kind::LevelsUnasked);
    }
    if !row.areas.is_empty() && !row.class.is_of_stay() {
        found.push(Kind::AreasUnasked);
    }
    if row.areas.len() > MOST_AREAS {
        found.push(Kind::TooManyAreas { most: MOST_AREAS });
        return found;
    }
    let unknown = row.areas.iter().filter(|area| area.code.parse::<AreaCode>().is_err());
    found.extend(unknown.map(|area| Kind::AreaUnknown { code: area.code.chars().take(20).collect() }));
    found
}

pub(super) const fn level_words(level: RiskLevel) -> (&'static str, &'static str) {
    match level {
        RiskLevel::Low => ("低风险", "low"),
        RiskLevel::Medium => ("中风险", "medium"),
        RiskLevel::High => ("高风险", "high"),
    }
}

fn of_phase(phase: &Phase, number: usize, slots: &[Slot]) -> Vec<Kind> {
    let mut found = Vec::new();
    let days = phase.days;
    if !(1..=MOST_DAYS).contains(&days) {
        found.push(Kind::WrongDays { phase: number, most: MOST_DAYS });
    } else if let Some(day) = phase.tests.iter().copied().find(|day| !(1..=days).contains(day)) {
        found.push(Kind::TestOutside { phase: number, day, days });
    }
    if phase.checks_per_day.is_some_and(|checks| !(1..=MOST_CHECKS).contains(&checks)) {
        found.push(Kind::TooManyChecks { phase: number, most: MOST_CHECKS });
    }
    let unknown = phase.care_team.iter().filter(|slot| !slots.iter().any(|known| known.id == **slot));
    found.extend(unknown.take(1).map(|slot| Kind::SlotUnknown { slot: slot.chars().take(40).collect() }));
    found
}

fn of_tests(tests: TestCount, days: u32) -> Option<Kind> {
    let in_range = |number: u16| (1..=MOST_DAYS).contains(&number);
    if !in_range(tests.count) || !in_range(tests.within_days) {
        return Some(Kind::WrongTestCount { most: MOST_DAYS });
    }
    if u32::from(tests.within_days) > days {
        return Some(Kind::TestsOutlast { within: tests.within_days, days });
    }
    (!tests.fits()).then_some(Kind::TestsTooClose)
}
