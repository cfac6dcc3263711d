//! Write a backup while the work goes on.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use flate2::Compression;
use flate2::write::GzEncoder;
use gridward_domain::Clock;
use gridward_server::{App, Keys, audit};
use serde_json::json;

use super::{Backup, FORMAT, Label, VERSION, mark_of};
use crate::config::Config;
use crate::failure::{Failure, at_file};
use crate::installation;
use crate::output::say;
use crate::progress::Step;

pub(crate) fn run(config: &Config, backup: &Backup, json: bool) -> Result<ExitCode, Failure> {
    let jurisdiction = installation::chosen(config, backup.jurisdiction.as_deref())?;
    if backup.file.exists() {
        return Err(Failure::new(format!(
            "{0} 已经存在，备份不会覆盖文件，请换一个名字。/ {0} exists already; a backup overwrites nothing: choose another name",
            backup.file.display()
        )));
    }
    if !installation::is_set_up(config, jurisdiction) {
        return Err(Failure::new("这里还没有数据可备份。/ nothing has been set up here that could be backed up"));
    }
    let app = installation::open(config, jurisdiction)?;
    let key_text = fs::read_to_string(installation::key_file(config, jurisdiction))?;
    let label = Label {
        format: FORMAT.to_owned(),
        version: VERSION,
        jurisdiction: jurisdiction.key.clone(),
        at: Clock::System.now(),
        key_mark: mark_of(&Keys::from_text(&key_text)?),
        keys: backup.with_keys.then(|| key_text.trim().to_owned()),
    };
    let step = Step::start("backup");
    note(&app, backup.with_keys)?;
    let rows = write(&app, &label, &backup.file)?;
    app.db().close();
    let bytes = backup.file.metadata().map_err(at_file(&backup.file))?.len();
    step.done(&format!("{rows} rows, {bytes} bytes"));
    if json {
        say!("{}", json!({ "file": backup.file, "rows": rows, "bytes": bytes, "keys_inside": backup.with_keys }));
    } else {
        tell(backup, &installation::key_file(config, jurisdiction));
    }
    Ok(ExitCode::SUCCESS)
}

/// The copy tells of itself: the entry is written before it is made.
fn note(app: &App, with_keys: bool) -> Result<(), Failure> {
    let ctx = app.operator();
    let record = ctx.ids.make();
    Ok(app.db().write_blocking("backup.note", move |tx| {
        let detail = json!({ "with_keys": with_keys });
        let entry = audit::Entry { verb: "backup.save", noun: "backup", record, area_ord: 0, reason: "", detail };
        audit::note(tx, &ctx, &entry)
    })?)
}

/// Writes beside the name and takes the name when all is on disk: a cut file is never taken for a backup.
fn write(app: &App, label: &Label, file: &Path) -> Result<u64, Failure> {
    let part = part_of(file);
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let out = options.open(&part).map_err(at_file(&part))?;
    let written = pack(app, label, out);
    if written.is_err() {
        // What is wrong is told; that the half file stays behind too would only hide it.
        let _ = fs::remove_file(&part);
    }
    let rows = written?;
    fs::rename(&part, file).map_err(at_file(file))?;
    Ok(rows)
}

fn part_of(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".part");
    PathBuf::from(name)
}

fn pack(app: &App, label: &Label, out: File) -> Result<u64, Failure> {
    let mut packer = GzEncoder::new(BufWriter::new(out), Compression::fast());
    serde_json::to_writer(&mut packer, label)?;
    packer.write_all(b"\n")?;
    let rows = app.db().dump(&mut packer).map_err(Failure::new)?;
    let out = packer.finish()?.into_inner().map_err(|error| Failure::new(error.error()))?;
    out.sync_all()?;
    Ok(rows)
}

fn tell(backup: &Backup, key_file: &Path) {
    let (file, key) = (backup.file.display(), key_file.display());
    say!("已备份到 / backed up into {file}");
    if backup.with_keys {
        say!("密钥在备份里面：请像保管密钥一样保管它。/ The keys are inside: keep it as safe as the keys.");
    } else {
        say!("密钥不在备份里：没有 {key} 就恢复不了证件号和电话，请另外存放一份。");
        say!("The keys are not inside: without {key} no ID number or phone can be restored. Keep a copy elsewhere.");
    }
}
