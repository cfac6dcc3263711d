//! Follow-ups (随访): the due checks of a plan, what was found at each, and what climbs when nobody is met.

mod due;
mod faults;
mod outcome;
mod state;

pub use due::{DueCheck, FollowUpKind, due_checks};
pub use faults::{BAD_FOLLOW_UP, FOLLOW_UP_CANCELLED};
pub use outcome::{FollowUpFacts, FollowUpOutcome, check_follow_up};
pub use state::{CONTACTS_BEFORE_ESCALATION, Contacts, FollowUpState};
