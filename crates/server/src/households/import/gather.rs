//! Rows that were not taken, kept for the workbook that goes back to the clerk.

use gridward_domain::Language;
use gridward_formats::ledger::{Ledger, LedgerRow, Outcome};
use gridward_formats::workbook::KeptRow;

/// At most so many rows are kept for the workbook.
const MOST: usize = 50_000;

/// The rows of a file that were not taken, for the workbook that goes back to the clerk.
#[derive(Default)]
pub struct NotTaken {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The rows as they were written, with the reasons.
    pub rows: Vec<KeptRow>,
}

impl NotTaken {
    /// Nothing yet, of a file with these columns.
    pub(super) fn of(ledger: &Ledger) -> Self {
        let first = ledger.layouts().first();
        let heads = first.map(|layout| layout.map.columns.iter().map(|column| column.header.clone()).collect());
        Self { columns: heads.unwrap_or_default(), rows: Vec::new() }
    }
}

/// Keeps a row that was not taken.
pub(super) fn keep(kept: &mut NotTaken, row: &LedgerRow, language: Language) {
    let rows = &mut kept.rows;
    if rows.len() >= MOST || matches!(row.outcome, Outcome::Accepted | Outcome::Duplicate) {
        return;
    }
    rows.push(KeptRow {
        sheet: row.sheet.to_string(),
        row: row.row,
        cells: row.cells.iter().map(|cell| cell.text.clone()).collect(),
        reasons: row.problems.iter().map(|problem| problem.message(language).to_owned()).collect(),
    });
}
