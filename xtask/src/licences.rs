//! Licences, bans and sources of the dependencies, by cargo-deny and `deny.toml`.

use crate::failure::Outcome;
use crate::repository;
use crate::run::{Run, on_path};
use crate::steps::step;

/// Checks all dependencies. Known vulnerabilities are left to a machine that can reach the advisory database.
pub(crate) fn check() -> Outcome {
    let tools = repository::target().join("tools");
    let program = on_path("cargo-deny").unwrap_or_else(|| tools.join("bin/cargo-deny"));
    if !program.is_file() {
        // Unoptimised: it takes a third of the time to compile, and runs for a second.
        let words = ["install", "cargo-deny", "--locked", "--debug", "--root"];
        step("cargo-deny", || Run::cargo().args(words).args([&tools]).go())?;
    }
    let workspace = repository::root().join("Cargo.toml");
    Run::new(program)
        .args(["--manifest-path".as_ref(), workspace.as_os_str()])
        .args(["--workspace", "--locked", "check", "licenses", "bans", "sources"])
        .go()
}
