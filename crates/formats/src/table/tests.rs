use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use super::{Cell, CellKind, Limits, Row, Source, TableError, open};

fn rows_of(bytes: Vec<u8>) -> Vec<Row> {
    open(Source::bytes(bytes), &Limits::default()).unwrap().into_iter().flatten().map(Result::unwrap).collect()
}

fn texts(rows: &[Row]) -> Vec<Vec<&str>> {
    rows.iter().map(|row| row.cells.iter().map(|cell| cell.text.as_str()).collect()).collect()
}

fn failure(bytes: Vec<u8>, limits: Limits) -> TableError {
    match open(Source::bytes(bytes), &limits) {
        Err(error) => error,
        Ok(sheets) => sheets.into_iter().flatten().find_map(Result::err).unwrap(),
    }
}

const TABLE: &str = "姓名,电话\n李伟,15471410667\n";

#[test]
fn every_encoding_reads_the_same() {
    let utf16: Vec<u8> = std::iter::once(0xFEFF).chain(TABLE.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let gb18030 = encoding_rs::GB18030.encode(TABLE).0.into_owned();
    let with_mark = format!("\u{feff}{TABLE}").into_bytes();
    for bytes in [TABLE.as_bytes().to_vec(), with_mark, gb18030, utf16] {
        assert_eq!(texts(&rows_of(bytes)), [["姓名", "电话"], ["李伟", "15471410667"]]);
    }
}

#[test]
fn a_table_that_turns_chinese_after_a_megabyte_is_still_read() {
    let mut text = "name,phone\n".repeat(100_000);
    text.push_str("李伟,1\n");
    let rows = rows_of(encoding_rs::GB18030.encode(&text).0.into_owned());
    assert_eq!(rows.last().unwrap().text(0), "李伟");
    assert_eq!(rows_of(text.into_bytes()).last().unwrap().text(0), "李伟");
}

#[test]
fn semicolons_and_tabs_part_cells_too() {
    for delimiter in [";", "\t"] {
        let rows = rows_of(TABLE.replace(',', delimiter).into_bytes());
        assert_eq!(texts(&rows)[1], ["李伟", "15471410667"]);
    }
}

#[test]
fn row_numbers_are_those_of_the_spreadsheet() {
    let rows = rows_of(b"a,b\r\n\r\n\"two\nlines\",c\r\n,\r\n\n\nd,e".to_vec());
    assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 3, 7]);
    assert_eq!(rows[1].text(0), "two\nlines");
}

#[test]
fn a_quotation_mark_that_is_never_closed_is_named_with_its_row() {
    let limits = Limits { cell_chars: 50, ..Limits::default() };
    let text = format!("a,b\nc,d\n\"e,f\n{}", "x,y\n".repeat(40));
    assert!(matches!(failure(text.into_bytes(), limits), TableError::CellTooLong { row: 3, limit: 50 }));
}

#[test]
fn what_is_too_large_or_no_table_is_refused_with_a_sentence() {
    let small = Limits { bytes: 4, rows: 1, columns: 1, ..Limits::default() };
    assert!(matches!(failure(Vec::new(), small), TableError::Empty));
    assert!(matches!(failure(b"a,b\nc,d".to_vec(), small), TableError::TooLarge { .. }));
    assert!(matches!(failure(b"a\nb".to_vec(), Limits { bytes: 9, ..small }), TableError::TooManyRows { limit: 1 }));
    assert!(matches!(
        failure(b"a,b".to_vec(), Limits { bytes: 9, ..small }),
        TableError::TooManyColumns { row: 1, .. }
    ));
    assert!(matches!(failure(b"\x00\x01\x02".to_vec(), Limits::default()), TableError::NotATable));
    assert!(matches!(failure(b" <html><table>".to_vec(), Limits::default()), TableError::NotATable));
    assert!(matches!(failure(b"PK\x03\x04 nothing".to_vec(), Limits::default()), TableError::Damaged));
    assert!(matches!(failure(b"\xD0\xCF\x11\xE0 nothing".to_vec(), Limits::default()), TableError::Damaged));
    for language in [gridward_domain::Language::Chinese, gridward_domain::Language::English] {
        assert!(TableError::NoHeader.sentence(language).len() > 20);
    }
}

fn spreadsheet() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    sheet.set_name("台账").unwrap();
    sheet.merge_range(0, 0, 1, 0, "户1", &Format::new()).unwrap();
    sheet.write(0, 1, "李伟").unwrap();
    sheet.write(1, 1, "王芳").unwrap();
    sheet.write(0, 2, 15_471_410_667_i64).unwrap();
    sheet.write(1, 2, 419_999_198_501_010_000_i64).unwrap();
    sheet.write_with_format(0, 3, ExcelDateTime::from_ymd(2022, 3, 20).unwrap(), &day).unwrap();
    sheet.write(1, 3, 44_640).unwrap();
    sheet.write(9, 0, "末").unwrap();
    let hidden = book.add_worksheet();
    hidden.set_hidden(true);
    hidden.write(0, 0, "x").unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn a_spreadsheet_keeps_row_numbers_kinds_and_merged_cells() {
    let sheets = open(Source::bytes(spreadsheet()), &Limits::default()).unwrap();
    assert_eq!(sheets.len(), 1, "hidden sheets are left out");
    assert_eq!(sheets[0].name, "台账");
    let rows = rows_of(spreadsheet());
    assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 2, 10]);
    assert_eq!(texts(&rows)[1], ["户1", "王芳", "419999198501010000", "44640"]);
    assert_eq!(rows[0].cells[2], Cell { text: "15471410667".into(), kind: CellKind::Number });
    assert_eq!(rows[1].cells[2].kind, CellKind::LostDigits);
    assert_eq!(rows[0].cells[3], Cell { text: "2022-03-20".into(), kind: CellKind::Date });
}

#[test]
fn an_old_spreadsheet_reads_like_a_new_one() {
    let rows = rows_of(include_bytes!("../../tests/data/ledger.xls").to_vec());
    assert_eq!(texts(&rows)[2], ["1", "李伟", "419999200608221816", "2006-08-22", "15471410667", "3组12号"]);
    assert_eq!(rows[3].text(0), "1", "merged downwards");
    assert_eq!(rows[3].cells[2].kind, CellKind::LostDigits);
    assert_eq!(rows.len(), 4);
}

#[test]
fn a_spreadsheet_that_unpacks_beyond_the_limit_is_refused_before_it_is_held() {
    let limits = Limits { unpacked: 1_000, ..Limits::default() };
    assert!(matches!(failure(spreadsheet(), limits), TableError::UnpacksTooLarge { .. }));
    let limits = Limits { spreadsheet_bytes: 1_000, ..Limits::default() };
    assert!(matches!(failure(spreadsheet(), limits), TableError::TooLarge { .. }));
}

proptest! {
    #[test]
    fn no_bytes_break_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for sheet in open(Source::bytes(bytes), &Limits::default()).into_iter().flatten() {
            prop_assert!(sheet.count() <= 400);
        }
    }

    #[test]
    fn a_damaged_spreadsheet_never_breaks_the_reader(at in 0_usize..6_000, byte in any::<u8>(), cut in 0_usize..6_000) {
        let mut bytes = spreadsheet();
        let length = bytes.len();
        bytes[at % length] = byte;
        bytes.truncate(length - cut % (length / 4));
        for sheet in open(Source::bytes(bytes), &Limits::default()).into_iter().flatten() {
            prop_assert!(sheet.count() <= 10);
        }
    }

    #[test]
    fn numbers_of_rows_only_grow(text in "[a,\"\n\r]{0,60}") {
        let rows = open(Source::bytes(text.into_bytes()), &Limits::default()).into_iter().flatten().flatten();
        let numbers: Vec<u32> = rows.filter_map(Result::ok).map(|row| row.number).collect();
        prop_assert!(numbers.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
