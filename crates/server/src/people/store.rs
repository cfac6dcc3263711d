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

pub(crate) const STATEMENTS: &[&Statement] = &[&FIND_SESSION, &MARK_SEEN, &HELD_POSTS];

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
pub(crate) fn held_posts(tx: &mut Tx<'_>, person: Id, now: Timestamp) -> Result<Vec<HeldPost>, DbError> {
    tx.all(&HELD_POSTS, &params![person.to_string(), now.0], |row| {
        Ok(HeldPost {
            id: row.parse(0)?,
            role: row.parse(1)?,
            area_id: row.parse(2)?,
            range: OrdRange { from: row.get(3)?, to: row.get(4)? },
        })
    })
}
