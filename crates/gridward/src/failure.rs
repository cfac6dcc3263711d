//! Why a command of the command line did not succeed, in words for the operator.

use std::fmt::Display;
use std::process::ExitCode;

use gridward_database::{DbError, OpenError};
use gridward_domain::Language;

use crate::output::say;

/// A failed command: one sentence that says what is wrong and what to do.
#[derive(Debug)]
pub(crate) struct Failure(String);

impl Failure {
    pub(crate) fn new(sentence: impl Display) -> Self {
        Self(sentence.to_string())
    }

    /// Prints the sentence to standard error (as JSON too, where asked) and gives the exit code.
    pub(crate) fn print(&self, json: bool) -> ExitCode {
        if json {
            say!("{}", serde_json::json!({ "error": self.0 }));
        }
        eprintln!("gridward: {}", self.0);
        ExitCode::FAILURE
    }
}

impl Display for Failure {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.0)
    }
}

impl From<gridward_server::Error> for Failure {
    fn from(error: gridward_server::Error) -> Self {
        match error {
            gridward_server::Error::Refused(refusal) => {
                let at = refusal.at.as_deref().map(|at| format!(" ({at})")).unwrap_or_default();
                Self(format!(
                    "{}{at}\n          {}",
                    refusal.sentence(Language::English),
                    refusal.sentence(Language::Chinese)
                ))
            }
            other => Self(other.to_string()),
        }
    }
}

macro_rules! failure_from {
    ($($error:ty),*) => {
        $(impl From<$error> for Failure {
            fn from(error: $error) -> Self {
                Self(error.to_string())
            }
        })*
    };
}

failure_from!(DbError, OpenError, gridward_server::KeysError, serde_json::Error, std::io::Error);

/// An input or output error that names the file.
pub(crate) fn at_file(path: &std::path::Path) -> impl Fn(std::io::Error) -> Failure + '_ {
    move |error| Failure(format!("{}: {error}", path.display()))
}
