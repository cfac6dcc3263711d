//! What stopped a task, as a sentence for the person at the terminal.

use std::fmt;

/// A sentence that says what went wrong and, where it is known, what to do about it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Failure(String);

/// The result of anything here that can fail.
pub(crate) type Outcome<T = ()> = Result<T, Failure>;

impl Failure {
    /// A failure in the given words.
    pub(crate) fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }

    /// A failure of `what`, with the cause that the system gave.
    pub(crate) fn of(what: impl fmt::Display, cause: impl fmt::Display) -> Self {
        Self(format!("{what}: {cause}"))
    }

    /// One failure out of many findings: `Ok` if there are none.
    pub(crate) fn unless_empty(heading: &str, findings: &[String]) -> Outcome {
        if findings.is_empty() {
            return Ok(());
        }
        Err(Self(format!("{heading} ({}):\n  {}", findings.len(), findings.join("\n  "))))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_finding_is_no_failure_and_each_finding_is_named() {
        assert_eq!(Failure::unless_empty("files too long", &[]), Ok(()));
        let failure = Failure::unless_empty("files too long", &["a.rs".into(), "b.rs".into()]).unwrap_err();
        assert_eq!(failure.to_string(), "files too long (2):\n  a.rs\n  b.rs");
    }
}
