//! Columns that a clerk corrected and saved: the next file with the same heads needs no correcting.

use gridward_database::{Row, Statement, Tx, params};
use gridward_domain::access::Verb;
use gridward_domain::households::place_key;
use gridward_domain::{Fault, Id, Timestamp, faults as general};
use gridward_formats::header::ColumnMap;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use crate::listing::Page;
use crate::{Ctx, Error, audit};

static NAME_MISSING: Fault = Fault::new(
    "import_mapping_name_missing",
    422,
    "请给这份列对应起个名字（最多 60 个字）。",
    "Give the mapping a name of at most 60 characters.",
);
static NO_COLUMNS: Fault =
    Fault::new("import_mapping_empty", 422, "列对应是空的，没有可以保存的。", "The mapping is empty.");

static ADD: Statement = Statement::new(
    "import.add_mapping",
    "INSERT INTO ledger_mapping (id, name, head_key, mapping, at, person_id) VALUES ($1, $2, $3, $4, $5, $6)",
);
static LIST: Statement = Statement::new(
    "import.mappings",
    "SELECT id, name, mapping, at FROM ledger_mapping ORDER BY at DESC, id DESC LIMIT 200",
);
static FITTING: Statement = Statement::new(
    "import.fitting_mapping",
    "SELECT id, name, mapping, at FROM ledger_mapping WHERE head_key = $1 ORDER BY at DESC, id DESC LIMIT 1",
);
static REMOVE: Statement = Statement::new("import.remove_mapping", "DELETE FROM ledger_mapping WHERE id = $1");

pub(super) const STATEMENTS: &[&Statement] = &[&ADD, &LIST, &FITTING, &REMOVE];

/// A saved mapping.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Mapping {
    /// The mapping.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// Its columns.
    #[schema(value_type = Object)]
    pub map: ColumnMap,
    /// When it was saved.
    pub at: Timestamp,
}

/// A mapping to be saved.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewMapping {
    /// Its name.
    pub name: String,
    /// Its columns.
    #[schema(value_type = Object)]
    pub map: ColumnMap,
}

/// The heads of a table as one comparable text, whatever their order.
fn head_key(map: &ColumnMap) -> String {
    let mut heads: Vec<String> = map.columns.iter().map(|column| place_key(&column.header)).collect();
    heads.sort();
    heads.join("\u{1}")
}

/// Saves a mapping.
pub fn save_mapping(tx: &mut Tx<'_>, ctx: &Ctx, input: &NewMapping) -> Result<Mapping, Error> {
    ctx.may_somewhere(Verb::LedgerImport)?;
    let name = input.name.trim();
    if name.is_empty() || name.chars().count() > 60 {
        return Err(NAME_MISSING.at("name").into());
    }
    if input.map.columns.is_empty() {
        return Err(NO_COLUMNS.at("map").into());
    }
    let mapping = Mapping { id: ctx.ids.make(), name: name.to_owned(), map: input.map.clone(), at: ctx.now };
    let columns = serde_json::to_string(&mapping.map)?;
    let key = head_key(&mapping.map);
    tx.exec(&ADD, &params![mapping.id.to_string(), name, key, columns, ctx.now.0, ctx.actor.to_string()])?;
    note(tx, ctx, "import.save_mapping", mapping.id)?;
    Ok(mapping)
}

/// All saved mappings, newest first.
pub fn mappings(tx: &mut Tx<'_>, ctx: &Ctx) -> Result<Page<Mapping>, Error> {
    ctx.may_somewhere(Verb::LedgerImport)?;
    let items = tx.all(&LIST, &[], stored)?.into_iter().map(opened).collect::<Result<_, _>>()?;
    Ok(Page::whole(items))
}

/// Removes a saved mapping.
pub fn remove_mapping(tx: &mut Tx<'_>, ctx: &Ctx, id: Id) -> Result<(), Error> {
    ctx.may_somewhere(Verb::LedgerImport)?;
    if tx.exec(&REMOVE, &params![id.to_string()])? == 0 {
        return Err(general::NOT_FOUND.refuse().into());
    }
    note(tx, ctx, "import.remove_mapping", id)
}

/// The newest saved mapping for the same heads.
pub(super) fn fitting(tx: &mut Tx<'_>, map: &ColumnMap) -> Result<Option<Mapping>, Error> {
    tx.opt(&FITTING, &params![head_key(map)], stored)?.map(opened).transpose()
}

fn note(tx: &mut Tx<'_>, ctx: &Ctx, verb: &'static str, id: Id) -> Result<(), Error> {
    let entry = audit::Entry { verb, noun: "import", record: id, area_ord: 0, reason: "", detail: json!({}) };
    audit::note(tx, ctx, &entry)
}

type Stored = (Id, String, String, i64);

fn stored(row: &Row<'_>) -> Result<Stored, gridward_database::DbError> {
    Ok((row.parse(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
}

fn opened((id, name, map, at): Stored) -> Result<Mapping, Error> {
    Ok(Mapping { id, name, map: serde_json::from_str(&map)?, at: Timestamp(at) })
}
