//! A table as it was typed in.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::programmes::{ClockStart, ExposureClass, Measure, Phase, TestCount, TransitionRule, Words};
use crate::risk_areas::RiskLevel;

/// An area that a row is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NamedArea {
    /// Its official code.
    pub code: String,
    /// Its name, for the resident's sentence.
    pub name: String,
}

/// A row: one class of origin and what follows from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TableRow {
    /// The class of origin.
    pub class: ExposureClass,
    /// Of which levels the listed place must be, where the class speaks of listed places.
    #[serde(default)]
    pub levels: Vec<RiskLevel>,
    /// The areas it is for; all where there are none.
    #[serde(default)]
    pub areas: Vec<NamedArea>,
    /// From when its days count.
    pub clock: ClockStart,
    /// The phases in their order.
    pub phases: Vec<Phase>,
    /// Tests that are given as a number.
    #[serde(default)]
    pub test_count: Option<TestCount>,
    /// The rule as residents are told it; where a language is empty, the proposed sentence is taken.
    #[serde(default)]
    pub words: Words,
    /// What must hold at release, beside the days being over; nothing where it is empty.
    #[serde(default)]
    pub release: Words,
}

/// A table of rows from an official document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleTable {
    /// What people call it.
    pub title: String,
    /// The document it comes from: who issued it, and its number.
    pub source: String,
    /// Where in the document.
    pub locator: String,
    /// Why this is added to what the higher level demands; the Chinese is taken where the English is empty.
    #[serde(default)]
    pub reason: Words,
    /// Its first day.
    #[schema(value_type = String, format = Date)]
    pub from_on: Date,
    /// Its last day; without one it goes on.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    pub to_on: Option<Date>,
    /// How many days back a stay counts; as the base has it when absent.
    #[serde(default)]
    pub look_back_days: Option<u16>,
    /// What becomes of those who are under a plan when the table comes into force.
    pub for_present: TransitionRule,
    /// Its rows.
    pub rows: Vec<TableRow>,
}

impl TableRow {
    /// What the row asks.
    pub fn measure(&self) -> Measure {
        Measure { phases: self.phases.clone(), test_count: self.test_count }
    }
}

impl RuleTable {
    /// Whether it holds on a day, as far as its own dates say.
    pub fn holds(&self, on: Date) -> bool {
        self.from_on <= on && self.to_on.is_none_or(|to| on <= to)
    }
}
