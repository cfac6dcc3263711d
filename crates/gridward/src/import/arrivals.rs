//! Look at a roster of returnees.

use std::path::Path;
use std::process::ExitCode;

use gridward_domain::{Clock, Language};
use gridward_formats::arrivals::{Roster, RosterRow, RosterSummary};
use gridward_formats::ledger::{LedgerOptions, Outcome};
use gridward_formats::table::{Source, TableError};
use serde_json::{Value, json};

use super::Common;
use crate::config::Config;
use crate::failure::{Failure, at_file};
use crate::installation;

pub(super) fn run(config: &Config, common: &Common, json: bool) -> Result<ExitCode, Failure> {
    if !common.dry_run {
        return Err(Failure::new(
            "返乡人员名单目前从工作台导入；这里加 --dry-run 可先查看内容。/ for now a roster goes in through the console; add --dry-run to look at it here",
        ));
    }
    let (rows, summary) = look(config, common)?;
    if json {
        println!("{}", serde_json::to_string(&answer(&rows, summary))?);
    } else {
        print(&rows, summary);
    }
    Ok(ExitCode::SUCCESS)
}

fn look(config: &Config, common: &Common) -> Result<(Vec<RosterRow>, RosterSummary), Failure> {
    let file = &common.file;
    let zone = installation::zone(installation::chosen(config, common.jurisdiction.as_deref())?)?;
    let source = Source::open(file).map_err(at_file(file))?;
    let options = LedgerOptions::on(zone.date(Clock::System.now()));
    let mut roster = Roster::open(source, &options).map_err(|error| unreadable(file, &error))?;
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
    println!("共 {all} 行：可导入 {accepted}，需要核实 {asked}，不能导入 {refused}；其中疑似重复 {duplicates}。");
    println!(
        "{all} rows: {accepted} accepted, {asked} to be asked about, {refused} refused; {duplicates} of them suspected duplicates."
    );
    for row in rows {
        for problem in row.problems.iter().filter(|problem| problem.kind.outcome != Outcome::Accepted) {
            let (zh, en) = (problem.message(Language::Chinese), problem.message(Language::English));
            println!("  {}\t{}\t{}\t{}\t{zh} / {en}", row.sheet, row.row, problem.column, problem.kind.code);
        }
    }
}
