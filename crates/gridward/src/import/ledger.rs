//! Import a ledger.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use gridward_database::Tx;
use gridward_domain::{Id, Language};
use gridward_formats::header::ColumnMap;
use gridward_formats::workbook;
use gridward_server::areas;
use gridward_server::households::import::{
    ImportFile, ImportOptions, Imported, Mode, NotTaken, Preview, preview, preview_alone, run as import,
};
use gridward_server::{App, Error};
use serde_json::{Value, json};

use super::{Common, ctx_alone, into, name_of, target};
use crate::config::Config;
use crate::failure::{Failure, at_file};
use crate::output::say;
use crate::progress::Step;

#[derive(Debug, Args)]
pub(crate) struct Ledger {
    #[command(flatten)]
    common: Common,
    /// The columns, as JSON: {"columns":[{"header":"姓名","field":"name"}, ...]}; without it they are found by name.
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,
    /// The official code of the area whose ledger this is; the whole jurisdiction without it.
    #[arg(long, value_name = "CODE")]
    area: Option<String>,
    /// Make a grid of each villagers' group that has none yet.
    #[arg(long)]
    create_grids: bool,
    /// Import nothing unless every row is good.
    #[arg(long)]
    all_or_nothing: bool,
    /// Write a workbook of the rows that are not taken, with the reason beside each.
    #[arg(long, value_name = "FILE")]
    refused: Option<PathBuf>,
}

/// What is to be told: the sums, the rows that are not taken, and what was written.
struct Told {
    sums: Preview,
    not_taken: NotTaken,
    imported: Option<Imported>,
}

pub(super) fn run(config: &Config, ledger: &Ledger, json: bool) -> Result<ExitCode, Failure> {
    let file = &ledger.common.file;
    // A file that is not there is told by its name, before anything is opened.
    std::fs::metadata(file).map_err(at_file(file))?;
    let map = ledger.map.as_deref().map(read_map).transpose()?;
    let mut options = ImportOptions { area_id: None, map, create_grids: ledger.create_grids };
    let step = Step::start("ledger");
    let told = match target(config, &ledger.common)? {
        None => {
            let ctx = ctx_alone(config, &ledger.common)?;
            let seen = preview_alone(&ctx, &ImportFile::Path(file.clone()), &options)?;
            Told { sums: seen.preview, not_taken: seen.not_taken, imported: None }
        }
        Some(app) => {
            options.area_id = area(&app, ledger.area.as_deref())?;
            if ledger.common.dry_run { look(&app, file, options)? } else { write(&app, ledger, options)? }
        }
    };
    step.done(&format!("{} rows", told.sums.rows));
    if let Some(book) = &ledger.refused {
        write_book(book, &told.not_taken)?;
    }
    if json {
        say!("{}", serde_json::to_string(&answer(&told))?);
    } else {
        print(&told);
    }
    let nothing = told.imported.as_ref().is_some_and(|imported| !imported.imported);
    Ok(if nothing { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn read_map(file: &Path) -> Result<ColumnMap, Failure> {
    let text = std::fs::read_to_string(file).map_err(at_file(file))?;
    serde_json::from_str(&text).map_err(|error| Failure::new(format!("{}: {error}", file.display())))
}

/// The area that was named by its code, or the jurisdiction's own.
fn area(app: &App, code: Option<&str>) -> Result<Option<Id>, Failure> {
    if let Some(code) = code {
        return into::area(app, code).map(Some);
    }
    let ctx = app.operator();
    let root = move |tx: &mut Tx<'_>| Ok::<_, Error>(areas::jurisdiction(tx, &ctx)?.root.map(|area| area.id));
    Ok(app.db().read_blocking("import.root", root)?)
}

fn look(app: &App, file: &Path, options: ImportOptions) -> Result<Told, Failure> {
    let (ctx, file) = (app.operator(), ImportFile::Path(file.to_owned()));
    let seen = app.db().read_blocking("import.preview", move |tx| preview(tx, &ctx, &file, &options))?;
    Ok(Told { sums: seen.preview, not_taken: seen.not_taken, imported: None })
}

fn write(app: &App, ledger: &Ledger, options: ImportOptions) -> Result<Told, Failure> {
    let (ctx, file) = (app.operator(), ImportFile::Path(ledger.common.file.clone()));
    let mode = if ledger.all_or_nothing { Mode::AllOrNothing } else { Mode::GoodRows };
    let name = name_of(&ledger.common.file);
    let done =
        app.db().write_blocking("households.import", move |tx| import(tx, &ctx, &file, &name, &options, mode))?;
    Ok(Told { sums: done.imported.summary.clone(), not_taken: done.not_taken, imported: Some(done.imported) })
}

fn write_book(file: &Path, left: &NotTaken) -> Result<(), Failure> {
    if left.rows.is_empty() {
        eprintln!("  每一行都收下了，不写 {0} / every row is taken, {0} is not written", file.display());
        return Ok(());
    }
    let book = workbook::refused_rows(&left.columns, &left.rows, Language::Chinese).map_err(Failure::new)?;
    std::fs::write(file, book).map_err(at_file(file))
}

fn answer(told: &Told) -> Value {
    let sums = &told.sums;
    let mut answer = json!({
        "rows": sums.rows, "accepted": sums.accepted, "asked": sums.asked, "refused": sums.refused,
        "duplicates": sums.duplicates, "problems": sums.problems,
    });
    if let (Some(imported), Some(fields)) = (&told.imported, answer.as_object_mut()) {
        fields.insert("imported".to_owned(), imported.imported.into());
        fields.insert("households".to_owned(), imported.households.into());
        fields.insert("residents".to_owned(), imported.residents.into());
        fields.insert("grids_created".to_owned(), imported.grids_created.into());
    }
    answer
}

fn print(told: &Told) {
    let sums = &told.sums;
    let (rows, accepted, asked, refused) = (sums.rows, sums.accepted, sums.asked, sums.refused);
    say!("共 {rows} 行：可导入 {accepted}，需要核实 {asked}，不能导入 {refused}，疑似重复 {}。", sums.duplicates);
    say!(
        "{rows} rows: {accepted} accepted, {asked} to be asked about, {refused} refused, {} suspected duplicates.",
        sums.duplicates
    );
    for problem in &sums.problems {
        let text = |name: &str| problem.get(name).map(|value| value.as_str().map_or(value.to_string(), str::to_owned));
        let cells: Vec<String> = ["sheet", "row", "column", "code", "message"].into_iter().filter_map(text).collect();
        say!("  {}", cells.join("\t"));
    }
    match &told.imported {
        None => {}
        Some(done) if done.imported => {
            say!("已导入 {} 户 {} 人。", done.households, done.residents);
            say!("{} households and {} residents imported.", done.households, done.residents);
        }
        Some(_) => {
            say!("有的行不能导入，按“全部或不导入”的要求，一行也没有导入。");
            say!("Some rows are not good, and all or nothing was asked: nothing was imported.");
        }
    }
}
