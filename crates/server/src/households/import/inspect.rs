//! Look at a file: its sheets, heads and columns, and what we take each column for.

use gridward_database::Tx;
use gridward_domain::access::Verb;
use gridward_domain::{Id, Timestamp};
use gridward_formats::header::{ColumnMap, Field};
use serde::Serialize;
use utoipa::ToSchema;

use super::file::{ImportFile, unreadable};
use super::mappings;
use super::options::ImportOptions;
use crate::{Ctx, Error};

/// Rows shown of each sheet.
const SAMPLE: usize = 5;

/// What a column can be mapped to.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FieldName {
    /// The stable name.
    pub field: &'static str,
    /// What people call it.
    pub zh: &'static str,
    /// What people call it.
    pub en: &'static str,
}

/// A saved mapping that fits a head.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SavedMapping {
    /// The mapping.
    pub id: Id,
    /// Its name.
    pub name: String,
}

/// A sheet with a ledger.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SheetFound {
    /// Its name; empty in text tables.
    pub sheet: String,
    /// The first and the last row of its head.
    pub header_rows: (u32, u32),
    /// What we take its columns for; a saved mapping that fits is applied.
    #[schema(value_type = Object)]
    pub map: ColumnMap,
    /// The saved mapping that was applied.
    pub saved_mapping: Option<SavedMapping>,
    /// Its first rows as written.
    pub sample: Vec<Vec<String>>,
}

/// What was found in a file.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Inspection {
    /// The upload, for the steps that follow; nothing on the command line.
    pub upload: Option<Id>,
    /// The file's name.
    pub file_name: String,
    /// When the upload is forgotten.
    pub expires_at: Option<Timestamp>,
    /// Sheets with a ledger.
    pub sheets: Vec<SheetFound>,
    /// Sheets without one.
    pub sheets_left_out: Vec<String>,
    /// What a column can be mapped to.
    pub fields: Vec<FieldName>,
}

/// Looks at a file without judging its rows.
pub fn inspect(tx: &mut Tx<'_>, ctx: &Ctx, file: &ImportFile, file_name: &str) -> Result<Inspection, Error> {
    ctx.may_somewhere(Verb::LedgerImport)?;
    let mut ledger = file.ledger(ctx, &ImportOptions::default())?;
    let mut sheets = Vec::new();
    for layout in ledger.layouts() {
        let saved = mappings::fitting(tx, &layout.map)?;
        let headers: Vec<&str> = layout.map.columns.iter().map(|column| column.header.as_str()).collect();
        let map = match &saved {
            Some(saved) => ColumnMap::propose(headers, Some(&saved.map)),
            None => layout.map.clone(),
        };
        sheets.push(SheetFound {
            sheet: layout.sheet.to_string(),
            header_rows: layout.header_rows,
            map,
            saved_mapping: saved.map(|saved| SavedMapping { id: saved.id, name: saved.name }),
            sample: Vec::new(),
        });
    }
    let sheets_left_out = ledger.sheets_left_out().to_vec();
    // Sheets come one after another: a single one is left after its samples, of several all but the last are read through.
    for row in ledger.by_ref() {
        let row = row.map_err(|error| unreadable(ctx, &error))?;
        let Some(sheet) = sheets.iter_mut().find(|sheet| *sheet.sheet == *row.sheet) else { break };
        if sheet.sample.len() < SAMPLE {
            sheet.sample.push(row.cells.iter().map(|cell| cell.text.clone()).collect());
        }
        if sheets.iter().all(|sheet| sheet.sample.len() >= SAMPLE) {
            break;
        }
    }
    let fields =
        Field::ALL.iter().map(|field| FieldName { field: field.code(), zh: field.zh(), en: field.en() }).collect();
    Ok(Inspection { upload: None, file_name: file_name.to_owned(), expires_at: None, sheets, sheets_left_out, fields })
}
