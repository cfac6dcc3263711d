//! Import a roster of returnees, or look at it.

use std::path::Path;
use std::process::ExitCode;

use clap::Args;
use gridward_domain::{Clock, Language};
use gridward_formats::arrivals::{Roster as Rows, RosterRow, RosterSummary};
use gridward_formats::ledger::{LedgerOptions, Outcome};
use gridward_formats::table::{Source, TableError};
use gridward_server::arrivals::{RosterReport, RosterState, import_roster, read_roster};
use serde_json::{Value, json};

use super::Common;
use super::into::{self, Into};
use crate::config::Config;
use crate::failure::{Failure, at_file};
use crate::installation;
use crate::output::say;

#[derive(Debug, Args)]
pub(crate) struct Roster {
    #[command(flatten)]
    common: Common,
    #[command(flatten)]
    into: Into,
    /// The official code of the town or village whose roster this is; the response's area without it.
    #[arg(long, value_name = "CODE")]
    area: Option<String>,
}

pub(super) fn run(config: &Config, roster: &Roster, json: bool) -> Result<ExitCode, Failure> {
    if !roster.common.dry_run {
        return write(config, roster, json);
    }
    let (rows, summary) = look(config, &roster.common)?;
    if json {
        say!("{}", serde_json::to_string(&answer(&rows, summary))?);
    } else {
        print(&rows, summary);
    }
    Ok(ExitCode::SUCCESS)
}

/// Registers the rows that can be read in one way only.
fn write(config: &Config, roster: &Roster, json: bool) -> Result<ExitCode, Failure> {
    let file = &roster.common.file;
    let bytes = std::fs::read(file).map_err(at_file(file))?;
    let app = installation::open(config, installation::chosen(config, roster.common.jurisdiction.as_deref())?)?;
    let (response, whole) = roster.into.find(&app)?;
    let area = roster.area.as_deref().map_or(Ok(whole), |code| into::area(&app, code))?;
    let ctx = app.operator();
    let rows = read_roster(&ctx, bytes)?;
    let report = app
        .db()
        .write_blocking("arrivals.import", move |tx| import_roster(tx, &ctx, (response, area), &rows, false))?;
    if json {
        say!("{}", serde_json::to_string(&report)?);
    } else {
        print_report(&report);
    }
    Ok(ExitCode::SUCCESS)
}

fn print_report(report: &RosterReport) {
    let RosterReport { rows, registered, linked, asked, refused, .. } = report;
    say!("共 {rows} 行：新登记 {registered}，并入已有报备 {linked}，需要核实 {asked}，不能导入 {refused}。");
    say!(
        "{rows} rows: {registered} registered, {linked} linked to earlier ones, {asked} to be asked about, {refused} refused."
    );
    let left = report.items.iter().filter(|item| matches!(item.state, RosterState::Asked | RosterState::Refused));
    for item in left {
        for problem in &item.problems {
            say!("  {}\t{}\t{}\t{}\t{}", item.sheet, item.row, problem.column, problem.code, problem.message);
        }
    }
}

fn look(config: &Config, common: &Common) -> Result<(Vec<RosterRow>, RosterSummary), Failure> {
    let file = &common.file;
    let zone = installation::zone(installation::chosen(config, common.jurisdiction.as_deref())?)?;
    let source = Source::open(file).map_err(at_file(file))?;
    let options = LedgerOptions::on(zone.date(Clock::System.now()));
    let mut roster = Rows::open(source, &options).map_err(|error| unreadable(file, &error))?;
    let rows = roster.by_ref().collect::<Result<Vec<_>, _>>().map_err(|error| unreadable(file, &error))?;
    Ok((rows, *roster.summary()))
}

fn unreadable(file: &Path, error: &TableError) -> Failure {
    let (zh, en) = (error.sentence(Language::Chinese), error.sentence(Language::English));
    Failure::new(format!("{}: {zh} / {en}", file.display()))
}

fn answer(rows: &[RosterRow], summary: RosterSummary) -> Value {
    json!({
        "rows": summary.rows,
        "accepted": summary.accepted,
        "asked": summary.asked,
        "refused": summary.refused,
        "duplicates": summary.duplicates,
        "items": rows.iter().map(item).collect::<Vec<_>>(),
    })
}

/// A row with its numbers in full: whoever looks at their own file sees nothing new. Nothing of it is logged.
fn item(row: &RosterRow) -> Value {
    let resident = &row.resident;
    let phones: Vec<&str> = resident.phones.iter().map(|phone| phone.number.as_str()).collect();
    let problems = row.problems.iter().map(|problem| {
        json!({
            "column": problem.column,
            "code": problem.kind.code,
            "message": problem.message(Language::Chinese),
        })
    });
    json!({
        "sheet": &*row.sheet,
        "row": row.row,
        "name": resident.name.text,
        "state": row.outcome.code(),
        "document": resident.document.as_ref().map(|document| &document.number),
        "phone": phones.join("、"),
        "village": resident.village,
        "origin": row.origin,
        "arrival": row.arrival.map(|day| day.to_string()),
        "duplicate_of": row.duplicate_of.as_ref().map(|of| of.row),
        "problems": problems.collect::<Vec<_>>(),
    })
}

fn print(rows: &[RosterRow], summary: RosterSummary) {
    let RosterSummary { rows: all, accepted, asked, refused, duplicates } = summary;
    say!("共 {all} 行：可导入 {accepted}，需要核实 {asked}，不能导入 {refused}；其中疑似重复 {duplicates}。");
    say!(
        "{all} rows: {accepted} accepted, {asked} to be asked about, {refused} refused; {duplicates} of them suspected duplicates."
    );
    for row in rows {
        for problem in row.problems.iter().filter(|problem| problem.kind.outcome != Outcome::Accepted) {
            let (zh, en) = (problem.message(Language::Chinese), problem.message(Language::English));
            say!("  {}\t{}\t{}\t{}\t{zh} / {en}", row.sheet, row.row, problem.column, problem.kind.code);
        }
    }
}
