//! How often a name or an address may try to log in.

use std::collections::HashMap;

use gridward_domain::{Refusal, Timestamp, faults};
use parking_lot::Mutex;

/// Attempts within one window before an asker has to wait: a whole office may stand behind one address.
const ATTEMPTS: u32 = 30;
/// The length of a window, in milliseconds.
const WINDOW: i64 = 60_000;
/// How many askers are remembered at most; past that the oldest windows are dropped.
const REMEMBERED: usize = 10_000;

/// Counts of attempts in the running window, by asker. Forgotten when the server restarts; the lock-out of an account is
/// kept in the database.
#[derive(Debug, Default)]
pub struct LogInLimits {
    windows: Mutex<HashMap<String, (Timestamp, u32)>>,
}

impl LogInLimits {
    /// Counts one attempt of `asker`; declines when there were too many in this window.
    pub fn attempt(&self, asker: &str, now: Timestamp) -> Result<(), Refusal> {
        let mut windows = self.windows.lock();
        if windows.len() >= REMEMBERED {
            windows.retain(|_, (start, _)| now.since(*start) < WINDOW);
        }
        let (start, count) = windows.entry(asker.to_owned()).or_insert((now, 0));
        if now.since(*start) >= WINDOW {
            (*start, *count) = (now, 0);
        }
        *count += 1;
        if *count <= ATTEMPTS {
            return Ok(());
        }
        let wait = (WINDOW - now.since(*start)) / 1000 + 1;
        Err(faults::TOO_MANY.refuse().with("seconds", wait))
    }

    /// Takes an attempt back that was a good one: only wrong ones are limited.
    pub fn forgive(&self, asker: &str) {
        if let Some((_, count)) = self.windows.lock().get_mut(asker) {
            *count = count.saturating_sub(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ATTEMPTS, LogInLimits, WINDOW};
    use gridward_domain::Timestamp;

    #[test]
    fn one_attempt_too_many_in_a_minute_has_to_wait() {
        let limits = LogInLimits::default();
        for _ in 0..ATTEMPTS {
            assert!(limits.attempt("a", Timestamp(0)).is_ok());
        }
        assert!(limits.attempt("a", Timestamp(1000)).is_err());
        assert!(limits.attempt("b", Timestamp(1000)).is_ok());
        assert!(limits.attempt("a", Timestamp(WINDOW)).is_ok());
    }

    #[test]
    fn good_attempts_are_not_limited() {
        let limits = LogInLimits::default();
        for _ in 0..3 * ATTEMPTS {
            assert!(limits.attempt("a", Timestamp(0)).is_ok());
            limits.forgive("a");
        }
    }
}
