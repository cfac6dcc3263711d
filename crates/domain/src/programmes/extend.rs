//! A lower jurisdiction's set: it adds to a higher one's or makes it stricter, and never drops anything.

use super::{Duty, Rule, RuleSet};

/// What an extension does against the rule that it may only add.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Extension {
    /// A rule takes the place of one of the base that holds for more people.
    Drops {
        /// The rule.
        rule: String,
    },
    /// A rule demands less than that of the base with the same name, or for the same people.
    Weakens {
        /// The rule.
        rule: String,
        /// The base's rule.
        base: String,
    },
    /// The look-back days are fewer than those of the base.
    LooksBackLess {
        /// Days of the base.
        base: u16,
    },
}

/// The rules that hold where `set` extends `base`: all of the base's, those of `set` with the same name in their place,
/// and the others of `set` besides. The longer look-back holds.
pub fn effective(base: &RuleSet, set: &RuleSet) -> RuleSet {
    let mut rules: Vec<Rule> = base.rules.iter().filter(|rule| set.rule(&rule.id).is_none()).cloned().collect();
    rules.extend(set.rules.iter().cloned());
    let mut duties: Vec<Duty> = base.duties.iter().filter(|duty| !set.duties.contains(duty)).cloned().collect();
    duties.extend(set.duties.iter().cloned());
    let mut levels = base.levels.clone();
    levels.extend(set.levels.iter().copied().filter(|level| !base.levels.contains(level)));
    RuleSet {
        rules,
        duties,
        levels,
        look_back_days: base.look_back_days.max(set.look_back_days),
        downgrade: if set.downgrade.is_empty() { base.downgrade.clone() } else { set.downgrade.clone() },
        vector: set.vector.clone().or_else(|| base.vector.clone()),
        ..set.clone()
    }
}

/// What `set` does that an extension of `base` may not do.
pub(super) fn breaches(base: &RuleSet, set: &RuleSet) -> Vec<Extension> {
    let mut found = Vec::new();
    if let (Some(longer), Some(own)) = (base.look_back_days, set.look_back_days)
        && own < longer
    {
        found.push(Extension::LooksBackLess { base: longer });
    }
    for rule in &set.rules {
        if let Some(same) = base.rule(&rule.id) {
            if !same.is_within(rule) {
                found.push(Extension::Drops { rule: rule.id.clone() });
                continue;
            }
            if rule.measure.demand() < same.measure.demand() {
                found.push(Extension::Weakens { rule: rule.id.clone(), base: same.id.clone() });
            }
        }
        let covered = base.rules.iter().filter(|other| other.id != rule.id && rule.is_within(other));
        let weaker = covered.filter(|other| rule.measure.demand() < other.measure.demand());
        found.extend(weaker.map(|other| Extension::Weakens { rule: rule.id.clone(), base: other.id.clone() }));
    }
    found
}
