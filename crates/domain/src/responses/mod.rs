//! Responses: dated campaigns that own every record of health and whereabouts, and let go of them in the end.

mod faults;
mod retention;
mod state;
mod terms;

pub use faults::{BAD_TERMS, BEGINS_TOO_FAR_OFF, NOT_OPEN, WRONG_MOVE};
pub use retention::{backups_until, erase_on, is_due};
pub use state::{Move, ResponseState};
pub use terms::{EARLIEST_START, LATEST_START, MOST_BACKUP_DAYS, MOST_RETENTION_DAYS, ResponseTerms, check_terms};
