//! A jurisdiction as one stream of lines: for moving it to another machine or to the other engine.
//!
//! The first line is the header, then for each table a line with its name and columns followed by one line (a JSON
//! array) per row, at last a line that tells the number of rows, so that a cut stream is noticed. Bytes are base64.

mod dump;
mod load;

use serde::{Deserialize, Serialize};

use crate::error::DbError;

/// What the first line says the stream is.
const FORMAT: &str = "gridward-archive";
/// The version of the format.
const VERSION: i64 = 1;
/// Kept by the migrations, not by archives.
const SCHEMA_VERSION: &str = "schema_version";
/// Has its one row from the start.
const CHANGE_HEAD: &str = "change_head";

/// Why an archive could not be written or read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ArchiveError {
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbError),
    /// The stream failed.
    #[error("the archive can't be read or written: {0}")]
    Stream(String),
    /// A line is not what it should be.
    #[error("line {line} of the archive: {what}")]
    Line {
        /// The number of the line, from 1.
        line: u64,
        /// What is wrong with it.
        what: String,
    },
    /// The archive comes from another version of the program.
    #[error(
        "the archive has schema version {found}, this program makes version {expected}: \
         restore it with the version of the program that wrote it, and upgrade that"
    )]
    OtherSchema {
        /// The version of the archive.
        found: i64,
        /// The version of the open database.
        expected: i64,
    },
    /// The database to load into has rows already.
    #[error("the database is not empty (table {table}); an archive is loaded into a new one")]
    NotEmpty {
        /// A table with rows.
        table: String,
    },
    /// The stream ended before its last line.
    #[error("the archive is cut off: its last line is missing")]
    Cut,
}

impl From<std::io::Error> for ArchiveError {
    fn from(error: std::io::Error) -> Self {
        Self::Stream(error.to_string())
    }
}

impl From<serde_json::Error> for ArchiveError {
    fn from(error: serde_json::Error) -> Self {
        Self::Stream(error.to_string())
    }
}

/// A line that is not a row.
#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
enum Heading {
    Start { format: String, version: i64, schema: i64 },
    Table { table: String, columns: Vec<String> },
    End { rows: u64 },
}
