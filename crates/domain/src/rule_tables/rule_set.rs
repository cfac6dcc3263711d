//! The rules of a table: a set that extends the one a response goes by.

use super::{RuleTable, TableRow};
use crate::Id;
use crate::assessment::AreaCode;
use crate::programmes::{Jurisdiction, Rule, RuleSet, Source, Transitions, Validity, Words};

/// What a table is known by once it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableName {
    /// The table.
    pub id: Id,
    /// Which of the tables of its response that came into force it is, from 1.
    pub version: u32,
    /// The name of the area whose office typed it in.
    pub made_by: Words,
}

impl TableName {
    /// The name of its rule set: what the plans by its rows say they go by.
    pub fn set_id(&self) -> String {
        format!("table-{}", self.id)
    }
}

impl TableRow {
    /// The row as a rule. It is named after the people it is for, so that what a person confirmed or rejected about a match
    /// holds on when a later table asks something else of the same people.
    pub(super) fn rule(&self, number: usize, table: &RuleTable, set: &str) -> Rule {
        let mut levels = self.levels.clone();
        levels.sort_unstable();
        levels.dedup();
        let mut areas: Vec<AreaCode> = self.areas.iter().filter_map(|area| area.code.parse().ok()).collect();
        areas.sort_unstable();
        areas.dedup();
        let mut id = format!("table:{}", self.class.name());
        for level in &levels {
            id.push(':');
            id.push_str(level.name());
        }
        for area in &areas {
            id.push(':');
            id.push_str(&area.to_string());
        }
        let release = &self.release;
        Rule {
            id,
            set: set.to_owned(),
            class: self.class,
            levels,
            areas,
            clock: self.clock,
            measure: self.measure(),
            words: self.told(),
            release: (!release.zh.trim().is_empty()).then(|| in_both(release)),
            source: set.to_owned(),
            locator: format!("{} #{number}", table.locator.trim()),
            reason: Some(in_both(&table.reason)),
        }
    }
}

/// The Chinese where the English is missing.
fn in_both(words: &Words) -> Words {
    let (zh, en) = (words.zh.trim(), words.en.trim());
    Words { zh: zh.to_owned(), en: if en.is_empty() { zh } else { en }.to_owned() }
}

impl RuleTable {
    /// The table as a rule set that extends `base`, which must be an effective one. Its rows only add: whatever `base`
    /// demands stays.
    pub fn as_rule_set(&self, base: &RuleSet, name: &TableName) -> RuleSet {
        let id = name.set_id();
        let rules = self.rows.iter().zip(1..).map(|(row, number)| row.rule(number, self, &id)).collect();
        RuleSet {
            title: Words { zh: self.title.clone(), en: self.title.clone() },
            revision: name.version,
            jurisdiction: Jurisdiction { code: base.jurisdiction.code.clone(), name: name.made_by.clone() },
            validity: Validity { from: self.from_on, to: self.to_on },
            extends: Some(base.id.clone()),
            levels: base.levels.clone(),
            look_back_days: self.look_back_days.max(base.look_back_days),
            clock: base.clock,
            rules,
            duties: Vec::new(),
            transitions: Transitions { rules_changed: self.for_present, ..base.transitions },
            downgrade: Vec::new(),
            vector: None,
            id,
        }
    }

    /// The document behind the table, as plans name it: the document itself, the table and its version.
    pub fn as_source(&self, name: &TableName) -> Source {
        let (source, title, version) = (self.source.trim(), self.title.trim(), name.version);
        Source {
            id: name.set_id(),
            title: Words {
                zh: format!("{source}，本地录入的“{title}”第{version}版"),
                en: format!("{source}, entered here as \"{title}\", version {version}"),
            },
            locator: self.locator.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::properties::{base, name, row, table};
    use crate::programmes::{ExposureClass, PhaseKind, TransitionRule, effective};
    use crate::risk_areas::RiskLevel;

    #[test]
    fn a_table_adds_to_its_base_and_keeps_everything_of_it() {
        let base = base();
        let mut table = table(vec![row(ExposureClass::Abroad, &[], &[(PhaseKind::HomeQuarantine, 3)])]);
        table.for_present = TransitionRule::Stricter;
        let set = effective(&base, &table.as_rule_set(&base, &name()));
        assert!(base.rules.iter().all(|rule| set.rules.contains(rule)));
        assert_eq!(set.rules.len(), base.rules.len() + 1);
        assert_eq!(
            (set.transitions.rules_changed, set.transitions.list_raised),
            (TransitionRule::Stricter, TransitionRule::Keep)
        );
        assert_eq!((set.look_back_days, set.revision), (Some(7), 3));
    }

    #[test]
    fn a_rule_is_named_after_its_people_whatever_the_order_in_which_they_were_typed() {
        let one =
            row(ExposureClass::SameCounty, &[RiskLevel::High, RiskLevel::Medium], &[(PhaseKind::HomeQuarantine, 3)]);
        let two =
            row(ExposureClass::SameCounty, &[RiskLevel::Medium, RiskLevel::High], &[(PhaseKind::HomeQuarantine, 9)]);
        let table = table(vec![one.clone()]);
        assert_eq!(one.rule(1, &table, "a").id, two.rule(7, &table, "b").id);
    }
}
