//! What documents say must be true: links lead somewhere, named paths exist, named commands exist.

mod commands;
mod links;
mod markdown;

use std::path::PathBuf;

use crate::binary::Commands;
use crate::failure::{Failure, Outcome};
use crate::repository;

/// Checks all documents and reports all findings together.
pub(crate) fn check(known: &Commands) -> Outcome {
    let root = repository::root();
    let mut findings = Vec::new();
    for path in documents()? {
        let text = repository::read(&path)?;
        let name = repository::shown(&root, &path);
        findings.extend(links::findings(&root, &path, &text)?.into_iter().map(|finding| format!("{name}:{finding}")));
        findings.extend(commands::findings(known, &text).into_iter().map(|finding| format!("{name}:{finding}")));
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
