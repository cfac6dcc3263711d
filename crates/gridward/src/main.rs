//! Gridward: a community's outbreak response, from the command room to the last household and back.

// Everything printed goes through `output`, which ends quietly when nobody reads on.
#![deny(clippy::print_stdout)]

mod audit;
mod backup;
mod bench;
mod config;
mod demo;
mod doctor;
mod faces;
mod failure;
mod identity;
mod import;
mod installation;
mod openapi;
mod output;
mod programme;
mod progress;
mod serve;
mod telemetry;
mod user;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use failure::Failure;

/// Small texts come and go by the million in an import; this allocator takes a sixth less time for them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[derive(Debug, Parser)]
#[command(name = "gridward", version, about, max_term_width = 110)]
struct CommandLine {
    /// Print the result as JSON.
    #[arg(long, global = true)]
    json: bool,
    /// The configuration file; without it the defaults of docs/OPERATIONS.md hold.
    #[arg(long, global = true, value_name = "FILE", env = "GRIDWARD_CONFIG")]
    config: Option<std::path::PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the jurisdictions of the configuration.
    Serve,
    /// Make the sample town and serve it on this machine.
    Demo(demo::Demo),
    /// Import areas, a ledger, a risk list or a roster of returnees from a file; hold a pushed list against one's own.
    #[command(subcommand)]
    Import(import::Import),
    /// Measure on this machine what the budgets promise.
    #[command(subcommand)]
    Bench(bench::Bench),
    /// Judge ID numbers and other documents, one a line.
    #[command(subcommand)]
    Identity(identity::Identity),
    /// Check programmes, and try their rules on stays.
    #[command(subcommand)]
    Programme(programme::Programme),
    /// Write a backup of a jurisdiction into one file while it works.
    Backup(backup::Backup),
    /// Restore a backup into an empty jurisdiction, on either engine.
    Restore(backup::Restore),
    /// Check that a jurisdiction is sound: counts, audit chain, indexes, keys, disk and clock.
    Doctor(doctor::Doctor),
    /// The audit log.
    #[command(subcommand)]
    Audit(audit::Audit),
    /// People and their log-ins.
    #[command(subcommand)]
    User(user::User),
    /// Print the OpenAPI document.
    Openapi,
}

fn main() -> ExitCode {
    let line = CommandLine::parse();
    match run(&line) {
        Ok(code) => code,
        Err(failure) => failure.print(line.json),
    }
}

fn run(line: &CommandLine) -> Result<ExitCode, Failure> {
    let config = config::read(line.config.as_deref())?;
    match &line.command {
        Command::Serve => serve::run(&config),
        Command::Demo(demo) => demo::run(demo, line.json),
        Command::Import(import) => import::run(&config, import, line.json),
        Command::Bench(bench) => bench::run(bench, line.json),
        Command::Identity(identity) => identity::run(identity, line.json),
        Command::Programme(programme) => programme::run(programme, line.json),
        Command::Backup(backup) => backup::save(&config, backup, line.json),
        Command::Restore(restore) => backup::restore(&config, restore, line.json),
        Command::Doctor(doctor) => doctor::run(&config, doctor, line.json),
        Command::Audit(audit) => audit::run(&config, audit, line.json),
        Command::User(user) => user::run(&config, user, line.json),
        Command::Openapi => openapi::run(),
    }
}
