//! The change feed: what changed, in the order of the commits, numbered without a gap.
//!
//! Numbers are given once per batch, by bumping one row in the transaction that holds the jurisdiction's write lock.
//! So a change is visible no later than any change with a higher number, and a reader that remembers the last number
//! it saw never misses a late commit.

use crate::error::DbError;
use crate::param::Param;
use crate::row::Row;
use crate::statement::{SetStatement, Statement};
use crate::together::SetCall;
use crate::tx::Tx;

/// A note that a record changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The order number of the area in which the record lies: who may see that area may see the change.
    pub area: i64,
    /// The kind of record: `households`, `receipts` ...
    pub noun: &'static str,
    /// The record's identity.
    pub id: String,
    /// Its revision after the change.
    pub rev: i64,
    /// What happened to it: `put`, `gone` ...
    pub op: &'static str,
}

/// A change with its place in the feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredChange {
    /// 1, 2, 3 ... in the order of the commits.
    pub seq: i64,
    /// The order number of the area in which the record lies.
    pub area: i64,
    /// The kind of record.
    pub noun: String,
    /// The record's identity.
    pub id: String,
    /// Its revision after the change.
    pub rev: i64,
    /// What happened to it.
    pub op: String,
}

pub(crate) static HEAD: Statement = Statement::new("change_head.seq", "SELECT seq FROM change_head WHERE one = 1");
pub(crate) static AFTER: Statement = Statement::new(
    "change.after",
    "SELECT seq, area, noun, id, rev, op FROM change WHERE seq > $1 ORDER BY seq LIMIT $2",
);
static BUMP: SetStatement = SetStatement::new(
    "change_head.bump",
    "UPDATE change_head SET seq = seq + ",
    "CAST(? AS BIGINT)",
    " WHERE one = 1 RETURNING seq",
);
/// Counts back from the head, so that it can travel with the statement that moves it.
static ADD: SetStatement = SetStatement::new(
    "change.add",
    "INSERT INTO change (seq, area, noun, id, rev, op) VALUES ",
    "((SELECT seq FROM change_head WHERE one = 1) - CAST(? AS BIGINT), ?, ?, ?, ?, ?)",
    "",
);

pub(crate) fn stored(row: &Row<'_>) -> Result<StoredChange, DbError> {
    Ok(StoredChange {
        seq: row.get(0)?,
        area: row.get(1)?,
        noun: row.get(2)?,
        id: row.get(3)?,
        rev: row.get(4)?,
        op: row.get(5)?,
    })
}

/// Commits with the batch's changes; answers the feed's new head, or nothing when there were none.
pub(crate) fn commit(tx: &mut Tx<'_>) -> Result<Option<i64>, DbError> {
    let changes = tx.take_changes();
    if changes.is_empty() {
        tx.session().commit()?;
        return Ok(None);
    }
    let count = i64::try_from(changes.len()).map_err(|_| DbError::Engine("too many changes".to_owned()))?;
    let rows: Vec<[Param<'_>; 6]> = (1..=count)
        .zip(&changes)
        .map(|(place, change)| {
            [
                Param::Int(count - place),
                Param::Int(change.area),
                Param::Text(change.noun),
                Param::Text(&change.id),
                Param::Int(change.rev),
                Param::Text(change.op),
            ]
        })
        .collect();
    let by = [[Param::Int(count)]];
    let (bump, add) = (SetCall::new(&BUMP, &[], &by), SetCall::new(&ADD, &[], &rows));
    let mut head = None;
    tx.session().commit_with(&[&bump, &add], &mut |_, row| {
        head = Some(row.get(0)?);
        Ok(())
    })?;
    Ok(head)
}
