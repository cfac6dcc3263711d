//! Programmes (方案包): rules as dated data. A programme holds one or several rule sets; a rule set says for each class of
//! exposure which measure follows, from which document, and between which dates it holds.
//!
//! A lower jurisdiction's set extends a higher one's: it may add or make stricter, each addition with its reason, and
//! never drops anything. [`check`] finds what is wrong in a programme; reading one from its files is the business of the
//! formats.

mod breteau;
mod check;
mod class;
mod extend;
mod measure;
mod programme;
mod rule;
mod rule_set;
mod transition;
mod validity;
mod vector;

pub use breteau::{BreteauIndex, Grade};
pub use check::{Finding, FindingKind, Spot, check};
pub use class::ExposureClass;
pub use extend::{Extension, effective};
pub use measure::{Demand, Measure, Phase, PhaseKind, TestCount};
pub use programme::{Programme, Slot, Source, Symptom, Words};
pub use rule::{ClockStart, Duty, DutyKind, Origin, Rule};
pub use rule_set::{Jurisdiction, RuleSet};
pub use transition::{Transition, TransitionRule, Transitions};
pub use validity::Validity;
pub use vector::{AroundCase, Boundary, GradeRule, HouseholdVisits, Spraying, Survey, VectorRules};
