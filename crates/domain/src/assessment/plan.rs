//! The dates of a measure.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::days::after;
use crate::programmes::{Measure, PhaseKind};

/// A phase with its dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DatedPhase {
    /// Its kind.
    pub kind: PhaseKind,
    /// Its first day.
    #[schema(value_type = String, format = Date)]
    pub from: Date,
    /// Its last day.
    #[schema(value_type = String, format = Date)]
    pub to: Date,
}

/// A measure with its dates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Plan {
    /// The day from which days are counted.
    pub day_one: Date,
    /// The phases in their order.
    pub phases: Vec<DatedPhase>,
    /// The days on which a test is due.
    pub tests: Vec<Date>,
    /// The first day without a measure: the day after the last phase's last day.
    pub release: Date,
}

impl Plan {
    /// The dates of a measure from its day 1 on.
    pub fn of(measure: &Measure, day_one: Date) -> Self {
        let mut before = 0;
        let mut phases = Vec::with_capacity(measure.phases.len());
        for phase in measure.phases.iter().filter(|phase| phase.days > 0) {
            let days = u32::from(phase.days);
            let (from, to) = (after(day_one, before), after(day_one, before + days - 1));
            phases.push(DatedPhase { kind: phase.kind, from, to });
            before += days;
        }
        let tests = measure.test_days().into_iter().map(|day| after(day_one, day.saturating_sub(1))).collect();
        Self { day_one, phases, tests, release: after(day_one, before) }
    }
}
