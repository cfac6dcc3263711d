//! Hold a list pushed from above against one's own arrivals.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use gridward_domain::Language;
use gridward_server::arrivals::{PushedReport, hold_against, read_roster};
use gridward_server::audit;

use super::into::{self, Into};
use crate::config::Config;
use crate::failure::{Failure, at_file};
use crate::installation;
use crate::output::say;

#[derive(Debug, Args)]
pub(crate) struct PushedList {
    /// The file.
    file: PathBuf,
    #[command(flatten)]
    into: Into,
    /// The official code of the town or village whose list this is; the response's area without it.
    #[arg(long, value_name = "CODE")]
    area: Option<String>,
    /// Which jurisdiction, where the configuration has several.
    #[arg(long)]
    jurisdiction: Option<String>,
}

pub(super) fn run(config: &Config, list: &PushedList, json: bool) -> Result<ExitCode, Failure> {
    let bytes = std::fs::read(&list.file).map_err(at_file(&list.file))?;
    let app = installation::open(config, installation::chosen(config, list.jurisdiction.as_deref())?)?;
    let (response, whole) = list.into.find(&app)?;
    let area = list.area.as_deref().map_or(Ok(whole), |code| into::area(&app, code))?;
    let ctx = app.operator();
    let rows = read_roster(&ctx, bytes)?;
    // The look at people is entered in the audit log, as it is over HTTP.
    let report = app.db().write_blocking("arrivals.pushed", move |tx| {
        let (report, seen) = hold_against(tx, &ctx, (response, area), &rows)?;
        let audit::Seen { noun, record, area_ord, detail } = seen;
        let entry = audit::Entry { verb: "arrivals.pushed", noun, record, area_ord, reason: "", detail };
        audit::note(tx, &ctx, &entry)?;
        Ok::<_, gridward_server::Error>(report)
    })?;
    if json {
        say!("{}", serde_json::to_string(&report)?);
    } else {
        print(&report);
    }
    Ok(ExitCode::SUCCESS)
}

fn print(report: &PushedReport) {
    say!("名单共 {} 行；本地有而名单没有 {} 人。", report.rows, report.ours_only.len());
    say!("{} rows on the list; {} of one's own that it does not name.", report.rows, report.ours_only.len());
    for count in report.counts.iter().filter(|count| count.rows > 0) {
        let (zh, en) = (count.finding.word(Language::Chinese), count.finding.word(Language::English));
        say!("  {}\t{zh} / {en}", count.rows);
    }
    for found in &report.findings {
        let (zh, en) = (found.finding.word(Language::Chinese), found.finding.word(Language::English));
        say!("  {}\t{}\t{zh} / {en}", found.sheet, found.row);
    }
}
