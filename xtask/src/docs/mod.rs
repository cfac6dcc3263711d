//! What documents say must be true: links lead somewhere, named paths and commands exist, quoted words are on a screen.

mod commands;
mod links;
mod markdown;
mod quotes;

use std::path::PathBuf;

use crate::binary::Commands;
use crate::failure::{Failure, Outcome};
use crate::repository;

/// Checks all documents and reports all findings together.
pub(crate) fn check(known: &Commands) -> Outcome {
    let root = repository::root();
    let words = quotes::Words::read(&root)?;
    let mut findings = Vec::new();
    for path in documents()? {
        let text = repository::read(&path)?;
        let name = repository::shown(&root, &path);
        let mut found = links::findings(&root, &path, &text)?;
        found.extend(commands::findings(known, &text));
        if name.starts_with("docs/roles/") {
            found.extend(quotes::findings(&words, &text));
        }
        findings.extend(found.into_iter().map(|finding| format!("{name}:{finding}")));
    }
    Failure::unless_empty("documents say what is not so", &findings)
}

/// The documents at the root and all below `docs`.
fn documents() -> Outcome<Vec<PathBuf>> {
    let root = repository::root();
    let mut found = repository::files_below(&root.join("docs"))?;
    let top = std::fs::read_dir(&root).map_err(|cause| Failure::of(root.display(), cause))?;
    found.extend(top.flatten().map(|entry| entry.path()).filter(|path| path.is_file()));
    found.retain(|path| path.extension().is_some_and(|ending| ending == "md"));
    found.sort();
    Ok(found)
}
