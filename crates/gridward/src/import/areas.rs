//! Import the tree of areas.

use std::process::ExitCode;

use gridward_domain::Language;
use gridward_server::areas::{self, ImportOptions, ImportReport};

use super::{Common, target};
use crate::config::Config;
use crate::failure::{Failure, at_file};
use crate::output::say;
use crate::progress::Step;

pub(super) fn run(config: &Config, common: &Common, json: bool) -> Result<ExitCode, Failure> {
    let bytes = std::fs::read(&common.file).map_err(at_file(&common.file))?;
    let step = Step::start("areas");
    let file = areas::divisions_of(&bytes, Language::Chinese)?;
    let mut report = match target(config, common)? {
        None => areas::import_alone(Language::Chinese, &file.rows),
        Some(app) => {
            let (ctx, rows) = (app.operator(), file.rows);
            let options = ImportOptions { dry_run: common.dry_run, codes_from: None };
            if common.dry_run {
                app.db().read_blocking("areas.import.try", move |tx| areas::import(tx, &ctx, &rows, options))?
            } else {
                app.db().write_blocking("areas.import", move |tx| areas::import(tx, &ctx, &rows, options))?
            }
        }
    };
    report.problems.extend(file.problems);
    step.done(&format!("{} rows", report.rows));
    if json {
        say!("{}", serde_json::to_string(&report)?);
    } else {
        print(&report);
    }
    Ok(ExitCode::SUCCESS)
}

fn print(report: &ImportReport) {
    let (would, will) = if report.dry_run { ("would be ", "将") } else { ("", "") };
    say!(
        "{will}新增 {} 个，改名 {} 个，不变 {} 个，问题 {} 行。",
        report.created,
        report.renamed.len(),
        report.unchanged,
        report.problems.len()
    );
    say!(
        "{} {would}created, {} {would}renamed, {} unchanged, {} lines with a problem.",
        report.created,
        report.renamed.len(),
        report.unchanged,
        report.problems.len()
    );
    for problem in &report.problems {
        say!("  {}\t{}\t{}", problem.line, problem.code, problem.message);
    }
    for area in &report.missing {
        say!("  文件里没有，未作改动 / not in the file, left as it is: {} {}", area.code, area.name);
    }
}
