//! Programmes from their folders: `programme.toml`, `symptoms.toml` and a file for each rule set. Every key is described
//! in docs/PROGRAMMES.md.
//!
//! Reading never stops at the first fault: all are told with file and line, those of the form and those of the rules.

mod fault;
mod page;
mod rule;
mod rule_set;
mod shipped;
mod vector;

#[cfg(test)]
mod replays;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap};

use gridward_domain::programmes::{Programme, Slot, Source, Spot, Symptom, Words, check};

use fault::Wrong;
use page::{Page, Table};

pub use fault::ProgrammeFault;
pub use shipped::{shipped, shipped_set};

const PROGRAMME: &str = "programme.toml";
const SYMPTOMS: &str = "symptoms.toml";

/// The texts of a programme's files by their names.
pub type Files = BTreeMap<String, String>;

/// A programme as far as it could be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The programme; it can be relied on only where there are no faults.
    pub programme: Programme,
    /// Everything that is wrong, by file and line.
    pub faults: Vec<ProgrammeFault>,
}

/// Where the parts of a programme stand.
#[derive(Debug, Default)]
struct Lines(HashMap<Spot, (String, usize)>);

impl Lines {
    fn put(&mut self, spot: Spot, file: &str, line: usize) {
        self.0.insert(spot, (file.to_owned(), line));
    }

    fn of(&self, spot: &Spot) -> (&str, usize) {
        self.0.get(spot).map_or((PROGRAMME, 1), |(file, line)| (file, *line))
    }
}

/// The rule sets that `programme.toml` lists, and where.
#[derive(Debug, Default)]
struct Listed {
    names: Vec<String>,
    line: usize,
}

/// Reads a programme from the files of its folder; `name` is the folder's, and must be the programme's id.
pub fn read(name: &str, files: &Files) -> Reading {
    let mut lines = Lines::default();
    let mut faults = Vec::new();
    let text = files.get(PROGRAMME).map_or("", String::as_str);
    let page = Page::new(PROGRAMME, text);
    if !files.contains_key(PROGRAMME) {
        page.say(1, &Wrong::FileMissing { name: PROGRAMME });
    }
    let (mut programme, sets) = if text.is_empty() { (empty(), Listed::default()) } else { head(&page, name) };
    for set in &sets.names {
        let file = format!("{set}.toml");
        let Some(text) = files.get(&file) else {
            page.say(sets.line, &Wrong::FileMissing { name: &file });
            continue;
        };
        let own = Page::new(&file, text);
        programme.sets.push(rule_set::read(&own, set, &mut lines));
        faults.extend(own.faults());
    }
    for file in files.keys().filter(|file| *file != PROGRAMME && *file != SYMPTOMS) {
        let listed = file.strip_suffix(".toml").is_none_or(|stem| sets.names.iter().any(|set| set == stem));
        if !listed && files.contains_key(PROGRAMME) {
            page.say(sets.line, &Wrong::FileUnlisted { name: file });
        }
    }
    programme.symptoms = symptoms(files, &page, &mut faults);
    faults.extend(page.faults());
    if !faults.iter().any(|fault| fault.code == "not_toml") && files.contains_key(PROGRAMME) {
        faults.extend(check(&programme).iter().map(|finding| {
            let (file, line) = lines.of(&finding.spot);
            ProgrammeFault::found(file, line, finding)
        }));
    }
    faults.sort_by(|one, other| (&one.file, one.line, one.code).cmp(&(&other.file, other.line, other.code)));
    faults.dedup();
    Reading { programme, faults }
}

fn empty() -> Programme {
    Programme {
        id: String::new(),
        title: Words::default(),
        disease: Words::default(),
        sources: Vec::new(),
        symptoms: Vec::new(),
        slots: Vec::new(),
        sets: Vec::new(),
    }
}

/// The programme's own file, and the names of its rule sets.
fn head(page: &Page<'_>, name: &str) -> (Programme, Listed) {
    let entries = page.parse();
    let mut table = page.root(&entries);
    let id = table.needed("id");
    if !id.is_empty() && id != name {
        table.say("id", &Wrong::IdDiffers { id: &id, name });
    }
    let programme = Programme {
        id,
        title: table.needed_words("title"),
        disease: table.needed_words("disease"),
        sources: table.tables("source").into_iter().map(source).collect(),
        slots: table.tables("slot").into_iter().map(slot).collect(),
        ..empty()
    };
    let sets = Listed { names: table.texts("rule_sets"), line: table.line_of("rule_sets") };
    table.done();
    (programme, sets)
}

fn source(mut table: Table<'_>) -> Source {
    let source =
        Source { id: table.needed("id"), title: table.needed_words("title"), locator: table.needed("locator") };
    table.done();
    source
}

fn slot(mut table: Table<'_>) -> Slot {
    let slot = Slot { id: table.needed("id"), words: table.needed_words("words") };
    table.done();
    slot
}

fn symptoms(files: &Files, programme: &Page<'_>, faults: &mut Vec<ProgrammeFault>) -> Vec<Symptom> {
    let Some(text) = files.get(SYMPTOMS) else {
        if files.contains_key(PROGRAMME) {
            programme.say(1, &Wrong::FileMissing { name: SYMPTOMS });
        }
        return Vec::new();
    };
    let page = Page::new(SYMPTOMS, text);
    let entries = page.parse();
    let mut table = page.root(&entries);
    if !table.has("symptom") {
        table.say("symptom", &Wrong::Missing { key: "symptom" });
    }
    let symptoms = table.tables("symptom").into_iter().map(symptom).collect();
    table.done();
    faults.extend(page.faults());
    symptoms
}

fn symptom(mut table: Table<'_>) -> Symptom {
    let symptom = Symptom { id: table.needed("id"), words: table.needed_words("words"), urgent: table.flag("urgent") };
    table.done();
    symptom
}
