//! Help requests (求助): what somebody under a measure needs, or complains about, and what became of it.

mod faults;
mod kind;
mod state;

pub use faults::{BAD_HELP_REQUEST, WRONG_HELP_MOVE};
pub use kind::{HelpKind, check_answer, check_told};
pub use state::HelpState;
