//! Judge ID numbers and other documents on the command line.

use std::io::BufRead as _;
use std::process::ExitCode;

use clap::Subcommand;
use gridward_domain::identity::check_document;
use gridward_domain::{Clock, Language, Zone};

use crate::failure::Failure;
use crate::output::say;

#[derive(Debug, Subcommand)]
pub(crate) enum Identity {
    /// Print a verdict and a reason for each number.
    Check {
        /// Read numbers from standard input, one a line.
        #[arg(long)]
        stdin: bool,
        /// Numbers given right here.
        numbers: Vec<String>,
    },
}

pub(crate) fn run(identity: &Identity, json: bool) -> Result<ExitCode, Failure> {
    let Identity::Check { stdin, numbers } = identity;
    if !stdin && numbers.is_empty() {
        return Err(Failure::new("give numbers, or --stdin to read them one a line"));
    }
    for number in numbers {
        print(number, json)?;
    }
    if *stdin {
        for line in std::io::stdin().lock().lines() {
            print(&line?, json)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn print(number: &str, json: bool) -> Result<(), Failure> {
    let today = Zone::default().date(Clock::System.now());
    let check = check_document(number, today);
    let (verdict, reason) = (check.verdict.code(), check.reason.sentence(Language::Chinese));
    if json {
        say!(
            "{}",
            serde_json::to_string(&serde_json::json!({ "input": number, "verdict": verdict, "reason": reason }))?
        );
    } else {
        say!("{number}\t{verdict}\t{reason}");
    }
    Ok(())
}
