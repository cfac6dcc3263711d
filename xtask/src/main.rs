//! Gridward's own commands for development: `cargo xtask demo`, `test`, `gen` and so on. They do all the set-up that a
//! fresh machine needs.

mod architecture;
mod binary;
mod debian;
mod docs;
mod failure;
mod generate;
mod hash;
mod licences;
mod postgres;
mod release;
mod repository;
mod run;
mod steps;
mod suite;
mod tally;
mod web;

use std::process::ExitCode;

use failure::{Failure, Outcome};

const USAGE: &str = "cargo xtask COMMAND

  demo [--fast] [--port P] [--dir D]   builds everything and serves the sample town on this machine
  test [NAME...]                       all set-up and every check; or those named: rust, web, docs, browser, licences,
                                       or one by one: architecture, format, faces, lint, types, budgets, unit, clippy,
                                       tests, generated
  gen [--check]                        writes (or compares) the files made from the binary
  check                                the architecture checks alone: arrows, file sizes, forbidden texts
  web                                  builds the web faces into web/dist
  build                                builds the release binary with the web faces inside
  dist                                 packs the release binary into target/dist
";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("xtask: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(words: &[String]) -> Outcome {
    let (command, rest) = words.split_first().map_or(("help", &[][..]), |(command, rest)| (command.as_str(), rest));
    let plain: Vec<&str> = rest.iter().map(String::as_str).collect();
    match (command, plain.as_slice()) {
        ("demo", _) => release::demo(rest),
        ("test", _) => suite::run(rest),
        ("gen", []) => generate::write_all(&binary::debug()?),
        ("gen", ["--check"]) => generate::compare(&binary::debug()?),
        ("check", []) => architecture::check(),
        ("web", []) => web::faces(),
        ("build", []) => release::build().map(drop),
        ("dist", []) => release::pack(),
        ("help" | "--help" | "-h", _) => {
            print!("{USAGE}");
            Ok(())
        }
        _ => Err(Failure::new(format!("`{}` is not understood\n\n{USAGE}", words.join(" ")))),
    }
}
