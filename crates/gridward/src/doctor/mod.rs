//! Check that a jurisdiction is sound, and mend counts that are not.

mod checks;
mod finding;

use std::process::ExitCode;

use clap::Args;
use serde_json::json;

use crate::config::Config;
use crate::failure::Failure;
use crate::installation;
use crate::output::say;
use crate::progress::Step;
use finding::{Finding, Verdict};

#[derive(Debug, Args)]
pub(crate) struct Doctor {
    /// Write the right counts where the kept ones are wrong.
    #[arg(long)]
    mend: bool,
    /// Which jurisdiction, where the configuration has several.
    #[arg(long)]
    jurisdiction: Option<String>,
}

/// Fails when anything is bad; warnings alone are no failure.
pub(crate) fn run(config: &Config, doctor: &Doctor, json: bool) -> Result<ExitCode, Failure> {
    let jurisdiction = installation::chosen(config, doctor.jurisdiction.as_deref())?;
    if !installation::is_set_up(config, jurisdiction) {
        return Err(Failure::new(
            "这里还没有数据，或者密钥文件不在。/ nothing has been set up here, or the key file is missing",
        ));
    }
    let app = installation::open(config, jurisdiction)?;
    let mut findings = Vec::new();
    for (name, check) in checks::ALL {
        let step = Step::start(name);
        let finding = check(&app, config, doctor.mend)?;
        step.done(finding.verdict.word());
        findings.push((*name, finding));
    }
    app.db().close();
    let good = findings.iter().all(|(_, finding)| finding.verdict != Verdict::Bad);
    if json {
        let checks: Vec<_> = findings
            .iter()
            .map(|(name, finding)| {
                json!({ "name": name, "verdict": finding.verdict.word(), "count": finding.count, "message": finding.en })
            })
            .collect();
        say!("{}", json!({ "good": good, "checks": checks }));
    } else {
        print(&findings);
    }
    Ok(if good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn print(findings: &[(&str, Finding)]) {
    for (name, finding) in findings {
        say!("{:<8}{name:<16}{}\n{:<24}{}", finding.verdict.word(), finding.zh, "", finding.en);
    }
}
