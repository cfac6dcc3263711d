//! What is wrong in a programme: gaps, overlaps, rows that never count, extensions that take something away.

mod finding;
mod one_rule;

use jiff::civil::Date;

use super::extend::{Extension, breaches};
use super::{Programme, RuleSet, effective};

pub use finding::{Finding, FindingKind, Spot};

/// Everything that is wrong in a programme, in the order of its sets. An empty answer means that it can be used.
pub fn check(programme: &Programme) -> Vec<Finding> {
    let mut found = Vec::new();
    if programme.sets.is_empty() {
        found.push(Finding { spot: Spot::Programme, kind: FindingKind::NoRuleSet });
    }
    for set in &programme.sets {
        check_set(programme, set, &mut found);
        check_extension(programme, set, &mut found);
        check_reach(programme, set, &mut found);
    }
    check_dates(programme, &mut found);
    found
}

fn check_set(programme: &Programme, set: &RuleSet, found: &mut Vec<Finding>) {
    let spot = || Spot::set(&set.id);
    let mut say = |spot: Spot, kind: FindingKind| found.push(Finding { spot, kind });
    if !set.validity.is_sound() {
        say(spot(), FindingKind::EndsBeforeItBegins);
    }
    if set.rules.is_empty() && set.vector.is_none() {
        say(spot(), FindingKind::NoRule);
    }
    for (place, rule) in set.rules.iter().enumerate() {
        let spot = || Spot::rule(&set.id, &rule.id);
        if set.rules.iter().take(place).any(|other| other.id == rule.id) {
            say(spot(), FindingKind::RuleRepeated);
        }
        for kind in one_rule::findings(programme, set, rule) {
            say(spot(), kind);
        }
    }
    for (place, duty) in set.duties.iter().enumerate() {
        let spot = || Spot::Duty { set: set.id.clone(), place };
        if programme.source(&duty.source).is_none() {
            say(spot(), FindingKind::SourceUnknown { source: duty.source.clone() });
        }
        if set.extends.is_some() && duty.reason.is_none() {
            say(spot(), FindingKind::ReasonMissing);
        }
    }
    if let Some(vector) = &set.vector {
        if programme.source(&vector.source).is_none() {
            say(spot(), FindingKind::SourceUnknown { source: vector.source.clone() });
        }
        if !vector.grades.is_sorted_by(|one, next| one.from < next.from) {
            say(spot(), FindingKind::GradesNotRising);
        }
    }
}

fn check_extension(programme: &Programme, set: &RuleSet, found: &mut Vec<Finding>) {
    let Some(base_id) = &set.extends else { return };
    let mut say = |spot: Spot, kind: FindingKind| found.push(Finding { spot, kind });
    let spot = || Spot::set(&set.id);
    let Some(base) = programme.set(base_id) else {
        return say(spot(), FindingKind::BaseUnknown { base: base_id.clone() });
    };
    if extends_itself(programme, set) {
        return say(spot(), FindingKind::ExtendsItself);
    }
    if !base.validity.covers(set.validity) {
        say(spot(), FindingKind::OutlivesBase { base: base.id.clone() });
    }
    if !set.jurisdiction.code.starts_with(&base.jurisdiction.code) {
        say(spot(), FindingKind::OutsideBase { base: base.id.clone() });
    }
    let Some(base) = programme.effective(base_id) else { return };
    for breach in breaches(&base, set) {
        match breach {
            Extension::Drops { rule } => say(Spot::rule(&set.id, &rule), FindingKind::Drops),
            Extension::Weakens { rule, base } => say(Spot::rule(&set.id, &rule), FindingKind::Weakens { base }),
            Extension::LooksBackLess { base } => say(spot(), FindingKind::LooksBackLess { base }),
        }
    }
}

fn extends_itself(programme: &Programme, set: &RuleSet) -> bool {
    let mut next = set.extends.as_deref();
    for _ in 0..programme.sets.len() {
        match next.and_then(|id| programme.set(id)) {
            None => return false,
            Some(base) if base.id == set.id => return true,
            Some(base) => next = base.extends.as_deref(),
        }
    }
    true
}

/// Rows that never count, and levels that no row speaks of, in the set together with all it extends.
fn check_reach(programme: &Programme, set: &RuleSet, found: &mut Vec<Finding>) {
    let whole = set.extends.as_ref().filter(|_| !extends_itself(programme, set));
    let whole = whole.and_then(|base| programme.effective(base)).map(|base| effective(&base, set));
    let whole = whole.as_ref().unwrap_or(set);
    if set.rules.iter().any(|rule| rule.class.is_of_stay()) && whole.look_back_days.is_none() {
        found.push(Finding { spot: Spot::set(&set.id), kind: FindingKind::LookBackMissing });
    }
    for level in &set.levels {
        if !whole.rules.iter().any(|rule| rule.takes(*level)) {
            found.push(Finding {
                spot: Spot::set(&set.id),
                kind: FindingKind::LevelWithoutRule { level: level.name() },
            });
        }
    }
    for (place, rule) in whole.rules.iter().enumerate().filter(|(_, rule)| rule.set == set.id) {
        let others = whole.rules.iter().enumerate().filter(|(other, _)| *other != place);
        for (other_place, other) in others.filter(|(_, other)| other.id != rule.id) {
            let twice = rule.is_for_the_same_as(other);
            let kind = if twice && other.set == rule.set {
                (other_place < place).then(|| FindingKind::Overlaps { other: other.id.clone() })
            } else {
                let never = !twice && rule.is_within(other) && rule.measure.demand() <= other.measure.demand();
                never.then(|| FindingKind::NeverCounts { other: other.id.clone() })
            };
            found.extend(kind.map(|kind| Finding { spot: Spot::rule(&set.id, &rule.id), kind }));
        }
    }
}

/// Sets of the same jurisdiction must follow each other without a gap and without an overlap.
fn check_dates(programme: &Programme, found: &mut Vec<Finding>) {
    let mut sets: Vec<&RuleSet> = programme.sets.iter().filter(|set| set.validity.is_sound()).collect();
    sets.sort_by_key(|set| (set.jurisdiction.code.clone(), set.validity.from, set.id.clone()));
    for pair in sets.windows(2) {
        let [earlier, later] = pair else { continue };
        if earlier.jurisdiction.code != later.jurisdiction.code {
            continue;
        }
        let spot = Spot::set(&later.id);
        if earlier.validity.overlaps(later.validity) {
            found.push(Finding { spot, kind: FindingKind::DatesOverlap { other: earlier.id.clone() } });
        } else if let Some(from) = earlier.validity.gap_before(later.validity) {
            let to = later.validity.from.yesterday().unwrap_or(Date::MIN);
            found.push(Finding { spot, kind: FindingKind::DatesGap { other: earlier.id.clone(), from, to } });
        }
    }
}
