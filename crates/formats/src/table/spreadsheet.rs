//! .xlsx and .xls: visible sheets as sparse rows, merged cells filled downwards.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{
    Data, DataRef, Dimensions, ExcelDateTime, Reader, Sheet as SheetInfo, SheetVisible, Xls, XlsError, Xlsx, XlsxError,
};
use gridward_domain::identity::from_excel_serial;

use super::{Cell, CellKind, Limits, Row, TableError, unpacked};

type NamedRows = (String, Vec<Row>);
type Sparse = BTreeMap<u32, Vec<Cell>>;

/// Spreadsheets keep fifteen significant digits; longer whole numbers have lost some.
const EXACT: f64 = 1e15;
/// Days between the two date systems of spreadsheets, 1900 and 1904.
const DAYS_TO_1904: u32 = 1_462;
/// Merged areas beyond this many are left as they are.
const MERGES: usize = 50_000;

/// Reads every visible sheet.
pub(super) fn read(bytes: Vec<u8>, limits: &Limits) -> Result<Vec<NamedRows>, TableError> {
    let packed = bytes.starts_with(b"PK");
    if packed {
        match unpacked::fits(&bytes, limits.unpacked) {
            Some(true) => {}
            Some(false) => return Err(TableError::UnpacksTooLarge { megabytes: limits.unpacked >> 20 }),
            None => return Err(TableError::Damaged),
        }
    }
    // The reader is not ours and has been seen to panic on files made to break it; such a file is a damaged one.
    let outcome =
        catch_unwind(AssertUnwindSafe(|| if packed { read_xlsx(bytes, limits) } else { read_xls(bytes, limits) }));
    outcome.unwrap_or(Err(TableError::Damaged))
}

fn read_xlsx(bytes: Vec<u8>, limits: &Limits) -> Result<Vec<NamedRows>, TableError> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| xlsx_error(&error))?;
    let late = book.has_1904_epoch();
    let mut sheets = Vec::new();
    for name in visible(book.sheets_metadata()) {
        let merges = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        let mut rows = Sparse::new();
        let mut cells = match book.worksheet_cells_reader(&name) {
            Ok(cells) => cells,
            Err(XlsxError::WorksheetNotFound(_)) => continue,
            Err(error) => return Err(xlsx_error(&error)),
        };
        while let Some(cell) = cells.next_cell().map_err(|error| xlsx_error(&error))? {
            place(&mut rows, cell.get_position(), cell_of_ref(cell.get_value(), late), limits)?;
        }
        sheets.push((name, finish(rows, &merges)));
    }
    Ok(sheets)
}

fn read_xls(bytes: Vec<u8>, limits: &Limits) -> Result<Vec<NamedRows>, TableError> {
    let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|error| xls_error(&error))?;
    let late = book.has_1904_epoch();
    let mut sheets = Vec::new();
    for name in visible(book.sheets_metadata()) {
        let merges = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        let range = book.worksheet_range(&name).map_err(|error| xls_error(&error))?;
        let (first_row, first_column) = range.start().unwrap_or_default();
        let mut rows = Sparse::new();
        for (row, column, value) in range.used_cells() {
            let (Ok(row), Ok(column)) = (u32::try_from(row), u32::try_from(column)) else { continue };
            place(&mut rows, (first_row + row, first_column + column), cell_of(value, late), limits)?;
        }
        sheets.push((name, finish(rows, &merges)));
    }
    Ok(sheets)
}

fn visible(sheets: &[SheetInfo]) -> Vec<String> {
    sheets.iter().filter(|sheet| sheet.visible == SheetVisible::Visible).map(|sheet| sheet.name.clone()).collect()
}

fn xlsx_error(error: &XlsxError) -> TableError {
    if matches!(error, XlsxError::Password) { TableError::Password } else { TableError::Damaged }
}

fn xls_error(error: &XlsError) -> TableError {
    if matches!(error, XlsError::Password) { TableError::Password } else { TableError::Damaged }
}

fn place(rows: &mut Sparse, (row, column): (u32, u32), cell: Cell, limits: &Limits) -> Result<(), TableError> {
    if cell.text.is_empty() {
        return Ok(());
    }
    let column = usize::try_from(column).unwrap_or(usize::MAX);
    let number = row.saturating_add(1);
    if column >= limits.columns {
        return Err(TableError::TooManyColumns { row: number, limit: limits.columns });
    }
    if cell.text.len() > limits.cell_chars && cell.text.chars().count() > limits.cell_chars {
        return Err(TableError::CellTooLong { row: number, limit: limits.cell_chars });
    }
    let cells = rows.entry(number).or_default();
    if cells.len() <= column {
        cells.resize_with(column + 1, Cell::default);
    }
    if let Some(place) = cells.get_mut(column) {
        *place = cell;
    }
    if rows.len() > limits.rows {
        return Err(TableError::TooManyRows { limit: limits.rows });
    }
    Ok(())
}

/// Fills cells that are merged downwards (a household's number beside all its members) and puts the rows in order.
fn finish(mut rows: Sparse, merges: &[Dimensions]) -> Vec<Row> {
    for merge in merges.iter().take(MERGES).filter(|merge| merge.start.0 < merge.end.0) {
        let column = usize::try_from(merge.start.1).unwrap_or(usize::MAX);
        let first = merge.start.0.saturating_add(1);
        let Some(value) = rows.get(&first).and_then(|cells| cells.get(column)).cloned() else { continue };
        for (_, cells) in rows.range_mut(first + 1..=merge.end.0.saturating_add(1)) {
            if cells.len() <= column {
                cells.resize_with(column + 1, Cell::default);
            }
            if let Some(place) = cells.get_mut(column).filter(|place| place.is_blank()) {
                place.clone_from(&value);
            }
        }
    }
    let rows = rows.into_iter().map(|(number, cells)| Row { number, cells });
    rows.filter(|row| !row.is_blank()).collect()
}

fn cell_of_ref(value: &DataRef<'_>, late: bool) -> Cell {
    match value {
        DataRef::Int(value) => whole(*value),
        DataRef::Float(value) => number(*value),
        DataRef::String(text) | DataRef::DurationIso(text) => Cell::text(text.as_str()),
        DataRef::SharedString(text) => Cell::text(*text),
        DataRef::Bool(value) => Cell::text(if *value { "1" } else { "0" }),
        DataRef::DateTime(value) => day(*value, late),
        DataRef::DateTimeIso(text) => Cell { text: text.clone(), kind: CellKind::Date },
        DataRef::Error(_) | DataRef::Empty => Cell::default(),
    }
}

fn cell_of(value: &Data, late: bool) -> Cell {
    match value {
        Data::Int(value) => whole(*value),
        Data::Float(value) => number(*value),
        Data::String(text) | Data::DurationIso(text) => Cell::text(text.as_str()),
        Data::Bool(value) => Cell::text(if *value { "1" } else { "0" }),
        Data::DateTime(value) => day(*value, late),
        Data::DateTimeIso(text) => Cell { text: text.clone(), kind: CellKind::Date },
        Data::Error(_) | Data::Empty => Cell::default(),
    }
}

fn whole(value: i64) -> Cell {
    let lost = value.unsigned_abs() >= 1_000_000_000_000_000;
    Cell { text: value.to_string(), kind: if lost { CellKind::LostDigits } else { CellKind::Number } }
}

fn number(value: f64) -> Cell {
    if value.abs() >= EXACT {
        return Cell { text: fifteen_digits(value), kind: CellKind::LostDigits };
    }
    Cell { text: value.to_string(), kind: CellKind::Number }
}

/// A long number as the spreadsheet shows it: fifteen digits, and zeros for those it has lost.
fn fifteen_digits(value: f64) -> String {
    let written = format!("{value:.14e}");
    let (digits, power) = written.split_once('e').unwrap_or((&written, "0"));
    let digits = digits.replace('.', "");
    let zeros = power.parse::<usize>().map_or(0, |power| power.saturating_sub(14)).min(20);
    digits + &"0".repeat(zeros)
}

fn day(value: ExcelDateTime, late: bool) -> Cell {
    let serial = value.as_f64();
    if !value.is_datetime() || !(0.0..3_000_000.0).contains(&serial) {
        return number(serial);
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded just above")]
    let (days, minutes) = (serial.floor() as u32, (serial.fract() * 1_440.0).round() as u32);
    let days = if late { days + DAYS_TO_1904 } else { days };
    let Some(date) = from_excel_serial(days) else { return number(serial) };
    let text =
        if minutes == 0 { date.to_string() } else { format!("{date} {:02}:{:02}", minutes / 60 % 24, minutes % 60) };
    Cell { text, kind: CellKind::Date }
}
