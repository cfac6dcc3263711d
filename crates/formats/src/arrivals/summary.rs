//! What reading a roster came to.

use super::RosterRow;
use crate::ledger::Outcome;

/// The sums; `accepted + asked + refused = rows`. Duplicates are among them: a row may repeat an earlier one and be in
/// order otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RosterSummary {
    /// Rows of returnees.
    pub rows: usize,
    /// Those that can go in.
    pub accepted: usize,
    /// Those a person has to say something about.
    pub asked: usize,
    /// Those that can't go in as they are written.
    pub refused: usize,
    /// Those that may be the person of an earlier row.
    pub duplicates: usize,
}

impl RosterSummary {
    pub(super) fn count(&mut self, row: &RosterRow) {
        self.rows += 1;
        self.duplicates += usize::from(row.duplicate_of.is_some());
        match row.outcome {
            Outcome::Accepted => self.accepted += 1,
            Outcome::Asked | Outcome::Duplicate => self.asked += 1,
            Outcome::Refused => self.refused += 1,
        }
    }
}
