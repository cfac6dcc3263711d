//! How long after issue doors were reached: a coarse histogram that adds up over grids.

use crate::Timestamp;

/// How many stretches of time are told apart.
pub const BUCKETS: usize = 12;

/// The upper ends of the stretches, in milliseconds after issue; the last stretch is open.
pub const BOUNDS: [i64; BUCKETS - 1] = {
    const MINUTE: i64 = 60_000;
    const HOUR: i64 = Timestamp::HOUR;
    [
        15 * MINUTE,
        30 * MINUTE,
        HOUR,
        2 * HOUR,
        4 * HOUR,
        8 * HOUR,
        12 * HOUR,
        24 * HOUR,
        48 * HOUR,
        72 * HOUR,
        7 * Timestamp::DAY,
    ]
};

/// Doors counted by how long after issue they were first reached.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Times(pub [i64; BUCKETS]);

impl Times {
    /// The stretch in which a door was reached so many milliseconds after issue.
    pub fn bucket(after_issue: i64) -> usize {
        BOUNDS.partition_point(|bound| *bound < after_issue)
    }

    /// Counts `doors` more (or less) in a stretch.
    pub fn add(&mut self, bucket: usize, doors: i64) {
        if let Some(count) = self.0.get_mut(bucket) {
            *count += doors;
        }
    }

    /// Adds the counts of another place.
    pub fn merge(&mut self, other: &Self) {
        for (count, more) in self.0.iter_mut().zip(other.0) {
            *count += more;
        }
    }

    /// The doors reached by the end of each stretch.
    pub fn running(&self) -> [i64; BUCKETS] {
        let mut sum = 0;
        self.0.map(|count| {
            sum += count;
            sum
        })
    }

    /// After how many milliseconds a share (in hundredths) of `due` doors was reached, within a stretch as if the doors
    /// were reached evenly; nothing while not so many are. `last` is when the last one was, and bounds the open stretch.
    pub fn percentile(&self, hundredths: i64, due: i64, last: i64) -> Option<i64> {
        let wanted = (due * hundredths + 99) / 100;
        if wanted <= 0 {
            return None;
        }
        let (mut before, mut from) = (0, 0);
        for (bucket, count) in self.0.iter().enumerate() {
            let to = BOUNDS.get(bucket).copied().unwrap_or(i64::MAX).min(last.max(from));
            if before + count >= wanted {
                return Some(from + (to - from) * (wanted - before) / count.max(&1));
            }
            before += count;
            from = to;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{BOUNDS, Times};

    #[test]
    fn a_door_reached_at_a_bound_belongs_to_the_stretch_that_ends_there() {
        assert_eq!(Times::bucket(0), 0);
        assert_eq!(Times::bucket(BOUNDS[0]), 0);
        assert_eq!(Times::bucket(BOUNDS[0] + 1), 1);
        assert_eq!(Times::bucket(i64::MAX), BOUNDS.len());
    }

    #[test]
    fn half_of_the_doors_is_told_only_once_half_are_reached() {
        let mut times = Times::default();
        times.add(0, 4);
        assert_eq!(times.percentile(50, 10, BOUNDS[0]), None);
        times.add(1, 2);
        let half = times.percentile(50, 10, BOUNDS[1]).unwrap();
        assert!((BOUNDS[0]..=BOUNDS[1]).contains(&half));
        assert_eq!(times.percentile(50, 0, 0), None);
    }

    proptest! {
        #[test]
        fn the_estimate_lies_in_the_stretch_of_the_true_door(mut after in proptest::collection::vec(1_i64..1_000_000_000, 1..60), share in 1_i64..=100) {
            after.sort_unstable();
            let mut times = Times::default();
            for at in &after {
                times.add(Times::bucket(*at), 1);
            }
            let due = i64::try_from(after.len()).unwrap();
            let place = usize::try_from((due * share + 99) / 100 - 1).unwrap();
            let told = times.percentile(share, due, *after.last().unwrap()).unwrap();
            let bucket = Times::bucket(after[place]);
            let from = if bucket == 0 { 0 } else { BOUNDS[bucket - 1] };
            let to = BOUNDS.get(bucket).copied().unwrap_or(i64::MAX);
            prop_assert!(from <= told && told <= to);
        }
    }
}
