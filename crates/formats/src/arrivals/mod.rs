//! A roster of returnees as clerks keep it (返乡人员台账): a ledger with where from and when.
//!
//! Who a row is and where they go is read as in a [ledger](crate::ledger), by the same rules; this adds the origin and the
//! day of arrival. What can be read in two ways is asked, never guessed: a day without a year is asked even where the
//! title of the sheet has one, because a roster is carried on over the turn of the year.

mod columns;
mod problems;
mod summary;

use std::sync::Arc;

use gridward_domain::identity::{DateReading, DateUse, half_width, is_blank_word, read_date};
use jiff::civil::Date;

pub use problems::KINDS;
pub use summary::RosterSummary;

use crate::ledger::{
    DUPLICATE, DuplicateOf, Ledger, LedgerOptions, LedgerRow, Outcome, ProblemKind, ResidentRow, RowProblem,
};
use crate::table::{Source, TableError};
use columns::Columns;

/// A row of the roster, read and judged.
#[derive(Debug, Clone)]
pub struct RosterRow {
    /// The sheet's name; empty in text tables.
    pub sheet: Arc<str>,
    /// The row's number in the spreadsheet.
    pub row: u32,
    /// Whether it can go in as it is written: accepted, asked or refused. A row that repeats an earlier one has the outcome of
    /// its own facts, and `duplicate_of` beside it: it is linked, not taken twice.
    pub outcome: Outcome,
    /// Who returns, and to where.
    pub resident: ResidentRow,
    /// Where from, as written; empty when nothing is written.
    pub origin: String,
    /// The day of arrival, when it can be read in one way only.
    pub arrival: Option<Date>,
    /// How they travel, as written.
    pub transport: String,
    /// The earlier row that may be the same person.
    pub duplicate_of: Option<DuplicateOf>,
    /// What is wrong or unclear.
    pub problems: Vec<RowProblem>,
}

/// A roster being read; iterate over it for its rows.
#[derive(Debug)]
pub struct Roster {
    ledger: Ledger,
    /// One for each layout of the ledger.
    columns: Vec<Columns>,
    today: Date,
    summary: RosterSummary,
}

impl Roster {
    /// Opens a roster. A table that says of nobody where from or when is a ledger, and refused as [`TableError::NoArrivals`].
    pub fn open(source: Source, options: &LedgerOptions) -> Result<Self, TableError> {
        let ledger = Ledger::open(source, options)?;
        let columns: Vec<Columns> = ledger.layouts().iter().map(Columns::find).collect();
        if columns.iter().all(Columns::is_empty) {
            return Err(TableError::NoArrivals);
        }
        Ok(Self { ledger, columns, today: options.today, summary: RosterSummary::default() })
    }

    /// The sums of what was read so far; after the last row, of the whole table.
    pub fn summary(&self) -> &RosterSummary {
        &self.summary
    }

    fn judge(&self, row: LedgerRow) -> RosterRow {
        let layouts = self.ledger.layouts();
        let at = layouts.iter().position(|layout| layout.sheet == row.sheet);
        let columns = at.and_then(|at| self.columns.get(at)).cloned().unwrap_or_default();
        let cell = |column: Option<usize>| {
            column.and_then(|column| row.cells.get(column)).map_or_else(String::new, |cell| tidy(&cell.text))
        };
        let (origin, transport, written) = (cell(columns.origin), cell(columns.transport), cell(columns.arrival));
        let header = |column: Option<usize>| {
            let named = at.and_then(|at| layouts.get(at)).zip(column);
            named.map_or_else(String::new, |(layout, column)| layout.header(column).to_owned())
        };
        let mut problems = row.problems;
        let mut add = |column, kind: &'static ProblemKind| {
            problems.push(RowProblem { sheet: Arc::clone(&row.sheet), row: row.row, column: header(column), kind });
        };
        if origin.is_empty() {
            add(columns.origin, &problems::ORIGIN_MISSING);
        }
        let reading = read_date(&written, DateUse::Event { today: self.today });
        if let Some(kind) = problems::of_arrival(reading) {
            add(columns.arrival, kind);
        }
        let own = problems.iter().filter(|problem| problem.kind != &DUPLICATE);
        RosterRow {
            outcome: own.fold(Outcome::Accepted, |worst, problem| worst.worse(problem.kind.outcome)),
            sheet: row.sheet,
            row: row.row,
            resident: row.resident,
            origin,
            arrival: if let DateReading::Certain(day) = reading { Some(day) } else { None },
            transport,
            duplicate_of: row.duplicate_of,
            problems,
        }
    }
}

impl Iterator for Roster {
    type Item = Result<RosterRow, TableError>;

    fn next(&mut self) -> Option<Self::Item> {
        let row = match self.ledger.next()? {
            Ok(row) => self.judge(row),
            Err(error) => return Some(Err(error)),
        };
        self.summary.count(&row);
        Some(Ok(row))
    }
}

/// A cell in half-width and trimmed; empty when it says in words that there is nothing.
fn tidy(text: &str) -> String {
    let even = half_width(text);
    let text = even.trim();
    if is_blank_word(text) { String::new() } else { text.replace('\n', " ") }
}

#[cfg(test)]
mod tests;
