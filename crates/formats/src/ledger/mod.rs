//! A ledger: rows of residents, each accepted, asked about, refused or parked as a duplicate.
//!
//! Ambiguous facts are asked, never guessed; health and whereabouts are recognised and left where they are. Rows come
//! one by one, so that a million of them need no more memory than what tells duplicates.

mod duplicates;
mod households;
mod problem;
mod problems;
mod read_row;
mod resident;
mod summary;

use std::collections::VecDeque;
use std::sync::Arc;

use gridward_domain::households::SameBecause;
use jiff::civil::Date;

pub use problem::{Outcome, ProblemKind, RowProblem};
pub use problems::{DUPLICATE, KINDS};
pub use resident::ResidentRow;
pub use summary::{Skipped, Summary};

use crate::header::{ColumnMap, Layout, RowKind};
use crate::table::{self, Cell, Limits, Row, Sheet, Source, TableError};
use duplicates::Seen;
use households::Households;
use problems::PLACE_MISSING;
use read_row::RowReader;

/// Rows of a sheet that are held to find the head: the search and a row of notes below it.
const HELD: usize = 48;

/// How a ledger is to be read.
#[derive(Debug, Clone)]
pub struct LedgerOptions {
    /// The present day in the jurisdiction: it bounds dates of birth.
    pub today: Date,
    /// A saved or corrected map of columns; it outranks the names we know.
    pub map: Option<ColumnMap>,
    /// How large the table may be.
    pub limits: Limits,
}

impl LedgerOptions {
    /// Reading on this day with the columns found by name and the usual limits.
    pub fn on(today: Date) -> Self {
        Self { today, map: None, limits: Limits::default() }
    }
}

/// A row of the ledger, read and judged.
#[derive(Debug, Clone)]
pub struct LedgerRow {
    /// The sheet's name; empty in text tables.
    pub sheet: Arc<str>,
    /// The row's number in the spreadsheet.
    pub row: u32,
    /// What becomes of it.
    pub outcome: Outcome,
    /// The resident as far as the row could be read.
    pub resident: ResidentRow,
    /// The earlier row that may be the same person.
    pub duplicate_of: Option<DuplicateOf>,
    /// What is wrong or unclear.
    pub problems: Vec<RowProblem>,
    /// The cells as they were read.
    pub cells: Vec<Cell>,
}

/// The earlier row that may be the same person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DuplicateOf {
    /// Its sheet.
    pub sheet: Arc<str>,
    /// Its number.
    pub row: u32,
    /// Why.
    pub because: SameBecause,
}

/// A ledger being read; iterate over it for its rows.
#[derive(Debug)]
pub struct Ledger {
    today: Date,
    waiting: VecDeque<LedgerSheet>,
    layouts: Vec<Layout>,
    left_out: Vec<String>,
    seen: Seen,
    households: Households,
    summary: Summary,
}

/// A sheet with a head, and the rows read while looking for it.
#[derive(Debug)]
struct LedgerSheet {
    layout: usize,
    reader: RowReader,
    held: VecDeque<Row>,
    rest: Sheet,
    below_head: u32,
    last_number: u32,
}

impl Ledger {
    /// Opens a ledger: finds the head and the columns of every sheet.
    pub fn open(source: Source, options: &LedgerOptions) -> Result<Self, TableError> {
        let mut ledger = Self {
            today: options.today,
            waiting: VecDeque::new(),
            layouts: Vec::new(),
            left_out: Vec::new(),
            seen: Seen::default(),
            households: Households::default(),
            summary: Summary::default(),
        };
        for sheet in table::open(source, &options.limits)? {
            ledger.add_sheet(sheet, options.map.as_ref())?;
        }
        if ledger.layouts.is_empty() { Err(TableError::NoHeader) } else { Ok(ledger) }
    }

    fn add_sheet(&mut self, mut sheet: Sheet, map: Option<&ColumnMap>) -> Result<(), TableError> {
        let mut held = Vec::new();
        while held.len() < HELD {
            match sheet.next() {
                Some(row) => held.push(row?),
                None => break,
            }
        }
        let Some(layout) = Layout::find(&sheet.name, &held, map) else {
            if !held.is_empty() {
                self.left_out.push(sheet.name);
            }
            return Ok(());
        };
        let (_, last) = layout.header_rows;
        let above = held.iter().filter(|row| row.number < layout.header_rows.0).count();
        self.summary.skipped.notes += above;
        self.waiting.push_back(LedgerSheet {
            layout: self.layouts.len(),
            reader: RowReader::new(&layout, self.today),
            held: held.into_iter().filter(|row| row.number > last).collect(),
            rest: sheet,
            below_head: 0,
            last_number: last,
        });
        self.layouts.push(layout);
        Ok(())
    }

    /// Where the heads are and what the columns hold, a layout for each sheet that is read.
    pub fn layouts(&self) -> &[Layout] {
        &self.layouts
    }

    /// Sheets without a head of a ledger.
    pub fn sheets_left_out(&self) -> &[String] {
        &self.left_out
    }

    /// What was read so far; after the last row, of the whole table.
    pub fn summary(&self) -> &Summary {
        &self.summary
    }

    /// Adds a problem found elsewhere (an unknown village, a person already registered) to a row of this ledger; the
    /// row's outcome gets worse if the problem says so, and the summary follows.
    pub fn add(&mut self, row: &mut LedgerRow, kind: &'static ProblemKind, column: impl Into<String>) {
        let problem = RowProblem { sheet: Arc::clone(&row.sheet), row: row.row, column: column.into(), kind };
        self.summary.moved(row.outcome, row.outcome.worse(kind.outcome));
        row.outcome = row.outcome.worse(kind.outcome);
        self.summary.note(&problem);
        row.problems.push(problem);
    }

    fn judge(&mut self, sheet: &mut LedgerSheet, row: Row) -> LedgerRow {
        let Some(layout) = self.layouts.get(sheet.layout) else {
            return LedgerRow::unread(row);
        };
        let mut read = sheet.reader.read(layout, &row);
        self.households.assign(&mut read.resident, &read.head_name, read.outcome != Outcome::Refused);
        if !read.resident.has_place() {
            let column = sheet.reader.column_of_place(layout);
            read.problems.push(RowProblem {
                sheet: Arc::clone(&layout.sheet),
                row: row.number,
                column,
                kind: &PLACE_MISSING,
            });
            read.outcome = read.outcome.worse(PLACE_MISSING.outcome);
        }
        let mut duplicate_of = None;
        if read.outcome != Outcome::Refused {
            let at = (u32::try_from(sheet.layout).unwrap_or(u32::MAX), row.number);
            if let Some(((layout_at, number), because)) = self.seen.look(&read.resident, at) {
                let first = usize::try_from(layout_at).ok().and_then(|at| self.layouts.get(at));
                let first = first.map_or_else(|| Arc::from(""), |layout| Arc::clone(&layout.sheet));
                duplicate_of = Some(DuplicateOf { sheet: first, row: number, because });
                let column = sheet.reader.column_of_duplicate(layout, because);
                read.problems.push(RowProblem {
                    sheet: Arc::clone(&layout.sheet),
                    row: row.number,
                    column,
                    kind: &DUPLICATE,
                });
                read.outcome = Outcome::Duplicate;
            }
        }
        let judged = LedgerRow {
            sheet: Arc::clone(&layout.sheet),
            row: row.number,
            outcome: read.outcome,
            resident: read.resident,
            duplicate_of,
            problems: read.problems,
            cells: row.cells,
        };
        self.summary.count(&judged, self.households.count());
        judged
    }
}

impl LedgerRow {
    fn unread(row: Row) -> Self {
        Self {
            sheet: Arc::from(""),
            row: row.number,
            outcome: Outcome::Refused,
            resident: ResidentRow::default(),
            duplicate_of: None,
            problems: Vec::new(),
            cells: row.cells,
        }
    }
}

impl Iterator for Ledger {
    type Item = Result<LedgerRow, TableError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let mut sheet = self.waiting.pop_front()?;
            let row = match sheet.held.pop_front().map(Ok).or_else(|| sheet.rest.next()) {
                None => {
                    self.households.end_of_sheet();
                    continue;
                }
                Some(Err(error)) => {
                    self.waiting.clear();
                    return Some(Err(error));
                }
                Some(Ok(row)) => row,
            };
            sheet.below_head += 1;
            self.summary.skipped.blank +=
                usize::try_from(row.number.saturating_sub(sheet.last_number + 1)).unwrap_or(0);
            sheet.last_number = row.number;
            let kind = self
                .layouts
                .get(sheet.layout)
                .map_or(RowKind::Note, |layout| layout.kind_of(&row, sheet.below_head <= 3));
            let judged = match kind {
                RowKind::Data => Some(self.judge(&mut sheet, row)),
                other => {
                    self.summary.skipped.add(other);
                    None
                }
            };
            self.waiting.push_front(sheet);
            if let Some(judged) = judged {
                return Some(Ok(judged));
            }
        }
    }
}

#[cfg(test)]
mod tests;
