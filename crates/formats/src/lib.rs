//! Other people's file formats to and from Gridward's types: spreadsheets and text tables as clerks send them,
//! lists of divisions, official lists of risk areas, boundaries, programmes, workbooks for people, QR codes.
//!
//! Nothing here stores anything or decides about a person: it reads, and says what it could not read.

pub mod arrivals;
pub mod boundaries;
pub mod divisions;
pub mod header;
pub mod ledger;
pub mod programmes;
pub mod qr;
pub mod regions;
pub mod risk_lists;
pub mod table;
pub mod workbook;
