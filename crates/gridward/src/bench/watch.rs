//! Times of many runs: rates and percentiles.

use std::time::{Duration, Instant};

/// A stopwatch.
#[derive(Debug, Clone, Copy)]
pub(super) struct Watch(Instant);

impl Watch {
    pub(super) fn start() -> Self {
        Self(Instant::now())
    }

    pub(super) fn elapsed(self) -> Duration {
        self.0.elapsed()
    }

    /// So many in the time passed, a second.
    pub(super) fn rate(self, count: u64) -> f64 {
        rate(count, self.elapsed())
    }
}

/// So many in a time, a second.
pub(super) fn rate(count: u64, time: Duration) -> f64 {
    let count = u32::try_from(count).map_or(f64::from(u32::MAX), f64::from);
    count / time.as_secs_f64().max(f64::EPSILON)
}

/// The time that `part` in a thousand of the runs did not exceed, in milliseconds; 0 of no runs.
pub(super) fn percentile(times: &mut [Duration], part: usize) -> f64 {
    times.sort_unstable();
    let place = (times.len() * part).div_ceil(1_000).saturating_sub(1);
    times.get(place).map_or(0.0, |time| milliseconds(*time))
}

/// A time in milliseconds, to a microsecond.
pub(super) fn milliseconds(time: Duration) -> f64 {
    round(time.as_secs_f64() * 1_000.0, 1_000.0)
}

/// A figure rounded to a part of one.
pub(super) fn round(figure: f64, parts: f64) -> f64 {
    (figure * parts).round() / parts
}

#[cfg(test)]
mod tests {
    use super::{Duration, percentile, rate};

    #[test]
    fn the_median_and_the_worst_are_found() {
        let mut times: Vec<Duration> = (1..=100).rev().map(Duration::from_millis).collect();
        assert!((percentile(&mut times, 500) - 50.0).abs() < f64::EPSILON);
        assert!((percentile(&mut times, 990) - 99.0).abs() < f64::EPSILON);
        assert!((percentile(&mut times, 1_000) - 100.0).abs() < f64::EPSILON);
        assert!(percentile(&mut [], 500).abs() < f64::EPSILON);
    }

    #[test]
    fn a_rate_is_by_the_second() {
        assert!((rate(50, Duration::from_millis(500)) - 100.0).abs() < f64::EPSILON);
    }
}
