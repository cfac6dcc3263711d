//! The SQL of rule tables.

use gridward_database::{DbError, Row, Statement, Tx, params};
use gridward_domain::rule_tables::{Holding, RuleTable};
use gridward_domain::{Id, Timestamp};

use super::record::StoredTable;
use crate::{Ctx, Error};

macro_rules! table {
    ($rest:literal) => {
        concat!(
            "SELECT t.id, t.response_id, t.content, t.to_on, t.drafted_at, COALESCE(d.name, ''), t.version, t.in_force_at,
       COALESCE(p.name, ''), t.withdrawn_at, COALESCE(w.name, ''), t.withdrawn_reason, t.rev,
       (SELECT MIN(n.in_force_at) FROM rule_table n WHERE n.response_id = t.response_id
         AND n.in_force_at > t.in_force_at AND n.withdrawn_at IS NULL)
     FROM rule_table t LEFT JOIN person d ON d.id = t.drafted_by LEFT JOIN person p ON p.id = t.put_by
       LEFT JOIN person w ON w.id = t.withdrawn_by ",
            $rest
        )
    };
}

static FIND: Statement = Statement::new("rule_tables.find", table!("WHERE t.id = $1"));
static BEFORE: Statement = Statement::new(
    "rule_tables.before",
    table!(
        "WHERE t.response_id = $1 AND (t.drafted_at, t.id) < ($2, $3) ORDER BY t.drafted_at DESC, t.id DESC LIMIT $4"
    ),
);
static DRAFTS: Statement = Statement::new(
    "rule_tables.drafts",
    "SELECT COUNT(*) FROM rule_table WHERE response_id = $1 AND in_force_at IS NULL",
);
static LATEST: Statement = Statement::new(
    "rule_tables.latest",
    "SELECT COALESCE(MAX(version), 0), MAX(CASE WHEN withdrawn_at IS NULL THEN in_force_at END)
     FROM rule_table WHERE response_id = $1",
);
static ADD: Statement = Statement::new(
    "rule_tables.add",
    "INSERT INTO rule_table (id, response_id, content, to_on, drafted_at, drafted_by, version, in_force_at, put_by,
       begun_at, ended_at, withdrawn_at, withdrawn_by, withdrawn_reason, rev)
     VALUES ($1, $2, $3, $4, $5, $6, 0, NULL, NULL, NULL, NULL, NULL, NULL, '', 1)",
);
static PUT: Statement =
    Statement::new("rule_tables.put", "UPDATE rule_table SET content = $2, to_on = $3, rev = rev + 1 WHERE id = $1");
static REMOVE: Statement = Statement::new("rule_tables.remove", "DELETE FROM rule_table WHERE id = $1");
static PUT_IN_FORCE: Statement = Statement::new(
    "rule_tables.put_in_force",
    "UPDATE rule_table SET version = $2, in_force_at = $3, put_by = $4, begun_at = CAST($5 AS BIGINT), rev = rev + 1
     WHERE id = $1",
);
static WITHDRAW: Statement = Statement::new(
    "rule_tables.withdraw",
    "UPDATE rule_table SET withdrawn_at = $2, withdrawn_by = $3, withdrawn_reason = $4, rev = rev + 1 WHERE id = $1",
);

pub(super) const STATEMENTS: &[&Statement] =
    &[&FIND, &BEFORE, &DRAFTS, &LATEST, &ADD, &PUT, &REMOVE, &PUT_IN_FORCE, &WITHDRAW];

pub(super) fn find(tx: &mut Tx<'_>, id: Id) -> Result<Option<StoredTable>, DbError> {
    tx.opt(&FIND, &params![id.to_string()], stored)
}

/// The tables of a response before one (by when they were begun), newest first.
pub(super) fn before(
    tx: &mut Tx<'_>,
    response: Id,
    (drafted_at, id): (i64, &str),
    limit: i64,
) -> Result<Vec<StoredTable>, DbError> {
    tx.all(&BEFORE, &params![response.to_string(), drafted_at, id, limit], stored)
}

/// How many drafts a response has.
pub(super) fn drafts(tx: &mut Tx<'_>, response: Id) -> Result<i64, DbError> {
    tx.one(&DRAFTS, &params![response.to_string()], |row| row.get(0))
}

/// The highest version of a response's tables, and the latest moment from which on one of them holds that was not taken
/// back.
pub(super) fn latest(tx: &mut Tx<'_>, response: Id) -> Result<(i64, Option<Timestamp>), DbError> {
    tx.one(&LATEST, &params![response.to_string()], |row| Ok((row.get(0)?, row.get::<Option<i64>>(1)?.map(Timestamp))))
}

pub(super) fn add(tx: &mut Tx<'_>, ctx: &Ctx, (id, response): (Id, Id), table: &RuleTable) -> Result<(), Error> {
    let to_on = table.to_on.map(|day| day.to_string());
    let values = params![
        id.to_string(),
        response.to_string(),
        serde_json::to_string(table)?,
        to_on,
        ctx.now.0,
        ctx.actor.to_string(),
    ];
    tx.exec(&ADD, &values)?;
    Ok(())
}

/// Writes what a draft says from now on.
pub(super) fn put(tx: &mut Tx<'_>, id: Id, table: &RuleTable) -> Result<(), Error> {
    let to_on = table.to_on.map(|day| day.to_string());
    tx.exec(&PUT, &params![id.to_string(), serde_json::to_string(table)?, to_on])?;
    Ok(())
}

pub(super) fn remove(tx: &mut Tx<'_>, id: Id) -> Result<(), DbError> {
    tx.exec(&REMOVE, &params![id.to_string()]).map(drop)
}

/// Writes from when on a table holds; `begun` where everybody has been asked to be looked at already.
pub(super) fn put_in_force(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    (id, version): (Id, i64),
    (at, begun): (Timestamp, Option<Timestamp>),
) -> Result<(), DbError> {
    let values = params![id.to_string(), version, at.0, ctx.actor.to_string(), begun.map(|at| at.0)];
    tx.exec(&PUT_IN_FORCE, &values).map(drop)
}

pub(super) fn withdraw(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, reason: &str) -> Result<(), DbError> {
    tx.exec(&WITHDRAW, &params![id.to_string(), ctx.now.0, ctx.actor.to_string(), reason]).map(drop)
}

fn stored(row: &Row<'_>) -> Result<StoredTable, DbError> {
    let moment = |at| row.get::<Option<i64>>(at).map(|at| at.map(Timestamp));
    let table = serde_json::from_str(row.text(2)?).map_err(|error| DbError::Shape(error.to_string()))?;
    let holding = Holding {
        in_force_at: moment(7)?,
        to_on: row.parse_opt(3)?,
        withdrawn_at: moment(9)?,
        replaced_at: moment(13)?,
    };
    Ok(StoredTable {
        id: row.parse(0)?,
        response_id: row.parse(1)?,
        table,
        drafted_at: Timestamp(row.get(4)?),
        drafted_by: row.get(5)?,
        version: row.get(6)?,
        put_by: row.get(8)?,
        holding,
        withdrawn_by: row.get(10)?,
        withdrawn_reason: row.get(11)?,
        rev: row.get(12)?,
    })
}
