//! Programmes on the command line: check the files of one, try its rules on stays.

mod assess;
mod check;
mod folder;
mod risk_list;
mod stays;

use std::process::ExitCode;

use clap::Subcommand;

use crate::failure::Failure;

#[derive(Debug, Subcommand)]
pub(crate) enum Programme {
    /// Tell every fault in the files of a programme, with file and line.
    Check(check::Check),
    /// Tell which rule holds for each person, from which document and until when.
    Assess(assess::Assess),
}

pub(crate) fn run(programme: &Programme, json: bool) -> Result<ExitCode, Failure> {
    match programme {
        Programme::Check(check) => check::run(check, json),
        Programme::Assess(assess) => assess::run(assess, json),
    }
}
