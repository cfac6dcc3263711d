//! The doors' SQL: where each stands, and in which grid.

use gridward_database::{DbError, Param, Row, SetCall, SetStatement, Statement, Tx, params};
use gridward_domain::directives::{ReceiptState, Standing};
use gridward_domain::{Id, Timestamp};

use crate::households::Grid;

macro_rules! door {
    ($rest:literal) => {
        concat!(
            "SELECT d.directive_id, d.household_id, d.grid_id, d.grid_ord, d.rank, d.reason, d.channel, d.version,
       d.reported_at, d.reached_at, d.receipt_id FROM door d ",
            $rest
        )
    };
}

static OF_DIRECTIVE: SetStatement =
    SetStatement::new("doors.of_directive", door!("WHERE d.directive_id = $1 AND d.household_id IN ("), "?", ")");
static OF_HOUSEHOLD: Statement = Statement::new(
    "doors.of_household",
    door!("JOIN directive v ON v.id = d.directive_id WHERE v.state = 'issued' AND d.household_id = $1"),
);
static PUT: SetStatement = SetStatement::new(
    "doors.put",
    "INSERT INTO door (directive_id, household_id, grid_id, grid_ord, rank, reason, channel, version, reported_at,
       reached_at, receipt_id) VALUES ",
    "(?, ?, ?, ?, ?, ?, ?, ?, ?, CAST(? AS BIGINT), ?)",
    " ON CONFLICT (directive_id, household_id) DO UPDATE SET grid_id = excluded.grid_id,
       grid_ord = excluded.grid_ord, rank = excluded.rank, reason = excluded.reason, channel = excluded.channel,
       version = excluded.version, reported_at = excluded.reported_at, reached_at = excluded.reached_at,
       receipt_id = excluded.receipt_id",
);

pub(super) const STATEMENTS: &[&Statement] = &[&OF_HOUSEHOLD];
pub(super) const SET_STATEMENTS: &[&SetStatement] = &[&OF_DIRECTIVE, &PUT];

/// A directive at a door.
pub(super) type Key = (Id, Id);

/// A door that has had a receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DoorRow {
    pub(crate) directive: Id,
    pub(crate) household: Id,
    /// The grid whose figures count it; nothing once the household has ended.
    pub(crate) grid: Option<Grid>,
    /// Nothing where all receipts were taken back.
    pub(crate) standing: Option<Standing>,
    /// The latest receipt's channel and version.
    pub(crate) channel: String,
    pub(crate) version: i64,
}

/// Those of a directive's doors at these households that have had a receipt.
pub(super) fn of_directive<'a>(directive: &'a [Param<'a>; 1], households: &'a [[Param<'a>; 1]]) -> SetCall<'a> {
    SetCall::new(&OF_DIRECTIVE, directive, households)
}

/// The doors of a household, of directives that are in force.
pub(crate) fn of_household(tx: &mut Tx<'_>, household: Id) -> Result<Vec<DoorRow>, DbError> {
    tx.all(&OF_HOUSEHOLD, &params![household.to_string()], door)
}

/// Writes where doors stand now; none may be named twice.
pub(crate) fn put_all<'d>(tx: &mut Tx<'_>, doors: impl Iterator<Item = &'d DoorRow>) -> Result<(), DbError> {
    tx.exec_together(&[put(&rows(doors))]).map(drop)
}

/// The rows of doors, for [`put`].
pub(super) fn rows<'d>(doors: impl Iterator<Item = &'d DoorRow>) -> Vec<[Param<'d>; 11]> {
    doors.map(values).collect()
}

/// Writes where doors stand now, by their rows; none may be named twice.
pub(super) fn put<'a>(rows: &'a [[Param<'a>; 11]]) -> SetCall<'a> {
    SetCall::new(&PUT, &[], rows)
}

fn values(door: &DoorRow) -> [Param<'_>; 11] {
    let standing = door.standing.as_ref();
    params![
        door.directive.to_string(),
        door.household.to_string(),
        door.grid.map(|grid| grid.id.to_string()).unwrap_or_default(),
        door.grid.map_or(-1, |grid| grid.ord),
        standing.map_or(0, |standing| standing.state.rank()),
        standing.and_then(|standing| standing.reason).map_or("", |reason| reason.name()),
        &door.channel,
        door.version,
        standing.map_or(0, |standing| standing.at.0),
        standing.and_then(|standing| standing.reached_at).map(|at| at.0),
        standing.map(|standing| standing.receipt.to_string()).unwrap_or_default()
    ]
}

pub(super) fn door(row: &Row<'_>) -> Result<DoorRow, DbError> {
    let state = ReceiptState::of_rank(row.get(4)?);
    let grid_id = row.text(2)?;
    let grid = if grid_id.is_empty() { None } else { Some(Grid { id: row.parse(2)?, ord: row.get(3)? }) };
    let standing = match state {
        None => None,
        Some(state) => Some(Standing {
            state,
            reason: row.text(5)?.parse().ok(),
            receipt: row.parse(10)?,
            at: Timestamp(row.get(8)?),
            reached_at: row.get::<Option<i64>>(9)?.map(Timestamp),
        }),
    };
    let (directive, household) = (row.parse(0)?, row.parse(1)?);
    Ok(DoorRow { directive, household, grid, standing, channel: row.get(6)?, version: row.get(7)? })
}
