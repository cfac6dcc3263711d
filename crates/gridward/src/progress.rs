//! Progress of long work, on standard error: moving on a terminal, one line a step elsewhere.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// How often a terminal is drawn anew.
const TICK: Duration = Duration::from_millis(120);

/// A step of long work.
pub(crate) struct Step {
    bar: ProgressBar,
    what: String,
    started: Instant,
}

impl Step {
    /// Begins a step whose length is not known.
    pub(crate) fn start(what: &str) -> Self {
        Self::shown(what, ProgressBar::new_spinner(), "  {spinner} {msg} {elapsed}")
    }

    /// Begins a step of `total` parts.
    pub(crate) fn counted(what: &str, total: u64) -> Self {
        Self::shown(what, ProgressBar::new(total), "  {msg} {bar:30} {human_pos}/{human_len} {elapsed}")
    }

    fn shown(what: &str, bar: ProgressBar, template: &str) -> Self {
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.set_message(what.to_owned());
        bar.enable_steady_tick(TICK);
        Self { bar, what: what.to_owned(), started: Instant::now() }
    }

    /// The counter of a counted step, for the thread that does the parts.
    pub(crate) fn counter(&self) -> ProgressBar {
        self.bar.clone()
    }

    /// Ends the step and says what it came to.
    pub(crate) fn done(self, result: &str) {
        self.bar.finish_and_clear();
        eprintln!("  {}: {result} ({:.1} s)", self.what, self.started.elapsed().as_secs_f64());
    }
}
