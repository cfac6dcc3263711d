//! Counting tests from what the runners print, so that a run that tested nothing cannot look like a success.

use std::ops::AddAssign;

use crate::failure::{Failure, Outcome};
use crate::run::Watched;

/// How many tests passed, failed and were skipped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Tests that passed.
    pub(crate) passed: u64,
    /// Tests that failed.
    pub(crate) failed: u64,
    /// Tests that were not run.
    pub(crate) skipped: u64,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

/// Which runner wrote the text.
#[derive(Clone, Copy)]
pub(crate) enum Runner {
    /// `cargo nextest run`
    Nextest,
    /// `cargo test`
    CargoTest,
    /// `vitest run`
    Vitest,
    /// `playwright test` with its list, line or dot reporter
    Playwright,
}

impl Tally {
    /// Adds what a watched runner counted, and fails as the runner did, or if it tested nothing.
    pub(crate) fn take(&mut self, runner: Runner, watched: Watched) -> Outcome {
        let counted = count(runner, &watched.text);
        *self += counted;
        watched.outcome?;
        if counted.failed > 0 || counted.skipped > 0 {
            return Err(Failure::new(format!("{} tests failed, {} were skipped", counted.failed, counted.skipped)));
        }
        if counted.passed == 0 {
            return Err(Failure::new("the runner ended well, yet no test was run"));
        }
        Ok(())
    }
}

/// Adds up the closing lines of a runner.
pub(crate) fn count(runner: Runner, text: &str) -> Tally {
    let mut sum = Tally::default();
    for line in text.lines().map(str::trim).filter(|line| closes(runner, line)) {
        let words: Vec<&str> = line.split([' ', ',', ';', '(', ')', '|']).filter(|word| !word.is_empty()).collect();
        for pair in words.windows(2) {
            let [number, what] = pair else { continue };
            let Ok(number) = number.parse::<u64>() else { continue };
            match *what {
                "passed" => sum.passed += number,
                "failed" | "flaky" => sum.failed += number,
                "skipped" | "ignored" | "todo" | "interrupted" | "did" => sum.skipped += number,
                _ => {}
            }
        }
    }
    sum
}

fn closes(runner: Runner, line: &str) -> bool {
    match runner {
        Runner::Nextest => line.starts_with("Summary ["),
        Runner::CargoTest => line.starts_with("test result:"),
        Runner::Vitest => line.starts_with("Tests "),
        Runner::Playwright => {
            let mut words = line.split_whitespace();
            words.next().is_some_and(|word| word.parse::<u64>().is_ok())
                && words.next().is_some_and(|word| ["passed", "failed", "flaky", "skipped", "did"].contains(&word))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(passed: u64, failed: u64, skipped: u64) -> Tally {
        Tally { passed, failed, skipped }
    }

    #[test]
    fn each_runners_closing_line_is_read() {
        let nextest = "     Summary [   0.512s] 12 tests run: 11 passed (1 slow), 1 failed, 2 skipped";
        assert_eq!(count(Runner::Nextest, nextest), tally(11, 1, 2));
        let cargo = "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.0s\n\
                     test result: ok. 4 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.0s";
        assert_eq!(count(Runner::CargoTest, cargo), tally(7, 0, 1));
        let vitest = " Test Files  2 passed (2)\n      Tests  1 failed | 21 passed | 1 skipped (23)\n";
        assert_eq!(count(Runner::Vitest, vitest), tally(21, 1, 1));
        let playwright = "  1 failed\n    [chromium] board.spec.ts:3:1\n  2 did not run\n  9 passed (14.2s)\n";
        assert_eq!(count(Runner::Playwright, playwright), tally(9, 1, 2));
    }

    #[test]
    fn a_run_that_tested_nothing_or_skipped_something_is_a_failure() {
        let run = |text: &str| Tally::default().take(Runner::Vitest, Watched { text: text.into(), outcome: Ok(()) });
        assert!(run("No test files found").is_err());
        assert!(run("Tests  3 passed | 1 skipped (4)").is_err());
        assert!(run("Tests  3 passed (3)").is_ok());
    }

    #[test]
    fn what_a_failing_runner_counted_is_kept() {
        let mut sum = Tally::default();
        let watched = Watched { text: "Tests  2 failed | 3 passed (5)".into(), outcome: Err(Failure::new("exit 1")) };
        assert!(sum.take(Runner::Vitest, watched).is_err());
        assert_eq!(sum, tally(3, 2, 0));
    }
}
