//! What is wrong with a row, where, and what to do about it.

use std::sync::Arc;

use gridward_domain::Language;
use serde_json::{Value, json};

/// What becomes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Goes in as it is.
    Accepted,
    /// Something has more than one meaning: a person has to say.
    Asked,
    /// May be somebody who is there already: a person has to decide. Never stops the others.
    Duplicate,
    /// Can't go in as it is written.
    Refused,
}

impl Outcome {
    /// The stable name.
    pub fn code(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Asked => "asked",
            Self::Duplicate => "duplicate",
            Self::Refused => "refused",
        }
    }

    /// The worse of two.
    #[must_use]
    pub fn worse(self, other: Self) -> Self {
        self.max(other)
    }
}

/// A kind of problem: what it makes of its row, and one sentence in each language that says what to do.
#[derive(Debug, PartialEq, Eq)]
pub struct ProblemKind {
    /// Stable name in snake case.
    pub code: &'static str,
    /// What becomes of the row; [`Outcome::Accepted`] is a mere remark.
    pub outcome: Outcome,
    /// The sentence in Chinese.
    pub zh: &'static str,
    /// The sentence in English.
    pub en: &'static str,
}

impl ProblemKind {
    /// A kind, for statics.
    pub const fn new(code: &'static str, outcome: Outcome, zh: &'static str, en: &'static str) -> Self {
        Self { code, outcome, zh, en }
    }
}

/// A problem of a row. It says where and what, and never repeats what the cell says: no personal data is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowProblem {
    /// The sheet's name.
    pub sheet: Arc<str>,
    /// The row's number in the spreadsheet.
    pub row: u32,
    /// The column's name.
    pub column: String,
    /// What kind of problem it is.
    pub kind: &'static ProblemKind,
}

impl RowProblem {
    /// What is wrong and what to do.
    pub fn message(&self, language: Language) -> &'static str {
        match language {
            Language::Chinese => self.kind.zh,
            Language::English => self.kind.en,
        }
    }

    /// As the command line and the API show it.
    pub fn json(&self, language: Language) -> Value {
        json!({
            "sheet": &*self.sheet,
            "row": self.row,
            "column": self.column,
            "code": self.kind.code,
            "message": self.message(language),
        })
    }
}
