//! Text tables: comma, semicolon or tab between cells, quotation marks, any line ending.

use std::io::{Chain, Cursor, Read};

use csv::{Reader, ReaderBuilder, StringRecord};

use super::encoding::Decoded;
use super::{Cell, Limits, Row, Source, TableError};

/// The rows of a text table, read as they are asked for.
#[derive(Debug)]
pub(super) struct DelimitedRows {
    reader: Reader<Chain<Cursor<Vec<u8>>, Decoded>>,
    record: StringRecord,
    limits: Limits,
    /// The number of the last row read.
    row: u32,
    read: usize,
    failed: bool,
}

impl DelimitedRows {
    pub(super) fn open(mut source: Source, limits: Limits) -> Result<Self, TableError> {
        let head = source.head()?;
        let mut decoded = Decoded::open(source, &head)?;
        let mut text = Vec::new();
        decoded.by_ref().take(32 << 10).read_to_end(&mut text)?;
        if looks_like_markup(&text) {
            return Err(TableError::NotATable);
        }
        let delimiter = delimiter_of(&text);
        let reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .buffer_capacity(128 << 10)
            .from_reader(Cursor::new(text).chain(decoded));
        Ok(Self { reader, record: StringRecord::new(), limits, row: 0, read: 0, failed: false })
    }

    fn read(&mut self) -> Result<Option<Row>, TableError> {
        let before = self.reader.position().line();
        if !self.reader.read_record(&mut self.record).map_err(|error| TableError::Read(error.into()))? {
            return Ok(None);
        }
        // The reader passes over empty lines in silence; the row numbers people see count them.
        let lines = self.reader.position().line().saturating_sub(before);
        let inner = if lines > 1 { self.record.iter().map(line_breaks).sum() } else { 0 };
        let blank = lines.saturating_sub(1).saturating_sub(inner);
        self.row = self.row.saturating_add(1).saturating_add(u32::try_from(blank).unwrap_or(u32::MAX));
        self.read += 1;
        if self.read > self.limits.rows {
            return Err(TableError::TooManyRows { limit: self.limits.rows });
        }
        self.row_of_record().map(Some)
    }

    fn row_of_record(&self) -> Result<Row, TableError> {
        let mut cells = Vec::with_capacity(self.record.len());
        for (column, text) in self.record.iter().enumerate() {
            if column >= self.limits.columns {
                if text.trim().is_empty() {
                    continue;
                }
                return Err(TableError::TooManyColumns { row: self.row, limit: self.limits.columns });
            }
            if text.len() > self.limits.cell_chars && text.chars().count() > self.limits.cell_chars {
                return Err(TableError::CellTooLong { row: self.row, limit: self.limits.cell_chars });
            }
            cells.push(Cell::text(text));
        }
        Ok(Row { number: self.row, cells })
    }
}

impl Iterator for DelimitedRows {
    type Item = Result<Row, TableError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.failed {
            match self.read() {
                Ok(Some(row)) if row.is_blank() => {}
                Ok(row) => return row.map(Ok),
                Err(error) => {
                    self.failed = true;
                    return Some(Err(error));
                }
            }
        }
        None
    }
}

fn line_breaks(text: &str) -> u64 {
    text.bytes().map(|byte| u64::from(byte == b'\n')).sum()
}

/// Web pages saved under the name of a spreadsheet.
fn looks_like_markup(text: &[u8]) -> bool {
    let start: Vec<u8> = text.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).take(5).collect();
    let start = start.to_ascii_lowercase();
    start.starts_with(b"<htm")
        || start.starts_with(b"<!doc")
        || start.starts_with(b"<?xml")
        || start.starts_with(b"<tabl")
}

/// The sign that most often stands between cells in the first lines.
fn delimiter_of(text: &[u8]) -> u8 {
    let mut counts = [(b',', 0_usize), (b'\t', 0), (b';', 0)];
    let mut quoted = false;
    for byte in text.split(|byte| *byte == b'\n').take(30).flatten() {
        if *byte == b'"' {
            quoted = !quoted;
        }
        for (delimiter, count) in &mut counts {
            *count += usize::from(!quoted && byte == delimiter);
        }
    }
    let mut best = (b',', 0);
    for counted in counts {
        if counted.1 > best.1 {
            best = counted;
        }
    }
    best.0
}
