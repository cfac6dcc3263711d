//! Measure what the budgets promise, on this machine, beside the raw limit in the same run.

mod assess;
mod county;
mod directive;
mod http;
mod import;
mod load;
mod raw_ledger;
mod raw_receipts;
mod raw_registrations;
mod receipts;
mod register;
mod rollup;
mod search;
mod server;
mod site;
mod start;
mod watch;
mod world;

use std::process::ExitCode;

use clap::{Args, Subcommand};
use serde_json::Value;

use crate::failure::Failure;
use crate::output::say;

#[derive(Debug, Subcommand)]
pub(crate) enum Bench {
    /// Bring durable receipts over HTTP for --seconds, through --clients at once.
    Receipts(Load),
    /// Register returnees through the public form over HTTP for --seconds, through --clients at once.
    Register(Load),
    /// Issue a directive to --size households (default 300,000).
    Directive(Extent),
    /// Read the reach of a directive over --size grids (default 4,000).
    Rollup(Extent),
    /// Import a ledger of --size residents from CSV (default 1,000,000).
    Import(Extent),
    /// Search a ledger of --size residents (default 1,000,000) in every way.
    Search(Extent),
    /// Assess the stays of --size arrivals (default 1,000,000) against a risk list.
    Assess(Size),
    /// Start the binary on a database of --size residents (default 1,000,000) until it answers.
    Start(Extent),
}

/// How much.
#[derive(Debug, Clone, Args)]
pub(crate) struct Size {
    /// How many.
    #[arg(long, value_name = "N")]
    size: Option<u64>,
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

/// How many clients, for how long.
#[derive(Debug, Clone, Args)]
pub(crate) struct Load {
    /// Clients at once, each on a connection of its own.
    #[arg(long, value_name = "N", default_value_t = 64)]
    clients: usize,
    /// Seconds that are measured.
    #[arg(long, value_name = "S", default_value_t = 10)]
    seconds: u64,
    #[command(flatten)]
    extent: Extent,
}

pub(crate) fn run(bench: &Bench, json: bool) -> Result<ExitCode, Failure> {
    if cfg!(debug_assertions) {
        eprintln!("gridward: this is a debug build; its figures say nothing. Use `cargo build --release`.");
    }
    let told = match bench {
        Bench::Receipts(load) => receipts::run(load)?,
        Bench::Register(load) => register::run(load)?,
        Bench::Directive(extent) => directive::run(extent)?,
        Bench::Rollup(extent) => rollup::run(extent)?,
        Bench::Import(extent) => import::run(extent)?,
        Bench::Search(extent) => search::run(extent)?,
        Bench::Assess(size) => assess::run(size.size)?,
        Bench::Start(extent) => start::run(extent)?,
    };
    if json {
        say!("{told}");
    } else {
        print(&told);
    }
    Ok(ExitCode::SUCCESS)
}

fn print(told: &Value) {
    for (name, value) in told.as_object().into_iter().flatten() {
        say!("{name:<24}{value}");
    }
}
