//! When a log-in is locked: after five wrong passwords or codes in a row, for a quarter of an hour.

use crate::Timestamp;

/// So many wrong tries in a row lock a log-in.
pub const TRIES: i64 = 5;
/// For so long it is locked, in milliseconds.
pub const LOCKED_FOR: i64 = 15 * MINUTE;

const MINUTE: i64 = 60_000;

/// The wrong tries at one log-in name since the last good one, whether or not anybody has that name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tries {
    /// How many.
    pub wrong: i64,
    /// Until when it is locked; the past when it is not.
    pub locked_until: Timestamp,
}

impl Tries {
    /// For how many minutes, begun ones counted, it is still locked; nothing when it is not.
    pub fn minutes_left(self, now: Timestamp) -> Option<i64> {
        let left = self.locked_until.since(now);
        (left > 0).then(|| left.saturating_add(MINUTE - 1) / MINUTE)
    }

    /// The tries with one more that was wrong; the fifth locks, and the count starts anew behind the lock.
    #[must_use]
    pub fn and_wrong(self, now: Timestamp) -> Self {
        let wrong = self.wrong + 1;
        if wrong >= TRIES {
            Self { wrong: 0, locked_until: now.plus(LOCKED_FOR) }
        } else {
            Self { wrong, locked_until: self.locked_until }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{LOCKED_FOR, Tries};
    use crate::Timestamp;

    const NOON: Timestamp = Timestamp(1_650_000_000_000);

    fn after(wrong: usize) -> Tries {
        (0..wrong).fold(Tries::default(), |tries, _| tries.and_wrong(NOON))
    }

    #[test]
    fn the_fifth_wrong_try_locks_for_a_quarter_of_an_hour() {
        assert_eq!(after(4).minutes_left(NOON), None);
        assert_eq!(after(5).minutes_left(NOON), Some(15));
        assert_eq!(after(5).minutes_left(NOON.plus(1)), Some(15));
        assert_eq!(after(5).minutes_left(NOON.plus(LOCKED_FOR - 1)), Some(1));
        assert_eq!(after(5).minutes_left(NOON.plus(LOCKED_FOR)), None);
    }

    #[test]
    fn behind_a_lock_there_are_five_tries_again() {
        let later = NOON.plus(LOCKED_FOR);
        let tries = (0..4).fold(after(5), |tries, _| tries.and_wrong(later));
        assert_eq!(tries.minutes_left(later), None);
        assert_eq!(tries.and_wrong(later).minutes_left(later), Some(15));
    }
}
