//! `cargo xtask test`: all set-up, then every check, cheap ones first; stops at the first failure.

use std::path::Path;

use crate::debian::{self, C_COMPILER, CHINESE_FONTS, CHROMIUM, POSTGRESQL};
use crate::failure::{Failure, Outcome};
use crate::postgres::PrivateServer;
use crate::run::{Run, on_path};
use crate::steps::step;
use crate::tally::{self, Runner, Tally};
use crate::{architecture, binary, docs, generate, licences, web};

/// One check of the suite.
struct Check {
    name: &'static str,
    /// Groups that choose it, besides its name.
    group: &'static str,
    run: fn(&mut Tally) -> Outcome,
}

/// Every check, in the order in which they run: what fails fast comes first, the browser after the binary it needs.
const CHECKS: &[Check] = &[
    Check { name: "architecture", group: "rust", run: |_| architecture::check() },
    Check { name: "format", group: "rust", run: |_| Run::cargo().args(["fmt", "--all", "--check"]).go() },
    Check { name: "faces", group: "web", run: |_| web::faces() },
    Check { name: "lint", group: "web", run: |_| script("lint") },
    Check { name: "types", group: "web", run: |_| script("typecheck") },
    Check { name: "budgets", group: "web", run: |_| web::faces().and_then(|()| script("budgets")) },
    Check { name: "unit", group: "web", run: unit_tests },
    Check { name: "clippy", group: "rust", run: |_| clippy() },
    Check { name: "tests", group: "rust", run: rust_tests },
    Check { name: "generated", group: "docs", run: |_| generate::compare(&binary::debug()?) },
    Check { name: "docs", group: "docs", run: |_| docs::check(&binary::commands(&binary::debug()?)?) },
    Check { name: "browser", group: "browser", run: browser_tests },
    Check { name: "licences", group: "licences", run: |_| licences::check() },
];

/// Runs the checks that `words` choose by name or group; all of them if there are no words.
pub(crate) fn run(words: &[String]) -> Outcome {
    let chosen = choose(words)?;
    let mut tally = Tally::default();
    let outcome =
        step("all checks", || chosen.iter().try_for_each(|check| step(check.name, || (check.run)(&mut tally))));
    if tally != Tally::default() {
        println!("tests: {} passed, {} failed, {} skipped", tally.passed, tally.failed, tally.skipped);
    }
    outcome
}

fn choose(words: &[String]) -> Outcome<Vec<&'static Check>> {
    let fits = |check: &Check, word: &String| check.name == word || check.group == word;
    if let Some(unknown) = words.iter().find(|word| !CHECKS.iter().any(|check| fits(check, word))) {
        let mut known: Vec<&str> = CHECKS.iter().flat_map(|check| [check.group, check.name]).collect();
        known.sort_unstable();
        known.dedup();
        return Err(Failure::new(format!("no check is called `{unknown}`; there are: {}", known.join(", "))));
    }
    Ok(CHECKS.iter().filter(|check| words.is_empty() || words.iter().any(|word| fits(check, word))).collect())
}

fn script(name: &str) -> Outcome {
    web::packages()?;
    web::npm(name).go()
}

fn clippy() -> Outcome {
    debian::install(&[&C_COMPILER])?;
    Run::cargo().args(["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"]).go()
}

/// The Rust tests, each storage test on SQLite and on a PostgreSQL that is ours alone.
fn rust_tests(tally: &mut Tally) -> Outcome {
    debian::install(&[&C_COMPILER, &POSTGRESQL])?;
    let server = step("private PostgreSQL", PrivateServer::start)?;
    let with_engines =
        |run: Run| run.env("GRIDWARD_TEST_POSTGRES", server.url()).env("INSTA_UPDATE", "no").env("NO_COLOR", "1");
    if !Run::cargo().args(["nextest", "--version"]).succeeds() {
        let run = Run::cargo().args(["test", "--workspace", "--locked", "--no-fail-fast"]);
        return tally.take(Runner::CargoTest, with_engines(run).watch()?);
    }
    let run = Run::cargo().args(["nextest", "run", "--workspace", "--locked", "--no-fail-fast"]);
    tally.take(Runner::Nextest, with_engines(run).watch()?)?;
    // Nextest leaves out the examples in doc comments; there may be none.
    let examples = with_engines(Run::cargo().args(["test", "--workspace", "--locked", "--doc", "--quiet"])).watch()?;
    *tally += tally::count(Runner::CargoTest, &examples.text);
    examples.outcome
}

fn unit_tests(tally: &mut Tally) -> Outcome {
    web::packages()?;
    tally.take(Runner::Vitest, web::watch(web::npm("test:unit"))?)
}

/// The browser tests drive the binary with the faces inside it.
fn browser_tests(tally: &mut Tally) -> Outcome {
    debian::install(&[&C_COMPILER, &CHROMIUM, &CHINESE_FONTS])?;
    web::faces()?;
    let binary = binary::debug()?;
    let browser = on_path("chromium").unwrap_or_else(|| Path::new("/usr/bin/chromium").to_path_buf());
    let run = web::npm("test:e2e").env("GRIDWARD_BINARY", binary).env("CHROMIUM", browser);
    tally.take(Runner::Playwright, web::watch(run)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(words: &[&str]) -> Outcome<Vec<&'static str>> {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        choose(&words).map(|checks| checks.iter().map(|check| check.name).collect())
    }

    #[test]
    fn no_word_chooses_every_check_and_a_word_chooses_by_name_or_group() {
        assert_eq!(names(&[]).unwrap().len(), CHECKS.len());
        assert_eq!(names(&["web"]).unwrap(), ["faces", "lint", "types", "budgets", "unit"]);
        assert_eq!(names(&["licences", "clippy"]).unwrap(), ["clippy", "licences"]);
    }

    #[test]
    fn an_unknown_word_is_refused_with_the_known_ones() {
        let said = names(&["wbe"]).unwrap_err().to_string();
        assert!(said.contains("`wbe`") && said.contains("browser") && said.contains("web"));
    }
}
