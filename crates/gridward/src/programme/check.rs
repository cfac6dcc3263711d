//! Tell what is wrong in the files of programmes.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use gridward_formats::programmes::ProgrammeFault;
use serde_json::json;

use super::folder::{programmes_in, read_folder};
use crate::failure::Failure;
use crate::output::say;

#[derive(Debug, Args)]
pub(crate) struct Check {
    /// The folder of a programme, or a folder of such folders.
    dir: PathBuf,
}

pub(super) fn run(check: &Check, json: bool) -> Result<ExitCode, Failure> {
    let folders = programmes_in(&check.dir)?;
    if folders.is_empty() {
        return Err(Failure::new(format!(
            "{}: no programme.toml here or one folder down: give the folder of a programme",
            check.dir.display()
        )));
    }
    let (mut programmes, mut faults) = (Vec::new(), Vec::new());
    for folder in folders {
        let reading = read_folder(&folder)?;
        let sets: Vec<&str> = reading.programme.sets.iter().map(|set| set.id.as_str()).collect();
        programmes.push(json!({ "id": reading.programme.id, "rule_sets": sets }));
        faults.extend(reading.faults.into_iter().map(|fault| (folder.join(&fault.file).display().to_string(), fault)));
    }
    if json {
        let told: Vec<_> = faults.iter().map(|(file, fault)| told(file, fault)).collect();
        say!("{}", json!({ "programmes": programmes, "faults": told }));
    } else {
        print(&programmes, &faults);
    }
    Ok(if faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn told(file: &str, fault: &ProgrammeFault) -> serde_json::Value {
    json!({ "file": file, "line": fault.line, "code": fault.code, "message": fault.words.zh, "words": fault.words })
}

fn print(programmes: &[serde_json::Value], faults: &[(String, ProgrammeFault)]) {
    for (file, fault) in faults {
        say!("{file}:{}: {}", fault.line, fault.code);
        say!("    {}", fault.words.zh);
        say!("    {}", fault.words.en);
    }
    say!("{} 个方案包，{} 处问题。", programmes.len(), faults.len());
    say!("{} programmes, {} faults.", programmes.len(), faults.len());
}
