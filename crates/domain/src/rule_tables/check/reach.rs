//! Rows that never count, rows for the same people, and origins that no row is for.

use super::one_row::level_words;
use super::{TableFinding, TableFindingKind as Kind};
use crate::programmes::{ExposureClass, Rule, RuleSet};
use crate::risk_areas::RiskLevel;

/// What is to be said of each row beside the base and the other rows.
pub(super) fn of_rows(rules: &[(usize, Rule)], base: &RuleSet) -> Vec<TableFinding> {
    let mut found = Vec::new();
    for (place, (number, rule)) in rules.iter().enumerate() {
        let mut say = |kind| found.push(TableFinding { row: Some(*number), kind });
        let earlier = rules.iter().take(place).find(|(_, other)| rule.is_for_the_same_as(other));
        if let Some((other, _)) = earlier {
            say(Kind::Overlaps { other: *other });
            continue;
        }
        let by_base = base.rules.iter().filter(|other| outweighs(other, rule));
        if let Some(other) = by_base.clone().find(|other| outlasts(other, rule)) {
            say(Kind::OutweighedByBase { zh: other.words.zh.clone(), en: other.words.en.clone() });
            continue;
        }
        let mut by_row = rules.iter().filter(|(other, _)| other != number).filter(|(_, other)| outweighs(other, rule));
        if let Some((other, _)) = by_row.clone().find(|(_, other)| outlasts(other, rule)) {
            say(Kind::OutweighedByRow { other: *other });
        } else if let Some(other) = by_base.clone().next().or_else(|| by_row.next().map(|(_, other)| other)) {
            say(Kind::OnlyAfterwards { zh: other.words.zh.clone(), en: other.words.en.clone() });
        }
    }
    found
}

/// Whether whoever `rule` is for is asked as much or more by the `other`.
fn outweighs(other: &Rule, rule: &Rule) -> bool {
    rule.is_within(other) && rule.measure.demand() <= other.measure.demand()
}

/// Whether the days of the `other` are never over before those of `rule`.
fn outlasts(other: &Rule, rule: &Rule) -> bool {
    other.clock == rule.clock && other.measure.days() >= rule.measure.days()
}

/// The origins of which neither the base nor a row demands anything.
pub(super) fn uncovered(rules: &[(usize, Rule)], base: &RuleSet) -> Option<Kind> {
    let all = || rules.iter().map(|(_, rule)| rule).chain(&base.rules);
    let (mut zh, mut en) = (Vec::new(), Vec::new());
    for class in ExposureClass::ALL {
        let levels = if class.is_of_list() { base.levels.iter().copied().map(Some).collect() } else { vec![None] };
        let holds = |level: Option<RiskLevel>, rule: &&Rule| {
            class.is_within(rule.class) && level.is_none_or(|level| rule.takes(level))
        };
        let open = levels.iter().filter(|level| !all().any(|rule| rule.areas.is_empty() && holds(**level, &rule)));
        let open: Vec<_> = open.copied().collect();
        if open.is_empty() {
            continue;
        }
        // Where named areas alone have a rule, the rest is what is open.
        let in_part = open.iter().any(|level| all().any(|rule| holds(*level, &rule)));
        let (class, class_en) = class.words();
        let (rest, rest_en) = if in_part { ("（其余地区）", " (the other areas)") } else { ("", "") };
        let words: Vec<_> = open.iter().copied().flatten().map(level_words).collect();
        // A class that is open on every level needs no list of them.
        let (of, of_en) = if open.len() == levels.len() { (String::new(), String::new()) } else { in_brackets(&words) };
        zh.push(format!("{class}{of}{rest}"));
        en.push(format!("{class_en}{of_en}{rest_en}"));
    }
    (!zh.is_empty()).then(|| Kind::Uncovered { zh: zh.join("；"), en: en.join("; ") })
}

fn in_brackets(levels: &[(&str, &str)]) -> (String, String) {
    let zh: Vec<&str> = levels.iter().map(|(zh, _)| *zh).collect();
    let en: Vec<&str> = levels.iter().map(|(_, en)| *en).collect();
    (format!("（{}）", zh.join("、")), format!(" ({})", en.join(", ")))
}
