//! Tables for people: workbooks and CSV, in which no cell is ever a formula.

mod export;
mod guard;
mod refused;

pub use export::{TableExport, Value, Watermark, write_csv, write_xlsx};
pub use guard::csv_cell;
pub use refused::{KeptRow, refused_rows};

/// Why a workbook could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WorkbookError {
    /// More rows or columns than a sheet holds (1,048,576 and 16,384): export as CSV.
    #[error("the table is larger than a sheet")]
    TooLarge,
    /// The writer failed.
    #[error("the workbook could not be written")]
    Write(#[from] rust_xlsxwriter::XlsxError),
}
