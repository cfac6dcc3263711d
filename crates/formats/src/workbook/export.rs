//! Exports: a title, a watermark that says who took the list, when, what for and until when, columns and rows.

use gridward_domain::Language;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet};

use super::WorkbookError;
use super::guard::{csv_cell, write_text};

/// Rows and columns of a sheet.
const ROWS: usize = 1_048_576;
const COLUMNS: usize = 16_384;
/// A print header holds 255 characters.
const HEADER: usize = 200;

/// A value of a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Text, never a formula.
    Text(String),
    /// A number.
    Number(f64),
    /// Nothing.
    Empty,
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// Who took a list, when, what for, and until when it may be used. Texts are already for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watermark {
    /// The person.
    pub who: String,
    /// The minute.
    pub when: String,
    /// The stated purpose.
    pub purpose: String,
    /// The last day of use.
    pub expires: String,
}

impl Watermark {
    /// The line that stands above the table and on every printed page.
    pub fn line(&self, language: Language) -> String {
        let Self { who, when, purpose, expires } = self;
        match language {
            Language::Chinese => {
                format!("导出人：{who}　时间：{when}　用途：{purpose}　有效期至：{expires}　含个人信息，严禁外传")
            }
            Language::English => {
                format!(
                    "Exported by {who} at {when} for: {purpose}. Valid until {expires}. Personal data: do not pass on"
                )
            }
        }
    }
}

/// A table to be exported.
#[derive(Debug, Clone, PartialEq)]
pub struct TableExport {
    /// The title; also the sheet's name.
    pub title: String,
    /// The watermark; only tables without any person may do without.
    pub watermark: Option<Watermark>,
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<Value>>,
}

/// Writes an .xlsx file. The same table gives the same bytes.
pub fn write_xlsx(table: &TableExport, language: Language) -> Result<Vec<u8>, WorkbookError> {
    let mut book = reproducible();
    let sheet = book.add_worksheet();
    sheet.set_name(sheet_name(&table.title))?;
    let plain = Format::new();
    let bold = Format::new().set_bold();
    write_text(sheet, 0, 0, &table.title, &bold)?;
    let mut row = 1;
    if let Some(watermark) = &table.watermark {
        let line = watermark.line(language);
        write_text(sheet, row, 0, &line, &Format::new().set_font_color("C00000"))?;
        mark_pages(sheet, &line);
        row += 1;
    }
    if table.rows.len() + 3 > ROWS || table.columns.len() > COLUMNS {
        return Err(WorkbookError::TooLarge);
    }
    write_head(sheet, row, &table.columns)?;
    for cells in &table.rows {
        row += 1;
        for (column, value) in (0_u16..).zip(cells) {
            match value {
                Value::Text(text) => write_text(sheet, row, column, text, &plain)?,
                Value::Number(number) => sheet.write_number(row, column, *number).map(|_| ())?,
                Value::Empty => {}
            }
        }
    }
    set_widths(sheet, &table.columns, &table.rows)?;
    Ok(book.save_to_buffer()?)
}

/// Writes a .csv file: UTF-8 with a byte order mark, without which spreadsheets garble Chinese.
pub fn write_csv(table: &TableExport, language: Language) -> Vec<u8> {
    let mut out = String::from("\u{feff}");
    if let Some(watermark) = &table.watermark {
        push_line(&mut out, std::iter::once(watermark.line(language)));
    }
    push_line(&mut out, table.columns.iter().map(|column| csv_cell(column).into_owned()));
    for cells in &table.rows {
        push_line(
            &mut out,
            cells.iter().map(|value| match value {
                Value::Text(text) => csv_cell(text).into_owned(),
                Value::Number(number) => number.to_string(),
                Value::Empty => String::new(),
            }),
        );
    }
    out.into_bytes()
}

fn push_line(out: &mut String, cells: impl Iterator<Item = String>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            out.push(',');
        }
        if cell.contains(['"', ',', '\n', '\r']) {
            out.extend(["\"", &cell.replace('"', "\"\""), "\""]);
        } else {
            out.push_str(&cell);
        }
    }
    out.push_str("\r\n");
}

/// A workbook that does not carry the time of the machine.
pub(super) fn reproducible() -> Workbook {
    let mut book = Workbook::new();
    if let Ok(day) = ExcelDateTime::from_ymd(2000, 1, 1) {
        book.set_properties(&DocProperties::new().set_creation_datetime(&day));
    }
    book
}

/// The row of column names, which stays in sight and is repeated on every printed page.
pub(super) fn write_head(sheet: &mut Worksheet, row: u32, columns: &[String]) -> Result<(), WorkbookError> {
    let head = Format::new().set_bold().set_background_color("E8EEF4").set_align(FormatAlign::Center);
    for (column, name) in (0_u16..).zip(columns) {
        write_text(sheet, row, column, name, &head)?;
    }
    sheet.set_freeze_panes(row + 1, 0)?;
    sheet.set_repeat_rows(row, row)?;
    sheet.set_landscape();
    Ok(())
}

fn mark_pages(sheet: &mut Worksheet, line: &str) {
    let short: String = line.chars().take(HEADER).collect();
    let printed = short.replace('&', "&&");
    sheet.set_header(format!("&C{printed}"));
    sheet.set_footer(format!("&C{printed}&R&P/&N"));
}

/// Names of sheets have at most 31 characters, none of `[]:*?/\` and no quotation mark at an end.
pub(super) fn sheet_name(title: &str) -> String {
    let clean: String = title
        .chars()
        .filter(|letter| !matches!(letter, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\''))
        .take(31)
        .collect();
    let clean = clean.trim();
    if clean.is_empty() || clean.eq_ignore_ascii_case("history") { "表1".to_owned() } else { clean.to_owned() }
}

/// Columns as wide as their first rows need, Chinese characters counting double.
fn set_widths(sheet: &mut Worksheet, columns: &[String], rows: &[Vec<Value>]) -> Result<(), WorkbookError> {
    let width_of = |text: &str| text.chars().map(|letter| if letter.is_ascii() { 1_u32 } else { 2 }).sum::<u32>();
    for (at, name) in (0_u16..).zip(columns) {
        let texts = rows.iter().take(100).filter_map(|row| match row.get(usize::from(at)) {
            Some(Value::Text(text)) => Some(width_of(text)),
            _ => None,
        });
        let width = texts.chain(std::iter::once(width_of(name))).max().unwrap_or(8).clamp(8, 48);
        sheet.set_column_width(at, width + 2)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{TableExport, Value, Watermark, sheet_name, write_csv, write_xlsx};
    use crate::table::{CellKind, Limits, Row, Source, open};
    use gridward_domain::Language;

    fn table() -> TableExport {
        TableExport {
            title: "门户清单".into(),
            watermark: Some(Watermark {
                who: "李伟 & 王芳".into(),
                when: "2026-11-24 08:00".into(),
                purpose: "入户告知".into(),
                expires: "2026-12-01".into(),
            }),
            columns: vec!["姓名".into(), "户数".into()],
            rows: vec![
                vec!["=HYPERLINK(\"http://x\")".into(), Value::Number(-3.0)],
                vec!["李,\"伟\"".into(), Value::Empty],
                vec!["@sum\n1".into(), "-1".into()],
            ],
        }
    }

    fn rows(bytes: Vec<u8>) -> Vec<Row> {
        open(Source::bytes(bytes), &Limits::default()).unwrap().into_iter().flatten().map(Result::unwrap).collect()
    }

    #[test]
    fn a_workbook_says_who_took_it_and_holds_no_formula() {
        let bytes = write_xlsx(&table(), Language::Chinese).unwrap();
        assert_eq!(bytes, write_xlsx(&table(), Language::Chinese).unwrap(), "the same table, the same bytes");
        let rows = rows(bytes);
        assert_eq!(rows[0].text(0), "门户清单");
        assert!(rows[1].text(0).contains("李伟 & 王芳") && rows[1].text(0).contains("入户告知"));
        assert_eq!((rows[3].text(0), rows[3].text(1)), ("=HYPERLINK(\"http://x\")", "-3"));
        assert_eq!((rows[3].cells[0].kind, rows[3].cells[1].kind), (CellKind::Text, CellKind::Number));
    }

    #[test]
    fn a_text_table_quotes_formulas_and_keeps_numbers() {
        let text = String::from_utf8(write_csv(&table(), Language::English)).unwrap();
        assert!(text.starts_with('\u{feff}'));
        let lines: Vec<_> = text.split("\r\n").collect();
        assert!(lines[0].contains("Exported by"));
        assert_eq!(lines[2], "\"'=HYPERLINK(\"\"http://x\"\")\",-3");
        assert_eq!(lines[3], "\"李,\"\"伟\"\"\",");
        assert_eq!(lines[4], "\"'@sum\n1\",'-1");
    }

    #[test]
    fn any_title_names_a_sheet() {
        assert_eq!(sheet_name("a/b[c]:*?'"), "abc");
        assert_eq!(sheet_name("??"), "表1");
        assert_eq!(sheet_name(&"长".repeat(40)).chars().count(), 31);
    }
}
