//! The receipts' own SQL, and the problems they open.

use gridward_database::{DbError, Param, Row, SetCall, SetStatement, Statement, Tx, params};
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

/// What a stored receipt is known by: who brought it, of which door.
pub(super) type Origin = (Id, Id, Id);

/// The receipts of these op_ids that are kept already: their op_id and origin.
pub(super) fn known<'a>(ops: &'a [[Param<'a>; 1]]) -> SetCall<'a> {
    SetCall::new(&KNOWN, &[], ops)
}

pub(super) fn origin(row: &Row<'_>) -> Result<(Id, Origin), DbError> {
    Ok((row.parse(0)?, (row.parse(1)?, row.parse(2)?, row.parse(3)?)))
}

/// The grids of those of the households that live.
pub(super) fn homes<'a>(households: &'a [[Param<'a>; 1]]) -> SetCall<'a> {
    SetCall::new(&HOMES, &[], households)
}

pub(super) fn home(row: &Row<'_>) -> Result<(Id, Grid), DbError> {
    Ok((row.parse(0)?, Grid { id: row.parse(1)?, ord: row.get(2)? }))
}

/// Which posts hold these households in their sets at a moment: (post, household).
pub(super) fn held<'a>(now: &'a [Param<'a>; 1], households: &'a [[Param<'a>; 1]]) -> SetCall<'a> {
    SetCall::new(&HELD, now, households)
}

pub(super) fn hold(row: &Row<'_>) -> Result<(Id, Id), DbError> {
    Ok((row.parse(0)?, row.parse(1)?))
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

/// The rows of receipts to be kept and of the problems that they open.
pub(super) struct Rows<'k> {
    receipts: Vec<[Param<'k>; 13]>,
    problems: Vec<[Param<'k>; 8]>,
}

impl<'k> Rows<'k> {
    pub(super) fn of(kept: &'k [Kept<'_>]) -> Self {
        Self { receipts: kept.iter().map(values).collect(), problems: kept.iter().filter_map(problem).collect() }
    }

    pub(super) fn calls(&self) -> [SetCall<'_>; 2] {
        [SetCall::new(&ADD, &[], &self.receipts), SetCall::new(&ADD_PROBLEM, &[], &self.problems)]
    }
}

fn problem<'k>(kept: &'k Kept<'_>) -> Option<[Param<'k>; 8]> {
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
