//! How often one address may register, tell or look without a log-in. Many phones share the address of their network.

use gridward_domain::{Refusal, Timestamp};

use super::challenge::Proof;
use crate::limits::Limits;

/// The length of the windows, in milliseconds.
const WINDOW: i64 = 10 * 60_000;
/// Forms for which the browser worked.
const WORKED: u32 = 300;
/// Forms for which somebody answered the sum.
const ANSWERED: u32 = 30;
/// Wrong codes.
const WRONG_CODES: u32 = 30;

/// Counts by address; forgotten when the server restarts.
#[derive(Debug)]
pub(crate) struct PublicLimits {
    worked: Limits,
    answered: Limits,
    codes: Limits,
}

impl Default for PublicLimits {
    fn default() -> Self {
        Self {
            worked: Limits::new(WORKED, WINDOW),
            answered: Limits::new(ANSWERED, WINDOW),
            codes: Limits::new(WRONG_CODES, WINDOW),
        }
    }
}

impl PublicLimits {
    /// Counts a form that is to be written.
    pub(super) fn send(&self, address: &str, proof: Proof, now: Timestamp) -> Result<(), Refusal> {
        match proof {
            Proof::Work => self.worked.attempt(address, now),
            Proof::Sum => self.answered.attempt(address, now),
        }
    }

    /// Counts a code that was typed.
    pub(super) fn look(&self, address: &str, now: Timestamp) -> Result<(), Refusal> {
        self.codes.attempt(address, now)
    }

    /// Takes a code back that was right.
    pub(super) fn found(&self, address: &str) {
        self.codes.forgive(address);
    }
}
