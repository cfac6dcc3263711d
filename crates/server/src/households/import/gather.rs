//! Rows that were not taken, kept for the workbook that goes back to the clerk.

use gridward_domain::Language;
use gridward_formats::ledger::{LedgerRow, Outcome};

/// At most so many rows are kept for the workbook.
const MOST: usize = 50_000;

/// A row that was not taken, as it was written, with the reasons.
#[derive(Clone)]
pub struct NotTakenRow {
    /// The sheet.
    pub sheet: String,
    /// Its number there.
    pub row: u32,
    /// Its cells.
    pub cells: Vec<String>,
    /// What is wrong and what to do.
    pub reasons: Vec<String>,
}

/// Keeps a row that was not taken.
pub(super) fn keep(rows: &mut Vec<NotTakenRow>, row: &LedgerRow, language: Language) {
    if rows.len() >= MOST || matches!(row.outcome, Outcome::Accepted | Outcome::Duplicate) {
        return;
    }
    rows.push(NotTakenRow {
        sheet: row.sheet.to_string(),
        row: row.row,
        cells: row.cells.iter().map(|cell| cell.text.clone()).collect(),
        reasons: row.problems.iter().map(|problem| problem.message(language).to_owned()).collect(),
    });
}
