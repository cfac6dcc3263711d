//! Import files on the command line: the same use cases as the console's.

mod areas;
mod arrivals;
mod into;
mod ledger;
mod pushed_list;
mod risk_list;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand};
use gridward_domain::{Id, Ids, Language};
use gridward_server::{App, Authority, Ctx, Keys};

use crate::config::{Config, Jurisdiction};
use crate::failure::Failure;
use crate::installation;

#[derive(Debug, Subcommand)]
pub(crate) enum Import {
    /// Bring the tree of areas in line with a divisions file: code,name,parent_code,level; plain or .gz.
    Areas {
        #[command(flatten)]
        common: Common,
    },
    /// Import a ledger of households and residents: .xlsx, .xls or .csv.
    Ledger(Box<ledger::Ledger>),
    /// Put an official list of risk areas in force: the daily text, the official JSON, or a table; --dry-run looks at it.
    RiskList(Box<risk_list::List>),
    /// Register the returnees of a roster: .xlsx, .xls or .csv; --dry-run looks at it.
    Arrivals(arrivals::Roster),
    /// Hold a list pushed from above against one's own arrivals; nothing is written.
    PushedList(pushed_list::PushedList),
}

/// What every import is told.
#[derive(Debug, Args)]
pub(crate) struct Common {
    /// The file.
    file: PathBuf,
    /// Only tell what would happen; nothing is written, and no database is needed.
    #[arg(long)]
    dry_run: bool,
    /// Which jurisdiction, where the configuration has several.
    #[arg(long)]
    jurisdiction: Option<String>,
}

pub(crate) fn run(config: &Config, import: &Import, json: bool) -> Result<ExitCode, Failure> {
    match import {
        Import::Areas { common } => areas::run(config, common, json),
        Import::Ledger(ledger) => ledger::run(config, ledger, json),
        Import::RiskList(list) => risk_list::run(config, list, json),
        Import::Arrivals(roster) => arrivals::run(config, roster, json),
        Import::PushedList(list) => pushed_list::run(config, list, json),
    }
}

/// The jurisdiction to import into; none for a dry run where nothing has been set up.
fn target(config: &Config, common: &Common) -> Result<Option<App>, Failure> {
    let jurisdiction = installation::chosen(config, common.jurisdiction.as_deref())?;
    if common.dry_run && !installation::is_set_up(config, jurisdiction) {
        return Ok(None);
    }
    installation::open(config, jurisdiction).map(Some)
}

/// A context for looking at a file where there is no database: its keys are never used.
fn ctx_alone(config: &Config, common: &Common) -> Result<Ctx, Failure> {
    let jurisdiction: &Jurisdiction = installation::chosen(config, common.jurisdiction.as_deref())?;
    let ids = Ids::Random;
    Ok(Ctx {
        actor: Id::from_number(0),
        authority: Authority::Operator,
        now: gridward_domain::Clock::System.now(),
        request: ids.make(),
        ids,
        language: Language::Chinese,
        op: None,
        zone: installation::zone(jurisdiction)?,
        keys: Keys::from_text(&Keys::new_text()?)?,
    })
}

fn name_of(file: &Path) -> String {
    file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}
