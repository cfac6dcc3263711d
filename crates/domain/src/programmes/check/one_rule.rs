//! What is wrong in a single rule.

use super::FindingKind;
use crate::programmes::{Programme, Rule, RuleSet};

pub(super) fn findings(programme: &Programme, set: &RuleSet, rule: &Rule) -> Vec<FindingKind> {
    let mut found = Vec::new();
    if programme.source(&rule.source).is_none() {
        found.push(FindingKind::SourceUnknown { source: rule.source.clone() });
    }
    if set.extends.is_some() && rule.reason.is_none() {
        found.push(FindingKind::ReasonMissing);
    }
    if rule.class.is_of_list() {
        if rule.levels.is_empty() {
            found.push(FindingKind::LevelsMissing);
        }
        let undeclared = rule.levels.iter().filter(|level| !set.levels.contains(level));
        found.extend(undeclared.map(|level| FindingKind::LevelUndeclared { level: level.name() }));
    } else if !rule.levels.is_empty() {
        found.push(FindingKind::LevelsUnasked);
    }
    if !rule.areas.is_empty() && !rule.class.is_of_stay() {
        found.push(FindingKind::AreasUnasked);
    }
    found.extend(of_measure(programme, rule));
    found
}

fn of_measure(programme: &Programme, rule: &Rule) -> Vec<FindingKind> {
    let mut found = Vec::new();
    let measure = &rule.measure;
    if measure.phases.is_empty() {
        found.push(FindingKind::NoPhase);
    }
    for (place, phase) in measure.phases.iter().enumerate() {
        let number = place + 1;
        if phase.days == 0 {
            found.push(FindingKind::NoDays { phase: number });
        }
        let outside = phase.tests.iter().filter(|day| **day == 0 || **day > phase.days);
        found.extend(outside.map(|day| FindingKind::TestOutside { phase: number, day: *day, days: phase.days }));
        let unknown = phase.care_team.iter().filter(|slot| !programme.slots.iter().any(|known| known.id == **slot));
        found.extend(unknown.map(|slot| FindingKind::SlotUnknown { slot: slot.clone() }));
    }
    if let Some(tests) = measure.test_count {
        if u32::from(tests.within_days) > measure.days() {
            found.push(FindingKind::TestsOutlast { within: tests.within_days, days: measure.days() });
        }
        if !tests.fits() {
            found.push(FindingKind::TestsTooClose);
        }
    }
    found
}
