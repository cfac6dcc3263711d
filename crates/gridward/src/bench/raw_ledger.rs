//! The raw limit of an import: the engine's own fastest insert of the same rows into the same tables, made beforehand,
//! indexes after, one commit.

use gridward_database::{DbError, Param, Row, Statement, Value, params};
use gridward_server::households::bulk::{HOUSEHOLD_COLUMNS, RESIDENT_COLUMNS, without_indexes};
use gridward_server::{App, Error};

use super::site::Site;
use super::watch::Watch;
use crate::failure::Failure;

/// Households whose rows are used: more would only fill the memory.
const MOST: i64 = 60_000;

static HOUSEHOLDS: Statement = Statement::new(
    "bench.households",
    "SELECT id, grid_id, grid_ord, number, lane, door, door_key, sort_key, head_name, members, note, from_at, to_at,
       merged_into, rev FROM household ORDER BY grid_ord, sort_key, id LIMIT $1",
);
static RESIDENTS: Statement = Statement::new(
    "bench.residents",
    "SELECT r.id, r.household_id, r.grid_ord, r.name, r.pinyin, r.initials, r.sex, r.birth_on, r.relation, r.residency,
       r.registered_address, r.document_kind, r.document_sealed, r.document_index, r.phone_sealed, r.phone_index,
       r.second_phone_sealed, r.second_phone_index, r.from_at, r.to_at, r.merged_into, r.rev
     FROM (SELECT id FROM household ORDER BY grid_ord, sort_key, id LIMIT $1) h
     JOIN resident r ON r.household_id = h.id",
);
static AREAS: Statement = Statement::new(
    "bench.areas",
    "SELECT id, parent_id, level, name, ord, ord_end, from_at, to_at, rev FROM area ORDER BY ord",
);
const AREA_COLUMNS: &[&str] = &["id", "parent_id", "level", "name", "ord", "ord_end", "from_at", "to_at", "rev"];

type Rows = Vec<Vec<Param<'static>>>;

/// Residents a second.
pub(super) fn rate(filled: &App, database: Option<&str>) -> Result<f64, Failure> {
    let read = |statement: &'static Statement, width: usize, most: bool| {
        filled.db().read_blocking("bench.read", move |tx| {
            let limit = params![MOST];
            let given: &[Param<'_>] = if most { &limit } else { &[] };
            tx.all(statement, given, |row| cells(row, width))
        })
    };
    let areas: Rows = read(&AREAS, AREA_COLUMNS.len(), false)?;
    let households: Rows = read(&HOUSEHOLDS, HOUSEHOLD_COLUMNS.len(), true)?;
    let residents: Rows = read(&RESIDENTS, RESIDENT_COLUMNS.len(), true)?;
    let count = u64::try_from(residents.len()).unwrap_or(u64::MAX);
    let site = Site::new(database)?;
    site.app.db().write_blocking("bench.areas", move |tx| tx.bulk("area", AREA_COLUMNS, areas.clone().into_iter()))?;
    let mut rows = Some((households, residents));
    let watch = Watch::start();
    site.app.db().write_blocking("bench.raw", move |tx| {
        let (households, residents) = rows.take().ok_or_else(|| Error::broken("the raw rows were used up"))?;
        without_indexes(tx, |tx| {
            tx.bulk("household", HOUSEHOLD_COLUMNS, households.into_iter())?;
            Ok(tx.bulk("resident", RESIDENT_COLUMNS, residents.into_iter())?)
        })
    })?;
    Ok(watch.rate(count))
}

fn cells(row: &Row<'_>, width: usize) -> Result<Vec<Param<'static>>, DbError> {
    let own = |at| {
        Ok(match row.value(at)? {
            Value::Null => Param::Null,
            Value::Int(number) => Param::Int(number),
            Value::Real(number) => Param::Real(number),
            Value::Text(text) => Param::OwnedText(text.to_owned()),
            Value::Bytes(bytes) => Param::OwnedBytes(bytes.to_vec()),
            Value::Bool(truth) => Param::Bool(truth),
        })
    };
    (0..width).map(own).collect()
}
