//! Programmes that lie in folders.

use std::fs;
use std::path::{Path, PathBuf};

use gridward_domain::programmes::Programme;
use gridward_formats::programmes::{Files, Reading, read, shipped_set};
use jiff::civil::Date;

use crate::failure::{Failure, at_file};

const PROGRAMME: &str = "programme.toml";

/// The programmes in a folder: the folder itself, each folder in it, or that of the rule set it names.
pub(super) fn programmes_in(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    if let Some((folder, _)) = split(folder) {
        return Ok(vec![folder]);
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(at_file(folder))? {
        let path = entry.map_err(at_file(folder))?.path();
        if path.join(PROGRAMME).is_file() {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// Reads the programme of a folder.
pub(super) fn read_folder(folder: &Path) -> Result<Reading, Failure> {
    let mut files = Files::new();
    for entry in fs::read_dir(folder).map_err(at_file(folder))? {
        let path = entry.map_err(at_file(folder))?.path();
        if path.extension().is_some_and(|ending| ending == "toml") {
            let text = fs::read_to_string(&path).map_err(at_file(&path))?;
            files.insert(name_of(&path), text);
        }
    }
    let full = folder.canonicalize().map_err(at_file(folder))?;
    Ok(read(&name_of(&full), &files))
}

/// A programme and one of its rule sets: by the id of one that is built in, or by a folder. Of a folder that names no
/// rule set, the one in force on the day is taken.
pub(super) fn chosen(id: &str, on: Date) -> Result<(Programme, String), Failure> {
    if let Some((programme, set)) = shipped_set(id) {
        return Ok((programme.clone(), set.to_owned()));
    }
    let (folder, set) = split(Path::new(id)).ok_or_else(|| unknown(id))?;
    let Reading { programme, faults } = read_folder(&folder)?;
    if let Some(fault) = faults.first() {
        return Err(Failure::new(format!(
            "{}/{}:{}: {} ({} faults in all; `gridward programme check {}` tells each)",
            folder.display(),
            fault.file,
            fault.line,
            fault.words.en,
            faults.len(),
            folder.display()
        )));
    }
    let set = set.or_else(|| programme.in_force(on).map(|set| set.id.clone()));
    let set = set.filter(|set| programme.set(set).is_some());
    let set = set.ok_or_else(|| Failure::new(format!("{id}: no rule set of this programme is in force on {on}")))?;
    Ok((programme, set))
}

/// The folder of a programme, and the rule set that a path into it names.
fn split(path: &Path) -> Option<(PathBuf, Option<String>)> {
    if path.join(PROGRAMME).is_file() {
        return Some((path.to_owned(), None));
    }
    let folder = path.parent().filter(|folder| folder.join(PROGRAMME).is_file())?;
    let name = name_of(path);
    let set = name.strip_suffix(".toml").unwrap_or(&name);
    Some((folder.to_owned(), (set != "programme").then(|| set.to_owned())))
}

fn unknown(id: &str) -> Failure {
    let known = gridward_formats::programmes::shipped().iter();
    let known: Vec<String> = known
        .flat_map(|programme| programme.sets.iter().map(move |set| format!("{}/{}", programme.id, set.id)))
        .collect();
    Failure::new(format!(
        "{id}: neither a folder with {PROGRAMME} nor one of the programmes that are built in: {}",
        known.join(", ")
    ))
}

fn name_of(path: &Path) -> String {
    path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}
