//! The SQL of suspected duplicates.

use gridward_database::{DbError, Row, Statement, Tx, params};
use gridward_domain::areas::OrdRange;
use gridward_domain::{Id, Timestamp};

use crate::Ctx;

static FIND: Statement = Statement::new(
    "duplicates.find",
    "SELECT id, grid_ord, resident_id, why, row_sealed, at, decided FROM suspected_duplicate WHERE id = $1",
);
static OPEN: Statement = Statement::new(
    "duplicates.open",
    "SELECT id, grid_ord, resident_id, why, row_sealed, at, decided FROM suspected_duplicate
     WHERE decided IS NULL AND (grid_ord, id) > ($1, $2) AND grid_ord < $3 ORDER BY grid_ord, id LIMIT $4",
);
static DECIDE: Statement = Statement::new(
    "duplicates.decide",
    "UPDATE suspected_duplicate SET decided = $2, decided_at = $3, decided_by = $4 WHERE id = $1",
);

pub(crate) const STATEMENTS: &[&Statement] = &[&FIND, &OPEN, &DECIDE];

/// A parked row as stored.
#[derive(Debug, Clone)]
pub(super) struct Parked {
    pub(super) id: Id,
    pub(super) grid_ord: i64,
    pub(super) resident_id: Id,
    pub(super) why: String,
    pub(super) sealed: Vec<u8>,
    pub(super) at: Timestamp,
    pub(super) decided: Option<String>,
}

pub(super) fn find(tx: &mut Tx<'_>, id: Id) -> Result<Option<Parked>, DbError> {
    tx.opt(&FIND, &params![id.to_string()], parked)
}

pub(super) fn open(
    tx: &mut Tx<'_>,
    range: OrdRange,
    after: &(i64, String),
    limit: i64,
) -> Result<Vec<Parked>, DbError> {
    let first = (range.from.saturating_sub(1), "z".to_owned());
    let start = if after.0 < range.from { &first } else { after };
    tx.all(&OPEN, &params![start.0, &start.1, range.to, limit], parked)
}

pub(super) fn decide(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, decision: &str) -> Result<(), DbError> {
    tx.exec(&DECIDE, &params![id.to_string(), decision, ctx.now.0, ctx.actor.to_string()]).map(drop)
}

fn parked(row: &Row<'_>) -> Result<Parked, DbError> {
    Ok(Parked {
        id: row.parse(0)?,
        grid_ord: row.get(1)?,
        resident_id: row.parse(2)?,
        why: row.get(3)?,
        sealed: row.get(4)?,
        at: Timestamp(row.get(5)?),
        decided: row.get(6)?,
    })
}
