//! Files that are made from the binary and committed: writing them, and comparing.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use crate::binary::{self, Commands};
use crate::failure::{Failure, Outcome};
use crate::run::Run;
use crate::{repository, web};

/// Writes all generated files.
pub(crate) fn write_all(binary: &Path) -> Outcome {
    repository::write(&openapi(), &Run::new(binary).args(["openapi"]).answer()?)?;
    repository::write(&command_line(), &command_line_page(&binary::commands(binary)?))?;
    web::packages()?;
    web::npm("gen:api").go()
}

/// Makes all generated files afresh and fails if a committed one differs; the committed ones are put back.
pub(crate) fn compare(binary: &Path) -> Outcome {
    let paths = [openapi(), schema(), command_line()];
    let before: Vec<Option<String>> = paths.iter().map(|path| fs::read_to_string(path).ok()).collect();
    let made = write_all(binary);
    let mut stale = Vec::new();
    for (path, before) in paths.iter().zip(before) {
        let now = fs::read_to_string(path).ok();
        if now != before {
            let shown = repository::shown(&repository::root(), path);
            stale.push(match &before {
                Some(text) => format!("{shown}: {}", first_difference(text, now.as_deref().unwrap_or_default())),
                None => format!("{shown}: not committed"),
            });
            put_back(path, before.as_deref())?;
        }
    }
    made?;
    Failure::unless_empty("generated files are stale; run `cargo xtask gen` and commit", &stale)
}

fn put_back(path: &Path, before: Option<&str>) -> Outcome {
    match before {
        Some(text) => repository::write(path, text),
        None => fs::remove_file(path).map_err(|cause| Failure::of(path.display(), cause)),
    }
}

fn openapi() -> PathBuf {
    web::folder().join("shared/api/openapi.json")
}

fn schema() -> PathBuf {
    web::folder().join("shared/api/schema.d.ts")
}

fn command_line() -> PathBuf {
    repository::root().join("docs/cli.md")
}

fn first_difference(committed: &str, made: &str) -> String {
    let differing = committed.lines().zip(made.lines()).enumerate().find(|(_, (left, right))| left != right);
    match differing {
        Some((index, (left, right))) => format!("line {} is `{left}`, should be `{right}`", index + 1),
        None => format!("has {} lines, should have {}", committed.lines().count(), made.lines().count()),
    }
}

/// The page of the command line: the binary's own help, command by command.
fn command_line_page(commands: &Commands) -> String {
    let mut page =
        "# Command line\n\nWritten by `cargo xtask gen` from the help of the binary; do not edit.\n".to_owned();
    for (words, help) in commands {
        let title = if words.is_empty() { "gridward".to_owned() } else { format!("gridward {words}") };
        let help: Vec<&str> = help.trim().lines().map(str::trim_end).collect();
        // Writing to a String cannot fail.
        let _ = write!(page, "\n## {title}\n\n```text\n{}\n```\n", help.join("\n"));
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_has_a_heading_and_the_help_of_each_command() {
        let commands = Commands::from([(String::new(), "Root \n".into()), ("demo".into(), "Town\n".into())]);
        let page = command_line_page(&commands);
        assert!(page.contains("\n## gridward\n\n```text\nRoot\n```\n"));
        assert!(page.ends_with("\n## gridward demo\n\n```text\nTown\n```\n"));
    }

    #[test]
    fn the_first_difference_is_named_by_line() {
        assert_eq!(first_difference("a\nb\n", "a\nc\n"), "line 2 is `b`, should be `c`");
        assert_eq!(first_difference("a\n", "a\nb\n"), "has 1 lines, should have 2");
    }
}
