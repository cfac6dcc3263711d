//! How often a name or an address may try to log in.

use std::collections::HashMap;

use gridward_domain::{Refusal, Timestamp, faults};
use parking_lot::Mutex;

/// Attempts within one window before an asker has to wait.
const ATTEMPTS: u32 = 10;
/// The length of a window, in milliseconds.
const WINDOW: i64 = 60_000;
/// How many askers are remembered at most; past that the oldest windows are dropped.
const REMEMBERED: usize = 10_000;

/// Counts of attempts in the running window, by asker. Forgotten when the server restarts; the lock-out of an account is
/// kept in the database.
#[derive(Debug, Default)]
pub struct LoginLimits {
    windows: Mutex<HashMap<String, (Timestamp, u32)>>,
}

impl LoginLimits {
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
}

#[cfg(test)]
mod tests {
    use super::{ATTEMPTS, LoginLimits, WINDOW};
    use gridward_domain::Timestamp;

    #[test]
    fn the_eleventh_attempt_in_a_minute_has_to_wait() {
        let limits = LoginLimits::default();
        for _ in 0..ATTEMPTS {
            assert!(limits.attempt("a", Timestamp(0)).is_ok());
        }
        assert!(limits.attempt("a", Timestamp(1000)).is_err());
        assert!(limits.attempt("b", Timestamp(1000)).is_ok());
        assert!(limits.attempt("a", Timestamp(WINDOW)).is_ok());
    }
}
