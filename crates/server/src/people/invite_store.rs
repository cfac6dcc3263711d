//! The SQL of one-time links.

use gridward_database::{DbError, Statement, Tx, params};
use gridward_domain::{Id, Timestamp};

static FIND: Statement = Statement::new(
    "people.find_invite",
    "SELECT i.person_id FROM invite i JOIN person p ON p.id = i.person_id
     WHERE i.token_hash = $1 AND i.ends_at > $2 AND i.used_at IS NULL AND p.ended_at IS NULL",
);
static ADD: Statement = Statement::new(
    "people.add_invite",
    "INSERT INTO invite (token_hash, person_id, made_at, ends_at, used_at) VALUES ($1, $2, $3, $4, NULL)",
);
static MARK_USED: Statement =
    Statement::new("people.mark_invite_used", "UPDATE invite SET used_at = $2 WHERE token_hash = $1");
static REMOVE_OF: Statement =
    Statement::new("people.remove_invites_of", "DELETE FROM invite WHERE person_id = $1 AND used_at IS NULL");

pub(super) const STATEMENTS: &[&Statement] = &[&FIND, &ADD, &MARK_USED, &REMOVE_OF];

/// Whose link this is, as long as it works.
pub(super) fn find(tx: &mut Tx<'_>, hash: &str, now: Timestamp) -> Result<Option<Id>, DbError> {
    tx.opt(&FIND, &params![hash, now.0], |row| row.parse(0))
}

/// Adds a link with when it was made and until when it works.
pub(super) fn add(tx: &mut Tx<'_>, hash: &str, person: Id, times: (Timestamp, Timestamp)) -> Result<(), DbError> {
    tx.exec(&ADD, &params![hash, person.to_string(), times.0.0, times.1.0]).map(drop)
}

pub(super) fn mark_used(tx: &mut Tx<'_>, hash: &str, now: Timestamp) -> Result<(), DbError> {
    tx.exec(&MARK_USED, &params![hash, now.0]).map(drop)
}

/// Forgets the unused links of a person.
pub(super) fn remove_of(tx: &mut Tx<'_>, person: Id) -> Result<(), DbError> {
    tx.exec(&REMOVE_OF, &params![person.to_string()]).map(drop)
}
