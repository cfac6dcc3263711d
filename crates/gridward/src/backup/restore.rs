//! Restore a backup into an empty jurisdiction.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::ExitCode;

use flate2::read::MultiGzDecoder;
use gridward_server::Keys;
use serde_json::json;

use super::{FORMAT, Label, Restore, VERSION, mark_of};
use crate::config::Config;
use crate::failure::{Failure, at_file};
use crate::installation;
use crate::output::say;
use crate::progress::Step;

/// Bytes of the first line, at most.
const LABEL: u64 = 4_096;

type Stream = BufReader<MultiGzDecoder<BufReader<File>>>;

pub(crate) fn run(config: &Config, restore: &Restore, json: bool) -> Result<ExitCode, Failure> {
    let jurisdiction = installation::chosen(config, restore.jurisdiction.as_deref())?;
    let (label, archive) = open(&restore.file)?;
    let key_file = installation::key_file(config, jurisdiction);
    let brought = fit_keys(&label, &key_file)?;
    if let Some(text) = &brought {
        fs::create_dir_all(&config.data_dir).map_err(at_file(&config.data_dir))?;
        installation::write_key_file(&key_file, text)?;
    }
    let step = Step::start("restore");
    let app = installation::open(config, jurisdiction)?;
    let loaded = app.db().load(archive);
    app.db().close();
    let rows = loaded.map_err(|error| {
        if brought.is_some() {
            // The keys came with the backup that was not restored.
            let _ = fs::remove_file(&key_file);
        }
        Failure::new(error)
    })?;
    step.done(&format!("{rows} rows"));
    if json {
        say!("{}", json!({ "jurisdiction": jurisdiction.key, "rows": rows, "taken_at": label.at }));
    } else {
        say!("已恢复。请运行 gridward doctor 核对。/ Restored. Run `gridward doctor` to check it.");
    }
    Ok(ExitCode::SUCCESS)
}

fn open(file: &Path) -> Result<(Label, Stream), Failure> {
    let not_ours = || {
        Failure::new(format!(
            "{0} 不是本程序能恢复的备份。/ {0} is not a backup that this program can restore",
            file.display()
        ))
    };
    let opened = File::open(file).map_err(at_file(file))?;
    let mut stream = BufReader::new(MultiGzDecoder::new(BufReader::new(opened)));
    let mut line = String::new();
    std::io::Read::take(&mut stream, LABEL).read_line(&mut line).map_err(|_| not_ours())?;
    let label: Label = serde_json::from_str(&line).map_err(|_| not_ours())?;
    if label.format != FORMAT || label.version != VERSION {
        return Err(not_ours());
    }
    Ok((label, stream))
}

/// Makes sure that the keys the backup was sealed with are there. Answers the content of the key file to be made,
/// where the backup brings it.
fn fit_keys(label: &Label, key_file: &Path) -> Result<Option<String>, Failure> {
    let shown = key_file.display();
    if key_file.exists() {
        let text = fs::read_to_string(key_file).map_err(at_file(key_file))?;
        if mark_of(&Keys::from_text(&text)?) == label.key_mark {
            return Ok(None);
        }
        return Err(Failure::new(format!(
            "{shown} 不是这份备份的密钥，请换成备份那台机器上的密钥文件。/ {shown} is not the key file of this backup: put the one from the machine that was backed up in its place"
        )));
    }
    match &label.keys {
        Some(text) => Ok(Some(text.clone())),
        None => Err(Failure::new(format!(
            "缺少密钥文件 {shown}：请先把备份那台机器上的密钥文件复制到这里。/ the key file {shown} is missing: first copy the one from the machine that was backed up there"
        ))),
    }
}
