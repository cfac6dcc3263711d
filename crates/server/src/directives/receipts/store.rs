//! The receipts' own SQL, and the problems they open.

use std::collections::HashMap;

use gridward_database::{DbError, Param, SetStatement, Statement, Tx, params};
use gridward_domain::directives::Entry;
use gridward_domain::{Id, Timestamp};

use super::input::ReceiptCommand;
use crate::households::Grid;

static KNOWN: SetStatement = SetStatement::new(
    "receipts.known",
    "SELECT id, person_id, directive_id, household_id FROM receipt WHERE id IN (",
    "?",
    ")",
);
static OF_DOOR: Statement = Statement::new(
    "receipts.of_door",
    "SELECT id, state, reason, corrects, device_at, server_at FROM receipt
     WHERE household_id = $1 AND directive_id = $2",
);
static ADD: SetStatement = SetStatement::new(
    "receipts.add",
    "INSERT INTO receipt (id, directive_id, household_id, version, state, reason, channel, how_known, person_id,
       device_at, server_at, corrects, note) VALUES ",
    "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, CAST(? AS TEXT), ?)",
    "",
);
static HOMES: SetStatement = SetStatement::new(
    "receipts.homes",
    "SELECT id, grid_id, grid_ord FROM household WHERE to_at IS NULL AND id IN (",
    "?",
    ")",
);
static HELD: SetStatement = SetStatement::new(
    "receipts.held",
    "SELECT post_id, household_id FROM post_household WHERE from_at <= $1 AND (to_at IS NULL OR to_at > $1)
       AND household_id IN (",
    "?",
    ")",
);
static ADD_PROBLEM: SetStatement = SetStatement::new(
    "problems.add_refused",
    "INSERT INTO problem (id, state, kind, directive_id, household_id, receipt_id, grid_ord, found_at, found_by, detail)
     VALUES ",
    "(?, 'found', 'refused', ?, ?, ?, ?, ?, ?, ?)",
    "",
);
static DROP_PROBLEM: Statement = Statement::new(
    "problems.drop_refused",
    "UPDATE problem SET state = 'closed', detail = $2 WHERE receipt_id = $1 AND state = 'found'",
);

pub(super) const STATEMENTS: &[&Statement] = &[&OF_DOOR, &DROP_PROBLEM];
pub(super) const SET_STATEMENTS: &[&SetStatement] = &[&KNOWN, &ADD, &HOMES, &HELD, &ADD_PROBLEM];

fn ids<'i>(ids: impl Iterator<Item = &'i Id>) -> Vec<[Param<'static>; 1]> {
    ids.map(|id| params![id.to_string()]).collect()
}

/// What a stored receipt is known by: who brought it, of which door.
pub(super) type Origin = (Id, Id, Id);

/// The receipts of these op_ids that are kept already.
pub(super) fn known<'i>(tx: &mut Tx<'_>, ops: impl Iterator<Item = &'i Id>) -> Result<HashMap<Id, Origin>, DbError> {
    let found =
        tx.all_set(&KNOWN, &[], &ids(ops), |row| Ok((row.parse(0)?, (row.parse(1)?, row.parse(2)?, row.parse(3)?))))?;
    Ok(found.into_iter().collect())
}

/// The grids of live households.
pub(super) fn homes<'i>(tx: &mut Tx<'_>, homes: impl Iterator<Item = &'i Id>) -> Result<HashMap<Id, Grid>, DbError> {
    let found =
        tx.all_set(&HOMES, &[], &ids(homes), |row| Ok((row.parse(0)?, Grid { id: row.parse(1)?, ord: row.get(2)? })))?;
    Ok(found.into_iter().collect())
}

/// Which posts hold these households in their sets: (post, household).
pub(super) fn held<'i>(
    tx: &mut Tx<'_>,
    homes: impl Iterator<Item = &'i Id>,
    now: Timestamp,
) -> Result<Vec<(Id, Id)>, DbError> {
    tx.all_set(&HELD, &params![now.0], &ids(homes), |row| Ok((row.parse(0)?, row.parse(1)?)))
}

/// All receipts of a door, as the rules see them.
pub(super) fn entries(
    tx: &mut Tx<'_>,
    (directive, household): (Id, Id),
    issued: Timestamp,
) -> Result<Vec<Entry>, DbError> {
    tx.all(&OF_DOOR, &params![household.to_string(), directive.to_string()], |row| {
        Ok(Entry {
            id: row.parse(0)?,
            state: row.parse(1)?,
            reason: row.text(2)?.parse().ok(),
            corrects: row.parse_opt(3)?,
            at: held_between(Timestamp(row.get(4)?), issued, Timestamp(row.get(5)?)),
        })
    })
}

/// A device's time, held between the issue of the directive and the arrival at the server.
pub(super) fn held_between(device: Timestamp, issued: Timestamp, server: Timestamp) -> Timestamp {
    device.max(issued).min(server.max(issued))
}

/// A receipt to be kept.
#[derive(Debug)]
pub(super) struct Kept<'a> {
    pub(super) command: &'a ReceiptCommand,
    pub(super) person: Id,
    pub(super) server_at: Timestamp,
    pub(super) grid: Grid,
    /// Whether it opens a problem.
    pub(super) problem: Option<Id>,
}

/// Keeps receipts and opens their problems.
pub(super) fn add_all(tx: &mut Tx<'_>, kept: &[Kept<'_>]) -> Result<(), DbError> {
    let rows: Vec<[Param<'_>; 13]> = kept.iter().map(values).collect();
    tx.exec_set(&ADD, &[], &rows)?;
    let problems: Vec<[Param<'_>; 8]> = kept
        .iter()
        .filter_map(|kept| {
            let input = &kept.command.input;
            Some(params![
                kept.problem?.to_string(),
                input.directive_id.to_string(),
                input.household_id.to_string(),
                kept.command.op_id.to_string(),
                kept.grid.ord,
                kept.server_at.0,
                kept.person.to_string(),
                &input.note
            ])
        })
        .collect();
    tx.exec_set(&ADD_PROBLEM, &[], &problems).map(drop)
}

/// Closes the problem that a receipt opened, since the receipt was corrected.
pub(super) fn drop_problem(tx: &mut Tx<'_>, receipt: Id, why: &str) -> Result<(), DbError> {
    tx.exec(&DROP_PROBLEM, &params![receipt.to_string(), why]).map(drop)
}

fn values<'k>(kept: &'k Kept<'_>) -> [Param<'k>; 13] {
    let input = &kept.command.input;
    params![
        kept.command.op_id.to_string(),
        input.directive_id.to_string(),
        input.household_id.to_string(),
        input.version,
        input.state.name(),
        input.reason.map_or("", |reason| reason.name()),
        input.channel.name(),
        input.how_known.name(),
        kept.person.to_string(),
        input.device_at.0,
        kept.server_at.0,
        input.corrects.map(|id| id.to_string()),
        &input.note
    ]
}
