//! Where things lie: the folders of the repository and the files in them.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Outcome};

/// What tools make and nobody reads: folders, and the file that a git work tree has in place of the folder.
const MADE_BY_TOOLS: &[&str] =
    &[".git", "target", "node_modules", "dist", "test-results", "playwright-report", "proptest-regressions"];

/// The root folder of the repository.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// Cargo's folder for what it builds.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// All files below `folder`, sorted, without those that tools make; an absent folder has none.
pub(crate) fn files_below(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(next) = waiting.pop() {
        if !next.is_dir() {
            continue;
        }
        for entry in fs::read_dir(&next).map_err(|cause| Failure::of(next.display(), cause))? {
            let entry = entry.map_err(|cause| Failure::of(next.display(), cause))?;
            let kind = entry.file_type().map_err(|cause| Failure::of(next.display(), cause))?;
            if MADE_BY_TOOLS.contains(&entry.file_name().to_string_lossy().as_ref()) {
                continue;
            }
            if kind.is_dir() {
                waiting.push(entry.path());
            } else if kind.is_file() {
                found.push(entry.path());
            }
        }
    }
    found.sort();
    Ok(found)
}

/// A path as it is written in messages: relative to `root`, with forward slashes.
pub(crate) fn shown(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

/// The text of a file.
pub(crate) fn read(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).map_err(|cause| Failure::of(format!("cannot read {}", path.display()), cause))
}

/// Writes a file, with the folders it needs.
pub(crate) fn write(path: &Path, text: &str) -> Outcome {
    if let Some(folder) = path.parent() {
        make_folder(folder)?;
    }
    fs::write(path, text).map_err(|cause| Failure::of(format!("cannot write {}", path.display()), cause))
}

/// Makes a folder and those above it.
pub(crate) fn make_folder(path: &Path) -> Outcome {
    fs::create_dir_all(path).map_err(|cause| Failure::of(format!("cannot make {}", path.display()), cause))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tools_make_is_not_listed_and_an_absent_folder_is_empty() {
        let folder = tempfile::tempdir().unwrap();
        for path in ["b/two.rs", "a.rs", "node_modules/x/index.js", "dist/app.js"] {
            write(&folder.path().join(path), "text").unwrap();
        }
        let found: Vec<String> =
            files_below(folder.path()).unwrap().iter().map(|path| shown(folder.path(), path)).collect();
        assert_eq!(found, ["a.rs", "b/two.rs"]);
        assert_eq!(files_below(&folder.path().join("absent")).unwrap(), Vec::<PathBuf>::new());
    }
}
