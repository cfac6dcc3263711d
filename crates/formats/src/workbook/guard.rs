//! Keeping what people typed from becoming a formula in somebody's spreadsheet.

use std::borrow::Cow;

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

/// Characters a cell may hold in a spreadsheet.
const LONGEST: usize = 32_767;

/// Whether a spreadsheet may take a text for a formula (CWE-1236): it begins with `= + - @`, their full-width forms, or
/// a tab or line break that hides one.
pub(super) fn is_risky(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

/// A text for one cell of a CSV file: what looks like a formula gets a single quotation mark in front.
pub fn csv_cell(text: &str) -> Cow<'_, str> {
    if is_risky(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// Writes a text cell. What looks like a formula is marked as quoted, so that it stays text when the cell is edited.
pub(super) fn write_text(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    let text: Cow<'_, str> =
        if text.len() > LONGEST { Cow::Owned(text.chars().take(LONGEST).collect()) } else { Cow::Borrowed(text) };
    let quoted;
    let format = if is_risky(&text) {
        quoted = format.clone().set_quote_prefix();
        &quoted
    } else {
        format
    };
    sheet.write_string_with_format(row, column, text.as_ref(), format).map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::csv_cell;
    use proptest::prelude::*;

    #[test]
    fn what_looks_like_a_formula_is_quoted() {
        for text in ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "＝1"] {
            assert_eq!(csv_cell(text), format!("'{text}"));
        }
        assert_eq!(csv_cell("李伟"), "李伟");
    }

    proptest! {
        #[test]
        fn no_cell_begins_like_a_formula(text in "\\PC{0,20}|[=+@\t\r-]{1,3}.{0,9}") {
            prop_assert!(!super::is_risky(&csv_cell(&text)));
            prop_assert!(csv_cell(&text).ends_with(&text));
        }
    }
}
