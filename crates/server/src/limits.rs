//! How often somebody may try something: an address, or a log-in name.

use std::collections::HashMap;

use gridward_domain::{Refusal, Timestamp, faults};
use parking_lot::Mutex;

/// How many askers are remembered at most; past that the oldest windows are dropped.
const REMEMBERED: usize = 10_000;

/// Counts of attempts in the running window, by asker. Forgotten when the server restarts.
#[derive(Debug)]
pub(crate) struct Limits {
    /// Attempts within one window before an asker has to wait.
    attempts: u32,
    /// The length of a window, in milliseconds.
    window: i64,
    windows: Mutex<HashMap<String, (Timestamp, u32)>>,
}

impl Limits {
    /// So many attempts within a window of so many milliseconds.
    pub(crate) fn new(attempts: u32, window: i64) -> Self {
        Self { attempts, window, windows: Mutex::default() }
    }

    /// Counts one attempt of `asker`; declines when there were too many in this window.
    pub(crate) fn attempt(&self, asker: &str, now: Timestamp) -> Result<(), Refusal> {
        let mut windows = self.windows.lock();
        if windows.len() >= REMEMBERED {
            windows.retain(|_, (start, _)| now.since(*start) < self.window);
        }
        let (start, count) = windows.entry(asker.to_owned()).or_insert((now, 0));
        if now.since(*start) >= self.window {
            (*start, *count) = (now, 0);
        }
        *count += 1;
        if *count <= self.attempts {
            return Ok(());
        }
        let wait = (self.window - now.since(*start)) / 1000 + 1;
        Err(faults::TOO_MANY.refuse().with("seconds", wait))
    }

    /// Takes an attempt back that was a good one: only wrong ones are limited.
    pub(crate) fn forgive(&self, asker: &str) {
        if let Some((_, count)) = self.windows.lock().get_mut(asker) {
            *count = count.saturating_sub(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Limits;
    use gridward_domain::Timestamp;

    const ATTEMPTS: u32 = 30;
    const WINDOW: i64 = 60_000;

    #[test]
    fn one_attempt_too_many_in_a_minute_has_to_wait() {
        let limits = Limits::new(ATTEMPTS, WINDOW);
        for _ in 0..ATTEMPTS {
            assert!(limits.attempt("a", Timestamp(0)).is_ok());
        }
        assert!(limits.attempt("a", Timestamp(1000)).is_err());
        assert!(limits.attempt("b", Timestamp(1000)).is_ok());
        assert!(limits.attempt("a", Timestamp(WINDOW)).is_ok());
    }

    #[test]
    fn good_attempts_are_not_limited() {
        let limits = Limits::new(ATTEMPTS, WINDOW);
        for _ in 0..3 * ATTEMPTS {
            assert!(limits.attempt("a", Timestamp(0)).is_ok());
            limits.forgive("a");
        }
    }
}
