//! Measure what the budgets promise, on this machine, beside the raw limit in the same run.

mod county;
mod import;
mod raw_ledger;
mod site;
mod start;
mod watch;

use std::process::ExitCode;

use clap::{Args, Subcommand};
use serde_json::Value;

use crate::failure::Failure;

#[derive(Debug, Subcommand)]
pub(crate) enum Bench {
    /// Import a ledger of --size residents from CSV (default 1,000,000).
    Import(Extent),
    /// Start the binary on a database of --size residents (default 1,000,000) until it answers.
    Start(Extent),
}

/// How much, and where.
#[derive(Debug, Clone, Args)]
pub(crate) struct Extent {
    /// How many.
    #[arg(long, value_name = "N")]
    size: Option<u64>,
    /// A PostgreSQL to measure on; SQLite in the folder for temporary files without it.
    #[arg(long, value_name = "URL")]
    database: Option<String>,
}

pub(crate) fn run(bench: &Bench, json: bool) -> Result<ExitCode, Failure> {
    if cfg!(debug_assertions) {
        eprintln!("gridward: this is a debug build; its figures say nothing. Use `cargo build --release`.");
    }
    let told = match bench {
        Bench::Import(extent) => import::run(extent)?,
        Bench::Start(extent) => start::run(extent)?,
    };
    if json {
        println!("{told}");
    } else {
        print(&told);
    }
    Ok(ExitCode::SUCCESS)
}

fn print(told: &Value) {
    for (name, value) in told.as_object().into_iter().flatten() {
        println!("{name:<24}{value}");
    }
}
