//! What no compiler checks: the arrows between crates, the size of files, texts that must not be there, and the number
//! of statements that are written twice.

mod arrows;
mod texts;

use std::path::Path;

use crate::failure::{Failure, Outcome};
use crate::repository;
use crate::run::Run;

/// No file of code is longer.
const MOST_LINES: usize = 700;
/// As many statements as may have one text per engine.
const MOST_FORKED: usize = 5;
/// Code is what people write and read; generated files are checked elsewhere.
const CODE: &[&str] = &["rs", "ts", "mts", "js", "mjs", "vue", "css", "html", "sh"];
const GENERATED: &[&str] = &["web/shared/api/schema.d.ts"];

/// Runs all architecture checks and reports all findings together.
pub(crate) fn check() -> Outcome {
    let root = repository::root();
    let metadata = Run::cargo().args(["metadata", "--format-version", "1", "--no-deps", "--locked"]).answer()?;
    let mut findings = arrows::findings(&metadata)?;
    let mut forked = Vec::new();
    for path in repository::files_below(&root)? {
        let name = repository::shown(&root, &path);
        // What is not text (a picture, a sample workbook) has no lines.
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        if is_code(&path) && !GENERATED.contains(&name.as_str()) {
            findings.extend(too_long(&name, &text));
        }
        findings.extend(texts::findings(&name, &text));
        forked.extend(forked_statements(&name, &text));
    }
    if forked.len() > MOST_FORKED {
        findings.push(format!(
            "{} statements have a text per engine, at most {MOST_FORKED} may: {}",
            forked.len(),
            forked.join(", ")
        ));
    }
    Failure::unless_empty("the architecture is broken", &findings)
}

fn is_code(path: &Path) -> bool {
    path.extension().and_then(|ending| ending.to_str()).is_some_and(|ending| CODE.contains(&ending))
}

fn too_long(name: &str, text: &str) -> Option<String> {
    let lines = text.lines().count();
    (lines > MOST_LINES).then(|| format!("{name} has {lines} lines, at most {MOST_LINES} are allowed"))
}

/// Where the product's code (not its tests) makes a statement with one text per engine.
fn forked_statements(name: &str, text: &str) -> Vec<String> {
    if !name.starts_with("crates/") || !name.contains("/src/") || name.ends_with("tests.rs") {
        return Vec::new();
    }
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    let lines = code.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"));
    lines
        .filter(|(_, line)| line.contains("Statement::forked("))
        .map(|(index, _)| format!("{name}:{}", index + 1))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_too_long_from_the_first_line_over_the_limit() {
        assert_eq!(too_long("a.rs", &"x\n".repeat(MOST_LINES)), None);
        assert!(too_long("a.rs", &"x\n".repeat(MOST_LINES + 1)).unwrap().contains("701"));
    }

    #[test]
    fn forked_statements_are_counted_in_code_not_in_comments_or_tests() {
        let text = "/// Statement::forked(\nstatic A: Statement = Statement::forked(\n#[cfg(test)]\nStatement::forked(";
        assert_eq!(forked_statements("crates/server/src/areas/store.rs", text), ["crates/server/src/areas/store.rs:2"]);
        assert!(forked_statements("docs/ARCHITECTURE.md", text).is_empty());
    }
}
