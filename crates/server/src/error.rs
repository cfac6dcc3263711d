//! Why a use case did not succeed.

use gridward_database::DbError;
use gridward_domain::Refusal;

/// Declined by a rule, or failed by the machinery.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Error {
    /// A rule declined the request; the asker is told which and what to do.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbError),
    /// Stored data or our own code contradicts itself; the asker gets a number to report. Holds no personal data.
    #[error("broken: {0}")]
    Broken(String),
}

impl Error {
    /// A contradiction of our own, described for the operator.
    pub fn broken(what: impl std::fmt::Display) -> Self {
        Self::Broken(what.to_string())
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::Broken(format!("json: {error}"))
    }
}
