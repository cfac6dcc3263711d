//! The workbook of rows that did not go in: the original cells, with the reason beside them. Once mended it can be
//! imported again as it is: the columns we add are left where they are.

use gridward_domain::Language;
use rust_xlsxwriter::{Format, FormatAlign};

use super::WorkbookError;
use super::export::{reproducible, write_head};
use super::guard::write_text;

/// A row that did not go in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KeptRow {
    /// The sheet it came from; empty for text tables.
    pub sheet: String,
    /// Its number there.
    pub row: u32,
    /// Its cells as they were read.
    pub cells: Vec<String>,
    /// What is wrong and what to do, a sentence each.
    pub reasons: Vec<String>,
}

/// Rows of a sheet below its head.
const ROWS: usize = 1_048_575;

/// Writes the workbook. `columns` are the names of the original columns.
pub fn refused_rows(columns: &[String], rows: &[KeptRow], language: Language) -> Result<Vec<u8>, WorkbookError> {
    if rows.len() > ROWS {
        return Err(WorkbookError::TooLarge);
    }
    let (name, reason, from) = match language {
        Language::Chinese => ("未导入的行", "未导入原因", "原表行号"),
        Language::English => ("Rows not imported", "Reason", "Row in the original"),
    };
    let mut book = reproducible();
    let sheet = book.add_worksheet();
    sheet.set_name(name)?;
    let mut heads = columns.to_vec();
    heads.extend([reason.to_owned(), from.to_owned()]);
    write_head(sheet, 0, &heads)?;
    let plain = Format::new();
    let why = Format::new().set_font_color("C00000").set_text_wrap().set_align(FormatAlign::Top);
    let last = u16::try_from(columns.len()).map_err(|_| WorkbookError::TooLarge)?;
    for (number, row) in (1_u32..).zip(rows) {
        for (column, text) in (0..last).zip(&row.cells) {
            if !text.is_empty() {
                write_text(sheet, number, column, text, &plain)?;
            }
        }
        write_text(sheet, number, last, &row.reasons.join("\n"), &why)?;
        let place = if row.sheet.is_empty() { row.row.to_string() } else { format!("{} {}", row.sheet, row.row) };
        write_text(sheet, number, last + 1, &place, &plain)?;
    }
    sheet.set_column_width(last, 60)?;
    Ok(book.save_to_buffer()?)
}

#[cfg(test)]
mod tests {
    use super::{KeptRow, refused_rows};
    use crate::ledger::{Ledger, LedgerOptions, Outcome};
    use crate::table::Source;
    use gridward_domain::Language;
    use jiff::civil::date;

    #[test]
    fn a_mended_row_goes_in_from_the_workbook_itself() {
        let columns = ["姓名", "身份证号", "村"].map(String::from);
        let mended = KeptRow {
            sheet: "一村".into(),
            row: 7,
            cells: ["李伟", "419999200608221816", "新建"].map(String::from).to_vec(),
            reasons: vec!["证件号码校验不通过。".into()],
        };
        let bad =
            KeptRow { cells: vec!["=1+1".into(), "419999200608221815".into(), "新建".into()], ..mended.clone() };
        let bytes = refused_rows(&columns, &[mended, bad], Language::Chinese).unwrap();
        let ledger = Ledger::open(Source::bytes(bytes), &LedgerOptions::on(date(2026, 11, 24))).unwrap();
        let rows: Vec<_> = ledger.map(Result::unwrap).collect();
        assert_eq!(rows.iter().map(|row| row.outcome).collect::<Vec<_>>(), [Outcome::Accepted, Outcome::Refused]);
        assert_eq!(rows[0].cells[3].text, "证件号码校验不通过。");
        assert_eq!(rows[1].cells[0].text, "=1+1");
    }
}
