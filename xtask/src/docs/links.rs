//! Relative links and repository paths in documents.

use std::path::Path;

use super::markdown::Document;
use crate::failure::Outcome;
use crate::repository;

/// A text between backticks that begins with one of these is a path of the repository.
const FOLDERS: &[&str] = &["crates/", "docs/", "web/", "xtask/", "programmes/", ".ci/", ".cargo/"];
/// What is built and not committed.
const BUILT: &[&str] = &["web/dist", "web/node_modules", "target"];

/// Each link or path in the document at `path` that leads nowhere, as `line: what`.
pub(super) fn findings(root: &Path, path: &Path, text: &str) -> Outcome<Vec<String>> {
    let document = Document::of(text);
    let mut findings = Vec::new();
    for link in document.links.iter().filter(|link| !is_elsewhere(&link.text)) {
        let (file, anchor) = link.text.split_once('#').unwrap_or((&link.text, ""));
        let target = if file.is_empty() { path.to_path_buf() } else { path.with_file_name("").join(file) };
        if !target.exists() {
            findings.push(format!("{}: the link `{}` leads nowhere", link.line, link.text));
        } else if !anchor.is_empty() && target.extension().is_some_and(|ending| ending == "md") {
            let other = if file.is_empty() { Document::of(text) } else { Document::of(&repository::read(&target)?) };
            if !other.anchors.iter().any(|known| known == anchor) {
                findings.push(format!("{}: `{}`: there is no such heading", link.line, link.text));
            }
        }
    }
    for span in &document.spans {
        if let Some(named) = named_path(&span.text).filter(|named| !root.join(named).exists()) {
            findings.push(format!("{}: `{named}` does not exist", span.line));
        }
    }
    Ok(findings)
}

/// Whether a link leaves the repository.
fn is_elsewhere(link: &str) -> bool {
    ["http://", "https://", "mailto:", "tel:"].iter().any(|scheme| link.starts_with(scheme))
}

/// The repository path that a text between backticks names, if it is one: no pattern, nothing that is built. A line
/// number after a colon does not belong to it.
fn named_path(span: &str) -> Option<&str> {
    let path = span.split(':').next()?;
    let is_pattern = path.contains(['*', '<', '{', '…', ' ', '$', '|']);
    let is_ours = FOLDERS.iter().any(|folder| path.starts_with(folder));
    let is_built = BUILT.iter().any(|built| path.starts_with(built));
    (is_ours && !is_pattern && !is_built).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::repository::write;

    fn found(text: &str) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        write(&folder.path().join("docs/DOMAIN.md"), "# Words\n").unwrap();
        write(&folder.path().join("crates/domain/src/lib.rs"), "").unwrap();
        let path = folder.path().join("docs/ARCHITECTURE.md");
        write(&path, text).unwrap();
        findings(folder.path(), &path, text).unwrap()
    }

    #[test]
    fn links_that_lead_somewhere_are_fine() {
        let fine =
            "# Here\n[a](DOMAIN.md) [b](DOMAIN.md#words) [c](../crates/domain) [d](#here) [e](https://example.org)";
        assert_eq!(found(fine), Vec::<String>::new());
    }

    #[test]
    fn a_link_to_nothing_and_a_missing_heading_are_found_with_their_line() {
        assert_eq!(found("\n[a](GONE.md)"), ["2: the link `GONE.md` leads nowhere"]);
        assert_eq!(found("[a](DOMAIN.md#gone)"), ["1: `DOMAIN.md#gone`: there is no such heading"]);
    }

    #[test]
    fn a_named_path_must_exist_unless_it_is_a_pattern_or_built() {
        assert_eq!(
            found("`crates/domain/src/lib.rs:12` `crates/*/src` `web/dist/STAMP` `and/or`"),
            Vec::<String>::new()
        );
        assert_eq!(found("`crates/gone`"), ["1: `crates/gone` does not exist"]);
    }
}
