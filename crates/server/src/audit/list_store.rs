//! The SQL of reading the log by page.

use gridward_database::{DbError, Row, Statement, Tx, params};
use gridward_domain::{Id, Timestamp};

macro_rules! within {
    ($rest:literal) => {
        concat!(
            "SELECT l.seq, l.at, l.person_id, n.name, l.verb, l.noun, l.record_id, l.area_ord, l.reason, l.detail
     FROM audit l LEFT JOIN person n ON n.id = l.person_id
     WHERE l.seq >= $1 AND l.seq < $2 AND l.at >= $3 AND l.at < $4 AND (CAST($5 AS TEXT) IS NULL OR l.noun = $5) ",
            $rest,
            " ORDER BY l.seq DESC"
        )
    };
}

static WITHIN: Statement = Statement::new("audit.within", within!(""));
static WITHIN_OF: Statement = Statement::new("audit.within_of_person", within!("AND l.person_id = $6"));
static LAST_BEFORE: Statement =
    Statement::new("audit.last_before", "SELECT seq FROM audit WHERE at < $1 ORDER BY at DESC, seq DESC LIMIT 1");
static FIRST_SINCE: Statement =
    Statement::new("audit.first_since", "SELECT seq FROM audit WHERE at >= $1 ORDER BY at, seq LIMIT 1");

pub(super) const STATEMENTS: &[&Statement] = &[&WITHIN, &WITHIN_OF, &LAST_BEFORE, &FIRST_SINCE];

/// An entry as the list reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct StoredEntry {
    pub(super) seq: i64,
    pub(super) at: Timestamp,
    pub(super) person_id: Id,
    pub(super) person_name: Option<String>,
    pub(super) verb: String,
    pub(super) noun: String,
    pub(super) record_id: Id,
    pub(super) area_ord: i64,
    pub(super) reason: String,
    pub(super) detail: String,
}

/// Which entries: the numbers and times from the first on, before the second.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted<'a> {
    pub(super) seqs: (i64, i64),
    pub(super) noun: Option<&'a str>,
    pub(super) person: Option<Id>,
    pub(super) times: (i64, i64),
}

/// The entries of a run of numbers, newest first.
pub(super) fn within(tx: &mut Tx<'_>, wanted: Wanted<'_>) -> Result<Vec<StoredEntry>, DbError> {
    let Wanted { seqs, noun, person, times } = wanted;
    match person {
        None => tx.all(&WITHIN, &params![seqs.0, seqs.1, times.0, times.1, noun], entry),
        Some(person) => tx.all(&WITHIN_OF, &params![seqs.0, seqs.1, times.0, times.1, noun, person.to_string()], entry),
    }
}

/// The number of the last entry before an instant.
pub(super) fn last_before(tx: &mut Tx<'_>, at: Timestamp) -> Result<Option<i64>, DbError> {
    tx.opt(&LAST_BEFORE, &params![at.0], |row| row.get(0))
}

/// The number of the first entry since an instant.
pub(super) fn first_since(tx: &mut Tx<'_>, at: Timestamp) -> Result<Option<i64>, DbError> {
    tx.opt(&FIRST_SINCE, &params![at.0], |row| row.get(0))
}

fn entry(row: &Row<'_>) -> Result<StoredEntry, DbError> {
    Ok(StoredEntry {
        seq: row.get(0)?,
        at: Timestamp(row.get(1)?),
        person_id: row.parse(2)?,
        person_name: row.get(3)?,
        verb: row.get(4)?,
        noun: row.get(5)?,
        record_id: row.parse(6)?,
        area_ord: row.get(7)?,
        reason: row.get(8)?,
        detail: row.get(9)?,
    })
}
