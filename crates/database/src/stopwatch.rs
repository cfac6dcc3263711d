//! How long something took: figures for the operator, never an input of a rule.

use std::time::Instant;

/// Runs from its creation. The only reader of the machine's monotonic clock in this crate: durations go to the metrics
/// alone, so that no answer depends on them.
pub(crate) struct Stopwatch(Instant);

impl Stopwatch {
    pub(crate) fn start() -> Self {
        Self(Instant::now())
    }

    /// Seconds since the start.
    pub(crate) fn seconds(&self) -> f64 {
        self.0.elapsed().as_secs_f64()
    }
}
