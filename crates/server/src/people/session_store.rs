//! The SQL of sessions.

use gridward_database::{DbError, Row, Statement, Tx, params};
use gridward_domain::{Id, Timestamp};

static FIND: Statement = Statement::new(
    "people.find_session",
    "SELECT s.person_id, s.second_factor, s.waits_for_code, s.seen_at, s.idle, s.ends_at, s.device
     FROM session s JOIN person p ON p.id = s.person_id
     WHERE s.token_hash = $1 AND s.ends_at > $2 AND p.ended_at IS NULL",
);
static ADD: Statement = Statement::new(
    "people.add_session",
    "INSERT INTO session (token_hash, person_id, second_factor, waits_for_code, created_at, seen_at, idle, ends_at, device)
     VALUES ($1, $2, $3, $4, $5, $5, $6, $7, $8)",
);
static MARK_SEEN: Statement =
    Statement::new("people.mark_seen", "UPDATE session SET seen_at = $2 WHERE token_hash = $1");
static REMOVE: Statement = Statement::new("people.remove_session", "DELETE FROM session WHERE token_hash = $1");
static REMOVE_OF: Statement = Statement::new("people.remove_sessions_of", "DELETE FROM session WHERE person_id = $1");
static REMOVE_OTHERS: Statement =
    Statement::new("people.remove_other_sessions_of", "DELETE FROM session WHERE person_id = $1 AND token_hash <> $2");
static REMOVE_ENDED: Statement =
    Statement::new("people.remove_ended_sessions", "DELETE FROM session WHERE person_id = $1 AND ends_at <= $2");

pub(super) const STATEMENTS: &[&Statement] =
    &[&FIND, &ADD, &MARK_SEEN, &REMOVE, &REMOVE_OF, &REMOVE_OTHERS, &REMOVE_ENDED];

/// A session as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct StoredSession {
    pub(super) person_id: Id,
    pub(super) second_factor: bool,
    pub(super) waits_for_code: bool,
    pub(super) seen_at: Timestamp,
    pub(super) idle: i64,
    pub(super) ends_at: Timestamp,
    pub(super) device: String,
}

/// A session that has not ended, though it may have been idle for too long.
pub(super) fn find(tx: &mut Tx<'_>, hash: &str, now: Timestamp) -> Result<Option<StoredSession>, DbError> {
    tx.opt(&FIND, &params![hash, now.0], stored)
}

fn stored(row: &Row<'_>) -> Result<StoredSession, DbError> {
    Ok(StoredSession {
        person_id: row.parse(0)?,
        second_factor: row.get(1)?,
        waits_for_code: row.get(2)?,
        seen_at: Timestamp(row.get(3)?),
        idle: row.get(4)?,
        ends_at: Timestamp(row.get(5)?),
        device: row.get(6)?,
    })
}

pub(super) fn add(tx: &mut Tx<'_>, hash: &str, session: &StoredSession) -> Result<(), DbError> {
    tx.exec(
        &ADD,
        &params![
            hash,
            session.person_id.to_string(),
            session.second_factor,
            session.waits_for_code,
            session.seen_at.0,
            session.idle,
            session.ends_at.0,
            &session.device
        ],
    )
    .map(drop)
}

pub(super) fn mark_seen(tx: &mut Tx<'_>, hash: &str, now: Timestamp) -> Result<(), DbError> {
    tx.exec(&MARK_SEEN, &params![hash, now.0]).map(drop)
}

pub(super) fn remove(tx: &mut Tx<'_>, hash: &str) -> Result<(), DbError> {
    tx.exec(&REMOVE, &params![hash]).map(drop)
}

/// Ends all sessions of a person; tells how many there were.
pub(super) fn remove_of(tx: &mut Tx<'_>, person: Id) -> Result<u64, DbError> {
    tx.exec(&REMOVE_OF, &params![person.to_string()])
}

/// Ends all sessions of a person but one.
pub(super) fn remove_others(tx: &mut Tx<'_>, person: Id, hash: &str) -> Result<(), DbError> {
    tx.exec(&REMOVE_OTHERS, &params![person.to_string(), hash]).map(drop)
}

/// Forgets the sessions of a person that have ended.
pub(super) fn remove_ended(tx: &mut Tx<'_>, person: Id, now: Timestamp) -> Result<(), DbError> {
    tx.exec(&REMOVE_ENDED, &params![person.to_string(), now.0]).map(drop)
}
