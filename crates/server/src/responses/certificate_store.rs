//! The SQL of erasing and of certificates.

use gridward_database::{DbError, Statement, Tx, params};
use gridward_domain::{Id, Timestamp};
use jiff::civil::Date;

use super::certificate::{Certified, Chain};
use super::erase::Due;

static DUE: Statement = Statement::new(
    "responses.due",
    "SELECT id, closed_at FROM response WHERE state = 'closed' AND erase_on <= $1 ORDER BY erase_on, id",
);
static COUNT: Statement = Statement::new(
    "responses.count_erased",
    "INSERT INTO response_erased (response_id, noun, records) VALUES ($1, $2, $3)
     ON CONFLICT (response_id, noun) DO UPDATE SET records = response_erased.records + excluded.records",
);
static COUNTS: Statement = Statement::new(
    "responses.erased",
    "SELECT noun, records FROM response_erased WHERE response_id = $1 ORDER BY noun",
);
static FORGET_OUTCOMES: Statement = Statement::new(
    "responses.forget_outcomes",
    "UPDATE command SET outcome = '{}' WHERE op_id IN
       (SELECT op_id FROM command WHERE verb = $1 AND at <= $2 AND outcome <> '{}' LIMIT $3)",
);
static BLANK: Statement = Statement::new("responses.blank", "UPDATE response SET closing_reason = '' WHERE id = $1");
static MARK_ERASED: Statement =
    Statement::new("responses.mark_erased", "UPDATE response SET state = 'erased', rev = rev + 1 WHERE id = $1");
static ADD: Statement = Statement::new(
    "responses.add_certificate",
    "INSERT INTO response_certificate (response_id, erased_at, audit_seq, audit_hash, backups_until)
     VALUES ($1, $2, $3, $4, $5)",
);
static FIND: Statement = Statement::new(
    "responses.find_certificate",
    "SELECT erased_at, audit_seq, audit_hash, backups_until FROM response_certificate WHERE response_id = $1",
);

static OVERDUE: Statement = Statement::new(
    "responses.overdue",
    "SELECT COUNT(*), MIN(erase_on) FROM response WHERE state = 'closed' AND erase_on < $1",
);

pub(super) const STATEMENTS: &[&Statement] =
    &[&OVERDUE, &DUE, &COUNT, &COUNTS, &FORGET_OUTCOMES, &BLANK, &MARK_ERASED, &ADD, &FIND];

/// The closed responses whose day has come, the longest overdue first.
pub(super) fn due(tx: &mut Tx<'_>, today: Date) -> Result<Vec<Due>, DbError> {
    tx.all(&DUE, &params![today.to_string()], |row| Ok(Due { id: row.parse(0)?, closed_at: Timestamp(row.get(1)?) }))
}

/// How many closed responses should have been erased before today, and the first day of them.
pub(super) fn overdue(tx: &mut Tx<'_>, today: Date) -> Result<(i64, Option<Date>), DbError> {
    tx.one(&OVERDUE, &params![today.to_string()], |row| Ok((row.get(0)?, row.parse_opt(1)?)))
}

/// Runs an eraser's statement; answers how many records it touched.
pub(super) fn erase(tx: &mut Tx<'_>, statement: &Statement, response: Id, most: i64) -> Result<i64, DbError> {
    tx.exec(statement, &params![response.to_string(), most]).map(touched)
}

/// Adds to the number of records of a kind that are erased.
pub(super) fn count(tx: &mut Tx<'_>, response: Id, noun: &str, records: i64) -> Result<(), DbError> {
    tx.exec(&COUNT, &params![response.to_string(), noun, records]).map(drop)
}

/// The kinds with how many of their records are erased.
pub(super) fn counts(tx: &mut Tx<'_>, response: Id) -> Result<Vec<(String, i64)>, DbError> {
    tx.all(&COUNTS, &params![response.to_string()], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Forgets what commands up to an instant were answered; answers how many. That they were run stays known.
pub(super) fn forget_outcomes(tx: &mut Tx<'_>, verb: &str, to: Timestamp, most: i64) -> Result<i64, DbError> {
    tx.exec(&FORGET_OUTCOMES, &params![verb, to.0, most]).map(touched)
}

/// Removes what people wrote about the response itself.
pub(super) fn blank(tx: &mut Tx<'_>, response: Id) -> Result<(), DbError> {
    tx.exec(&BLANK, &params![response.to_string()]).map(drop)
}

fn touched(rows: u64) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}

/// Writes the certificate; the response counts as erased from now on.
pub(super) fn add(
    tx: &mut Tx<'_>,
    response: Id,
    at: Timestamp,
    (seq, hash): (i64, &str),
    backups_until: Date,
) -> Result<(), DbError> {
    let id = response.to_string();
    tx.exec(&MARK_ERASED, &params![&id])?;
    tx.exec(&ADD, &params![&id, at.0, seq, hash, backups_until.to_string()]).map(drop)
}

pub(super) fn find(tx: &mut Tx<'_>, response: Id) -> Result<Option<Certified>, DbError> {
    tx.opt(&FIND, &params![response.to_string()], |row| {
        let chain = Chain { seq: row.get(1)?, hash: row.get(2)? };
        Ok(Certified { erased_at: Timestamp(row.get(0)?), chain, backups_until: row.parse(3)? })
    })
}
