//! Rules on mosquitoes: household visits and counts instead of measures for persons.

use serde::Serialize;

use super::Words;
use crate::named::named;

named! {
    /// To which grade a value on the boundary belongs.
    Boundary {
        /// To the higher: grade from 5 on means "5 or more".
        Upper = "upper",
        /// To the lower: grade from 5 on means "more than 5".
        Lower = "lower",
    }
}

/// Rules on breeding places, spraying and surveys.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VectorRules {
    /// The grades of the Breteau index, lowest first.
    pub grades: Vec<GradeRule>,
    /// To which grade a value on a boundary belongs.
    pub boundary: Boundary,
    /// What is done around a case.
    pub around_case: AroundCase,
    /// How the index is measured.
    pub survey: Survey,
    /// What household visits must reach.
    pub visits: HouseholdVisits,
    /// The document it comes from.
    pub source: String,
    /// Where in that document.
    pub locator: String,
}

/// From what index on a grade holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GradeRule {
    /// Positive containers per 100 households looked at.
    pub from: u32,
    /// What the grade is called.
    pub words: Words,
}

/// What is done around a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AroundCase {
    /// Metres around the case's home.
    pub radius_m: u32,
    /// Within how many days all breeding places there are cleared.
    pub clear_within_days: u16,
    /// The spraying, one stretch after the other.
    pub spraying: Vec<Spraying>,
}

/// Spraying so often a day for a number of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Spraying {
    /// Days.
    pub days: u16,
    /// Times a day.
    pub per_day: u8,
}

/// A survey of breeding places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Survey {
    /// How many households are looked at.
    pub households: u32,
    /// The least number of days from one to the next.
    pub every_days_min: u16,
    /// The largest number of days from one to the next.
    pub every_days_max: u16,
    /// It goes on until the index is below this.
    pub until_index_below: u32,
}

/// What visits must reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct HouseholdVisits {
    /// How many of a hundred households must have been entered.
    pub entry_rate_percent: u8,
    /// Whether a locked door is a result that counts as looked for.
    pub locked_is_a_result: bool,
    /// Whether a refusal is a result that counts as looked for.
    pub refused_is_a_result: bool,
}
