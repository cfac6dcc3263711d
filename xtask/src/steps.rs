//! Steps shown with their time.

use std::time::Instant;

use crate::failure::Outcome;

/// Runs one step and prints its name before it and its time after it.
pub(crate) fn step<T>(name: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    println!("==> {name}");
    let begun = Instant::now();
    let outcome = work();
    let seconds = begun.elapsed().as_secs_f64();
    match &outcome {
        Ok(_) => println!("<== {name}: done in {seconds:.1} s"),
        Err(_) => println!("<== {name}: FAILED after {seconds:.1} s"),
    }
    outcome
}
