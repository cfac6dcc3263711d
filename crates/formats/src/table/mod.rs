//! Tables as they are sent: .xlsx, .xls, and text (UTF-8, GB18030, UTF-16; comma, semicolon, tab), read into sheets of
//! text cells with the row numbers a clerk sees in the spreadsheet.

mod delimited;
mod encoding;
mod error;
mod source;
mod spreadsheet;
mod unpacked;

pub use error::TableError;
pub use source::Source;

use std::io::Read;

use delimited::DelimitedRows;
use encoding::Decoded;

/// How large a table may be; beyond that it is refused with a sentence instead of filling the memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a text table.
    pub bytes: u64,
    /// Bytes of a spreadsheet file, which is held whole.
    pub spreadsheet_bytes: u64,
    /// Bytes a spreadsheet may unpack to.
    pub unpacked: u64,
    /// Rows of a sheet.
    pub rows: usize,
    /// Columns of a sheet.
    pub columns: usize,
    /// Characters of a cell.
    pub cell_chars: usize,
}

impl Default for Limits {
    /// A county's ledger of a million residents as text; a town's as a spreadsheet.
    fn default() -> Self {
        Self {
            bytes: 512 << 20,
            spreadsheet_bytes: 64 << 20,
            unpacked: 512 << 20,
            rows: 2_000_000,
            columns: 256,
            cell_chars: 8_000,
        }
    }
}

/// What a cell was before it became text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CellKind {
    /// Text, or nothing.
    #[default]
    Text,
    /// A number with all its digits.
    Number,
    /// A number of more than fifteen digits: a spreadsheet has lost the rest.
    LostDigits,
    /// A date; the text is `YYYY-MM-DD`, with ` HH:MM` behind it when there is a time of day.
    Date,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    /// What it says; empty when it says nothing.
    pub text: String,
    /// What it was.
    pub kind: CellKind,
}

impl Cell {
    /// A text cell.
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), kind: CellKind::Text }
    }

    /// Whether it says nothing.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// A row with the number it has in the spreadsheet, counted from 1.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// The number.
    pub number: u32,
    /// The cells, from the first column on; trailing empty ones may be missing.
    pub cells: Vec<Cell>,
}

impl Row {
    /// The text of a column counted from 0; empty when there is none.
    pub fn text(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| cell.text.as_str())
    }

    /// Whether no cell says anything.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(Cell::is_blank)
    }
}

/// A sheet: its name and its rows, read as they are asked for.
#[derive(Debug)]
pub struct Sheet {
    /// The name; of a text table the empty text.
    pub name: String,
    rows: Rows,
}

#[derive(Debug)]
enum Rows {
    Held(std::vec::IntoIter<Row>),
    Streamed(Box<DelimitedRows>),
}

impl Sheet {
    fn held(name: String, rows: Vec<Row>) -> Self {
        Self { name, rows: Rows::Held(rows.into_iter()) }
    }
}

impl Iterator for Sheet {
    type Item = Result<Row, TableError>;

    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.rows {
            Rows::Held(rows) => rows.next().map(Ok),
            Rows::Streamed(rows) => rows.next(),
        }
    }
}

/// Opens a table by its content, whatever its file is called. Blank rows are left out; hidden sheets too.
pub fn open(mut source: Source, limits: &Limits) -> Result<Vec<Sheet>, TableError> {
    let head = source.head()?;
    if head.starts_with(b"PK") || head.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        let bytes = source.whole(limits.spreadsheet_bytes)?;
        let sheets = spreadsheet::read(bytes, limits)?;
        return Ok(sheets.into_iter().map(|(name, rows)| Sheet::held(name, rows)).collect());
    }
    if source.length()? > limits.bytes {
        return Err(TableError::TooLarge { megabytes: limits.bytes >> 20 });
    }
    let rows = DelimitedRows::open(source, *limits)?;
    Ok(vec![Sheet { name: String::new(), rows: Rows::Streamed(Box::new(rows)) }])
}

/// The whole of a text file, whatever its encoding, if it has no more than `limit` bytes.
pub fn text_of(mut source: Source, limit: u64) -> Result<String, TableError> {
    let head = source.head()?;
    if source.length()? > limit {
        return Err(TableError::TooLarge { megabytes: limit >> 20 });
    }
    let mut text = String::new();
    Decoded::open(source, &head)?.read_to_string(&mut text)?;
    Ok(text)
}

#[cfg(test)]
mod tests;
