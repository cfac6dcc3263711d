//! The audit log's SQL.

use gridward_database::{DbError, Param, Row, SetStatement, Statement, Tx, params};

use super::chain::Link;

static LAST: Statement = Statement::new("audit.last", "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1");
static ADD: Statement = Statement::new(
    "audit.add",
    "INSERT INTO audit (seq, at, person_id, verb, noun, record_id, area_ord, reason, detail, previous_hash, hash)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
);
static AFTER: Statement = Statement::new(
    "audit.after",
    "SELECT seq, at, person_id, verb, noun, record_id, area_ord, reason, detail, previous_hash, hash
     FROM audit WHERE seq > $1 ORDER BY seq LIMIT $2",
);

static ADD_ALL: SetStatement = SetStatement::new(
    "audit.add_all",
    "INSERT INTO audit (seq, at, person_id, verb, noun, record_id, area_ord, reason, detail, previous_hash, hash) VALUES ",
    "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "",
);

pub(crate) const SET_STATEMENTS: &[&SetStatement] = &[&ADD_ALL];
pub(super) const STATEMENTS: &[&Statement] = &[&LAST, &ADD, &AFTER];

pub(super) fn last(tx: &mut Tx<'_>) -> Result<Option<(i64, String)>, DbError> {
    tx.opt(&LAST, &[], |row| Ok((row.get(0)?, row.get(1)?)))
}

pub(super) fn add(tx: &mut Tx<'_>, link: &Link, hash: &str) -> Result<(), DbError> {
    tx.exec(&ADD, &values(link, hash)).map(drop)
}

/// Adds entries that follow one another.
pub(super) fn add_all(tx: &mut Tx<'_>, links: &[(Link, String)]) -> Result<(), DbError> {
    let rows: Vec<_> = links.iter().map(|(link, hash)| values(link, hash)).collect();
    tx.exec_set(&ADD_ALL, &[], &rows).map(drop)
}

fn values<'a>(link: &'a Link, hash: &'a str) -> [Param<'a>; 11] {
    params![
        link.seq,
        link.at,
        &link.person_id,
        &link.verb,
        &link.noun,
        &link.record_id,
        link.area_ord,
        &link.reason,
        &link.detail,
        &link.previous_hash,
        hash
    ]
}

pub(super) fn after(tx: &mut Tx<'_>, seq: i64, limit: i64) -> Result<Vec<(Link, String)>, DbError> {
    tx.all(&AFTER, &params![seq, limit], link)
}

fn link(row: &Row<'_>) -> Result<(Link, String), DbError> {
    let link = Link {
        seq: row.get(0)?,
        at: row.get(1)?,
        person_id: row.get(2)?,
        verb: row.get(3)?,
        noun: row.get(4)?,
        record_id: row.get(5)?,
        area_ord: row.get(6)?,
        reason: row.get(7)?,
        detail: row.get(8)?,
        previous_hash: row.get(9)?,
    };
    Ok((link, row.get(10)?))
}
