//! The audit log on the command line.

use std::process::ExitCode;

use clap::Subcommand;
use gridward_server::audit::verify;

use crate::config::Config;
use crate::failure::Failure;
use crate::installation;
use crate::output::say;

#[derive(Debug, Subcommand)]
pub(crate) enum Audit {
    /// Prove that no entry of the audit log was altered, removed or slipped in.
    Verify {
        /// Which jurisdiction, where the configuration has several.
        #[arg(long)]
        jurisdiction: Option<String>,
    },
}

pub(crate) fn run(config: &Config, audit: &Audit, json: bool) -> Result<ExitCode, Failure> {
    let Audit::Verify { jurisdiction } = audit;
    let app = installation::open(config, installation::chosen(config, jurisdiction.as_deref())?)?;
    let verdict = app.db().read_blocking("audit.verify", verify)?;
    if json {
        say!("{}", serde_json::to_string(&verdict)?);
    } else if let Some(seq) = verdict.broken_at {
        say!(
            "BROKEN at entry {seq}: it was altered, removed or slipped in. {} entries before it are good.",
            verdict.entries
        );
    } else {
        say!("good: {} entries; last hash {}", verdict.entries, verdict.last_hash);
    }
    Ok(if verdict.broken_at.is_some() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
