//! The newest moment that anything was written at.

use gridward_database::{Statement, Tx, params};
use gridward_domain::Timestamp;

use crate::Error;

static NEWEST: Statement = Statement::new("doctor.newest", "SELECT at FROM audit ORDER BY seq DESC LIMIT 1");

pub(super) const STATEMENTS: &[&Statement] = &[&NEWEST];

/// The newest moment that anything was written at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Newest {
    /// When the newest entry of the audit log was written, if there is one.
    pub at: Option<Timestamp>,
}

impl Newest {
    /// By how many milliseconds the clock is behind what was already written; 0 when it is not.
    pub fn clock_is_behind(self, now: Timestamp) -> i64 {
        self.at.map_or(0, |at| at.since(now).max(0))
    }
}

/// When the newest entry was written.
pub fn newest(tx: &mut Tx<'_>) -> Result<Newest, Error> {
    Ok(Newest { at: tx.opt(&NEWEST, &params![], |row| Ok(Timestamp(row.get(0)?)))? })
}

#[cfg(test)]
mod tests {
    use super::{Newest, Timestamp};

    #[test]
    fn a_clock_is_behind_when_something_was_written_after_now() {
        let newest = Newest { at: Some(Timestamp(1_000)) };
        assert_eq!(newest.clock_is_behind(Timestamp(400)), 600);
        assert_eq!(newest.clock_is_behind(Timestamp(1_000)), 0);
        assert_eq!(Newest { at: None }.clock_is_behind(Timestamp(0)), 0);
    }
}
