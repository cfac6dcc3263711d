//! Plans (管控措施): what a decision about an arrival becomes, and what becomes of a plan when rules, lists or facts change.

mod course;
mod faults;
mod state;

pub use course::{Cause, Course, Standing, course};
pub use faults::{NOTHING_TO_CONFIRM, WRONG_PLAN_MOVE};
pub use state::{PlanMove, PlanState, WhyEnded};
