//! A rule set: the rules of one jurisdiction for a stretch of time.

use serde::Serialize;

use super::{ClockStart, Duty, Rule, Transitions, Validity, VectorRules, Words};
use crate::risk_areas::{DowngradeStep, RiskLevel};

/// The realm a rule set holds in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Jurisdiction {
    /// The area's code of 2 to 12 digits; empty for the whole country.
    pub code: String,
    /// Its name.
    pub name: Words,
}

/// The dated rules of one jurisdiction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RuleSet {
    /// Its name within the programme, such as `national-ed9`.
    pub id: String,
    /// Its title for people.
    pub title: Words,
    /// Counts the corrections of the data; the rules of a document don't change with it.
    pub revision: u32,
    /// Where it holds.
    pub jurisdiction: Jurisdiction,
    /// When it holds.
    pub validity: Validity,
    /// The set of the same programme that it adds to.
    pub extends: Option<String>,
    /// The levels that places are listed with under it.
    pub levels: Vec<RiskLevel>,
    /// How many days back a stay counts.
    pub look_back_days: Option<u16>,
    /// From when the days of its rules count, unless a rule says otherwise.
    pub clock: ClockStart,
    /// Its rules.
    pub rules: Vec<Rule>,
    /// What has to be done before arrival.
    pub duties: Vec<Duty>,
    /// What happens to people under a plan when the list or the rules change.
    pub transitions: Transitions,
    /// How a listed place goes down a level after days without a case.
    pub downgrade: Vec<DowngradeStep>,
    /// Rules on mosquitoes and their breeding places.
    pub vector: Option<VectorRules>,
}

impl RuleSet {
    /// The rule with this name.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == id)
    }
}
