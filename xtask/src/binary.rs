//! The gridward binary: building it, and reading its command line from its own help.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Outcome};
use crate::repository;
use crate::run::Run;

/// Builds the release binary and gives its path.
pub(crate) fn release() -> Outcome<PathBuf> {
    Run::cargo().args(["build", "--release", "--locked", "-p", "gridward"]).go()?;
    Ok(repository::target().join("release").join(file_name()))
}

/// Builds the binary as the Rust tests do and gives its path. All targets of the workspace, because a smaller choice
/// would switch features of dependencies and compile them a second time.
pub(crate) fn debug() -> Outcome<PathBuf> {
    Run::cargo().args(["build", "--workspace", "--all-targets", "--locked"]).go()?;
    Ok(repository::target().join("debug").join(file_name()))
}

fn file_name() -> String {
    format!("gridward{}", std::env::consts::EXE_SUFFIX)
}

/// The help of every command, by its words: `""` is the binary's own, `"import ledger"` that of a sub-command.
pub(crate) type Commands = BTreeMap<String, String>;

/// Asks the binary for the help of all its commands.
pub(crate) fn commands(binary: &Path) -> Outcome<Commands> {
    let mut found = Commands::new();
    let mut waiting = vec![Vec::<String>::new()];
    while let Some(words) = waiting.pop() {
        let help = Run::new(binary).args(&words).args(["--help"]).env("NO_COLOR", "1").answer()?;
        for name in listed_commands(&help) {
            let mut deeper = words.clone();
            deeper.push(name);
            waiting.push(deeper);
        }
        found.insert(words.join(" "), help);
    }
    if found.len() < 2 {
        return Err(Failure::new(format!("{} --help lists no commands", binary.display())));
    }
    Ok(found)
}

/// The names below `Commands:` in a help text, without `help` itself.
fn listed_commands(help: &str) -> Vec<String> {
    let lines = help.lines().skip_while(|line| line.trim() != "Commands:").skip(1);
    lines
        .take_while(|line| !line.trim().is_empty())
        // Deeper lines go on with the description of the command above.
        .filter(|line| line.strip_prefix("  ").is_some_and(|rest| !rest.starts_with(' ')))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_read_from_help_without_options_and_help_itself() {
        let help = "Gridward\n\nUsage: gridward <COMMAND>\n\nCommands:\n  demo   A town\n           and more of it\n  \
                    serve  Serves\n  help   Print this\n\nOptions:\n  -h, --help  Print help\n";
        assert_eq!(listed_commands(help), ["demo", "serve"]);
        assert!(listed_commands("Usage: gridward serve\n\nOptions:\n  -h\n").is_empty());
    }
}
