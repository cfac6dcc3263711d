//! Running other programs: their output is streamed, their exit code is passed on.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::{Mutex, PoisonError};

use crate::failure::{Failure, Outcome};
use crate::repository;

/// A program to run, from the root of the repository unless told otherwise.
pub(crate) struct Run {
    command: Command,
    words: String,
}

impl Run {
    /// A run of `program`, found on the search path unless it is a path.
    pub(crate) fn new(program: impl AsRef<OsStr>) -> Self {
        let words = program.as_ref().to_string_lossy().into_owned();
        let mut command = Command::new(program);
        command.current_dir(repository::root());
        Self { command, words }
    }

    /// A run of cargo. What `cargo run` tells this program of itself is taken away: some build scripts would take it
    /// for a change and compile again.
    pub(crate) fn cargo() -> Self {
        let mut run = Self::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        "cargo".clone_into(&mut run.words);
        for (name, _) in std::env::vars_os() {
            let of_this_run = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_NAME", "CARGO_CRATE_NAME", "CARGO_PRIMARY_"];
            if of_this_run.iter().any(|start| name.to_string_lossy().starts_with(start)) {
                run.command.env_remove(name);
            }
        }
        run
    }

    /// Adds words to the command line.
    #[must_use]
    pub(crate) fn args<S: AsRef<OsStr>>(mut self, words: impl IntoIterator<Item = S>) -> Self {
        for word in words {
            self.words.push(' ');
            self.words.push_str(&word.as_ref().to_string_lossy());
            self.command.arg(word);
        }
        self
    }

    /// Sets an environment variable.
    #[must_use]
    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Sets the folder to run in.
    #[must_use]
    pub(crate) fn within(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// Runs to the end, showing all output; anything but success is a failure.
    pub(crate) fn go(mut self) -> Outcome {
        println!("  $ {}", self.words);
        let status = self.command.status().map_err(|cause| Failure::of(&self.words, cause))?;
        succeeded(&self.words, status)
    }

    /// Runs to the end and gives what it wrote to standard output; anything but success is a failure.
    pub(crate) fn answer(mut self) -> Outcome<String> {
        let output = self.command.stdin(Stdio::null()).output().map_err(|cause| Failure::of(&self.words, cause))?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            return Err(Failure::of(format!("{} ({})", self.words, output.status), said.trim()));
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Whether the program can be started and succeeds; its output is dropped.
    pub(crate) fn succeeds(self) -> bool {
        self.answer().is_ok()
    }

    /// Runs to the end, showing all output as it comes, and gives it as well. A run that failed gives its text too,
    /// so that what it counted is not lost.
    pub(crate) fn watch(mut self) -> Outcome<Watched> {
        println!("  $ {}", self.words);
        self.command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = self.command.spawn().map_err(|cause| Failure::of(&self.words, cause))?;
        let heard = Mutex::new(String::new());
        let (out, err) = (child.stdout.take(), child.stderr.take());
        std::thread::scope(|scope| {
            if let Some(out) = out {
                scope.spawn(|| pass_on(out, std::io::stdout(), &heard));
            }
            if let Some(err) = err {
                scope.spawn(|| pass_on(err, std::io::stderr(), &heard));
            }
        });
        let status = child.wait().map_err(|cause| Failure::of(&self.words, cause))?;
        let text = heard.into_inner().unwrap_or_else(PoisonError::into_inner);
        Ok(Watched { text, outcome: succeeded(&self.words, status) })
    }

    /// Becomes the program, so that signals reach it and its exit code is ours. Comes back only if that failed.
    #[cfg(unix)]
    pub(crate) fn become_it(mut self) -> Outcome {
        use std::os::unix::process::CommandExt;
        println!("  $ {}", self.words);
        Err(Failure::of(&self.words, self.command.exec()))
    }

    /// Runs the program in our place.
    #[cfg(not(unix))]
    pub(crate) fn become_it(self) -> Outcome {
        self.go()
    }

    /// The command itself, for what needs more than a run to the end.
    pub(crate) fn into_command(self) -> Command {
        self.command
    }
}

/// What a watched program wrote, and how it ended.
pub(crate) struct Watched {
    /// Standard output and standard error, line by line as they came.
    pub(crate) text: String,
    /// A failure if the exit code was not zero.
    pub(crate) outcome: Outcome,
}

fn succeeded(words: &str, status: ExitStatus) -> Outcome {
    if status.success() { Ok(()) } else { Err(Failure::of(words, status)) }
}

/// Copies line by line.
fn pass_on(from: impl Read, mut to: impl Write, heard: &Mutex<String>) {
    let mut from = BufReader::new(from);
    let mut line = Vec::new();
    while from.read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
        // A terminal that is gone must not stop the program that is being watched.
        let _ = to.write_all(&line).and_then(|()| to.flush());
        heard.lock().unwrap_or_else(PoisonError::into_inner).push_str(&String::from_utf8_lossy(&line));
        line.clear();
    }
}

/// Where a program is on the search path.
pub(crate) fn on_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_watched_program_gives_both_streams_and_its_exit_code() {
        let watched = Run::new("sh").args(["-c", "echo one; echo two >&2; exit 3"]).watch().unwrap();
        assert!(watched.text.contains("one\n") && watched.text.contains("two\n"));
        assert!(watched.outcome.unwrap_err().to_string().contains('3'));
    }

    #[test]
    fn an_answer_of_a_failing_program_is_a_failure_that_quotes_it() {
        let failure = Run::new("sh").args(["-c", "echo broken >&2; exit 1"]).answer().unwrap_err();
        assert!(failure.to_string().ends_with("broken"));
    }

    #[test]
    fn cargo_is_not_told_about_the_run_that_started_us() {
        let told = Run::cargo().into_command();
        let removed = |name: &str| told.get_envs().any(|(key, value)| key == name && value.is_none());
        assert!(removed("CARGO_MANIFEST_DIR"));
    }
}
