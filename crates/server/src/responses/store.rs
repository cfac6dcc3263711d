//! The SQL of responses.

use gridward_database::{Change, DbError, Row, Statement, Tx, params};
use gridward_domain::areas::OrdRange;
use gridward_domain::responses::{ResponseState, ResponseTerms};
use gridward_domain::{Id, Timestamp};
use jiff::civil::Date;

use super::response::{Ended, StoredResponse};
use crate::Ctx;
use crate::areas::Area;

macro_rules! response {
    ($rest:literal) => {
        concat!(
            "SELECT r.id, r.state, r.name, r.purpose, r.legal_basis, r.programme, r.from_at, r.retention_days,
       r.backup_days, r.area_id, a.name, r.ord, r.ord_end, r.opened_at, COALESCE(o.name, ''), r.closed_at,
       COALESCE(c.name, ''), r.closing_reason, COALESCE(w.name, ''), r.erase_on, r.rev
     FROM response r JOIN area a ON a.id = r.area_id LEFT JOIN person o ON o.id = r.opened_by
       LEFT JOIN person c ON c.id = r.closed_by LEFT JOIN person w ON w.id = r.witness_id ",
            $rest
        )
    };
}

static FIND: Statement = Statement::new("responses.find", response!("WHERE r.id = $1"));
static BEFORE: Statement = Statement::new(
    "responses.before",
    response!("WHERE r.state = $1 AND (r.opened_at, r.id) < ($2, $3) ORDER BY r.opened_at DESC, r.id DESC LIMIT $4"),
);
static OPEN_AT: Statement = Statement::new(
    "responses.open_at",
    response!("WHERE r.state = 'open' AND r.ord <= $1 AND r.ord_end > $1 ORDER BY r.opened_at DESC, r.id DESC LIMIT 1"),
);
static ADD: Statement = Statement::new(
    "responses.add",
    "INSERT INTO response (id, state, name, purpose, legal_basis, programme, area_id, ord, ord_end, from_at,
       retention_days, backup_days, opened_at, opened_by, closed_at, closed_by, closing_reason, witness_id, erase_on, rev)
     VALUES ($1, 'open', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, NULL, NULL, '', NULL, NULL, 1)",
);
static PUT_TERMS: Statement = Statement::new(
    "responses.put_terms",
    "UPDATE response SET name = $2, purpose = $3, legal_basis = $4, programme = $5, from_at = $6, retention_days = $7,
       backup_days = $8, rev = rev + 1 WHERE id = $1",
);
static CLOSE: Statement = Statement::new(
    "responses.close",
    "UPDATE response SET state = 'closed', closed_at = $2, closed_by = $3, closing_reason = $4, witness_id = $5,
       erase_on = $6, rev = rev + 1 WHERE id = $1",
);

pub(super) const STATEMENTS: &[&Statement] = &[&FIND, &BEFORE, &OPEN_AT, &ADD, &PUT_TERMS, &CLOSE];

pub(crate) fn find(tx: &mut Tx<'_>, id: Id) -> Result<Option<StoredResponse>, DbError> {
    tx.opt(&FIND, &params![id.to_string()], stored)
}

/// The responses of a state before one (by when they were opened), newest first.
pub(super) fn before(
    tx: &mut Tx<'_>,
    state: ResponseState,
    (opened_at, id): (i64, &str),
    limit: i64,
) -> Result<Vec<StoredResponse>, DbError> {
    tx.all(&BEFORE, &params![state.name(), opened_at, id, limit], stored)
}

/// The newest open response whose area holds this order number.
pub(super) fn open_at(tx: &mut Tx<'_>, ord: i64) -> Result<Option<StoredResponse>, DbError> {
    tx.opt(&OPEN_AT, &params![ord], stored)
}

pub(super) fn add(
    tx: &mut Tx<'_>,
    id: Id,
    terms: &ResponseTerms,
    area: &Area,
    (at, by): (Timestamp, Id),
) -> Result<(), DbError> {
    let range = area.range();
    let values = params![
        id.to_string(),
        &terms.name,
        &terms.purpose,
        &terms.legal_basis,
        &terms.programme,
        area.id.to_string(),
        range.from,
        range.to,
        terms.from_at.0,
        terms.retention_days,
        terms.backup_days,
        at.0,
        by.to_string()
    ];
    tx.exec(&ADD, &values).map(drop)
}

/// Writes new terms, one revision on.
pub(super) fn put_terms(tx: &mut Tx<'_>, id: Id, terms: &ResponseTerms) -> Result<(), DbError> {
    let values = params![
        id.to_string(),
        &terms.name,
        &terms.purpose,
        &terms.legal_basis,
        &terms.programme,
        terms.from_at.0,
        terms.retention_days,
        terms.backup_days
    ];
    tx.exec(&PUT_TERMS, &values).map(drop)
}

/// Writes how it ended, and when its records go; one revision on.
pub(super) fn close(
    tx: &mut Tx<'_>,
    id: Id,
    ctx: &Ctx,
    (reason, witness, erase_on): (&str, Id, Date),
) -> Result<(), DbError> {
    let (actor, witness, day) = (ctx.actor.to_string(), witness.to_string(), erase_on.to_string());
    tx.exec(&CLOSE, &params![id.to_string(), ctx.now.0, &actor, reason, &witness, &day]).map(drop)
}

/// Tells the feed what happened to a response.
pub(super) fn note(tx: &mut Tx<'_>, stored: &StoredResponse, op: &'static str) {
    let (area, id) = (stored.range.from, stored.id.to_string());
    tx.note_change(Change { area, noun: "responses", id, rev: stored.rev, op });
}

fn stored(row: &Row<'_>) -> Result<StoredResponse, DbError> {
    let terms = ResponseTerms {
        name: row.get(2)?,
        purpose: row.get(3)?,
        legal_basis: row.get(4)?,
        programme: row.get(5)?,
        from_at: Timestamp(row.get(6)?),
        retention_days: row.get(7)?,
        backup_days: row.get(8)?,
    };
    Ok(StoredResponse {
        id: row.parse(0)?,
        state: row.parse(1)?,
        terms,
        area_id: row.parse(9)?,
        area_name: row.get(10)?,
        range: OrdRange { from: row.get(11)?, to: row.get(12)? },
        opened_at: Timestamp(row.get(13)?),
        opened_by: row.get(14)?,
        ended: ended(row)?,
        rev: row.get(20)?,
    })
}

fn ended(row: &Row<'_>) -> Result<Option<Ended>, DbError> {
    let (Some(at), Some(erase_on)) = (row.get::<Option<i64>>(15)?, row.parse_opt(19)?) else { return Ok(None) };
    let (by, reason, witness) = (row.get(16)?, row.get(17)?, row.get(18)?);
    Ok(Some(Ended { at: Timestamp(at), by, reason, witness, erase_on }))
}
