//! The SQL of people, log-ins and sessions.

use gridward_database::{DbError, Statement, Tx, params};
use gridward_domain::areas::OrdRange;
use gridward_domain::{Id, Timestamp};

use crate::HeldPost;

static FIND_SESSION: Statement = Statement::new(
    "people.find_session",
    "SELECT s.person_id, s.second_factor, s.seen_at FROM session s JOIN person p ON p.id = s.person_id
     WHERE s.token_hash = $1 AND s.ends_at > $2 AND p.ended_at IS NULL",
);
static MARK_SEEN: Statement =
    Statement::new("people.mark_seen", "UPDATE session SET seen_at = $2 WHERE token_hash = $1");
static HELD_POSTS: Statement = Statement::new(
    "people.held_posts",
    "SELECT id, role, area_id, area_ord, area_ord_end FROM post
     WHERE person_id = $1 AND from_at <= $2 AND (to_at IS NULL OR to_at > $2) ORDER BY id",
);

static ADD: Statement = Statement::new(
    "people.add",
    "INSERT INTO person (id, name, pinyin, work_phone, ended_at, rev) VALUES ($1, $2, $3, $4, NULL, 1)",
);
static ADD_SESSION: Statement = Statement::new(
    "people.add_session",
    "INSERT INTO session (token_hash, person_id, second_factor, created_at, seen_at, ends_at, device)
     VALUES ($1, $2, $3, $4, $4, $5, $6)",
);

pub(crate) const STATEMENTS: &[&Statement] = &[&FIND_SESSION, &MARK_SEEN, &HELD_POSTS, &ADD, &ADD_SESSION];

pub(super) fn add(tx: &mut Tx<'_>, id: Id, name: &str, pinyin: &str, work_phone: &str) -> Result<(), DbError> {
    tx.exec(&ADD, &params![id.to_string(), name, pinyin, work_phone]).map(drop)
}

pub(super) fn add_session(
    tx: &mut Tx<'_>,
    hash: &str,
    person: Id,
    second_factor: bool,
    times: (Timestamp, Timestamp),
    device: &str,
) -> Result<(), DbError> {
    let (now, ends) = times;
    tx.exec(&ADD_SESSION, &params![hash, person.to_string(), second_factor, now.0, ends.0, device]).map(drop)
}

/// A session as stored.
#[derive(Debug, Clone, Copy)]
pub(super) struct StoredSession {
    pub(super) person_id: Id,
    pub(super) second_factor: bool,
    pub(super) seen_at: Timestamp,
}

pub(super) fn find_session(tx: &mut Tx<'_>, hash: &str, now: Timestamp) -> Result<Option<StoredSession>, DbError> {
    tx.opt(&FIND_SESSION, &params![hash, now.0], |row| {
        Ok(StoredSession { person_id: row.parse(0)?, second_factor: row.get(1)?, seen_at: Timestamp(row.get(2)?) })
    })
}

pub(super) fn mark_seen(tx: &mut Tx<'_>, hash: &str, now: Timestamp) -> Result<(), DbError> {
    tx.exec(&MARK_SEEN, &params![hash, now.0]).map(drop)
}

/// The posts a person holds at an instant.
pub fn held_posts(tx: &mut Tx<'_>, person: Id, now: Timestamp) -> Result<Vec<HeldPost>, DbError> {
    tx.all(&HELD_POSTS, &params![person.to_string(), now.0], |row| {
        Ok(HeldPost {
            id: row.parse(0)?,
            role: row.parse(1)?,
            area_id: row.parse(2)?,
            range: OrdRange { from: row.get(3)?, to: row.get(4)? },
        })
    })
}
