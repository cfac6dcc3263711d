//! The roll-up of reach per directive and grid, kept in the transaction that changes a door.

use std::collections::BTreeMap;

use gridward_database::{Change, DbError, Param, SetCall, SetStatement, Statement, Tx, params};
use gridward_domain::Id;
use gridward_domain::directives::Delta;

use crate::households::Grid;

static ADD: SetStatement = SetStatement::new(
    "directives.roll_up",
    "INSERT INTO directive_reach (directive_id, grid_id, grid_ord, told, confirmed, refused, nobody_home, no_phone,
       refused_to_open, within_15m, within_30m, within_1h, within_2h, within_4h, within_8h, within_12h, within_24h,
       within_48h, within_72h, within_7d, later, last_reached_at, last_report_at) VALUES ",
    "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    " ON CONFLICT (directive_id, grid_id) DO UPDATE SET told = directive_reach.told + excluded.told,
       confirmed = directive_reach.confirmed + excluded.confirmed,
       refused = directive_reach.refused + excluded.refused,
       nobody_home = directive_reach.nobody_home + excluded.nobody_home,
       no_phone = directive_reach.no_phone + excluded.no_phone,
       refused_to_open = directive_reach.refused_to_open + excluded.refused_to_open,
       within_15m = directive_reach.within_15m + excluded.within_15m,
       within_30m = directive_reach.within_30m + excluded.within_30m,
       within_1h = directive_reach.within_1h + excluded.within_1h,
       within_2h = directive_reach.within_2h + excluded.within_2h,
       within_4h = directive_reach.within_4h + excluded.within_4h,
       within_8h = directive_reach.within_8h + excluded.within_8h,
       within_12h = directive_reach.within_12h + excluded.within_12h,
       within_24h = directive_reach.within_24h + excluded.within_24h,
       within_48h = directive_reach.within_48h + excluded.within_48h,
       within_72h = directive_reach.within_72h + excluded.within_72h,
       within_7d = directive_reach.within_7d + excluded.within_7d,
       later = directive_reach.later + excluded.later,
       last_reached_at = CASE WHEN excluded.last_reached_at > directive_reach.last_reached_at
         THEN excluded.last_reached_at ELSE directive_reach.last_reached_at END,
       last_report_at = CASE WHEN excluded.last_report_at > directive_reach.last_report_at
         THEN excluded.last_report_at ELSE directive_reach.last_report_at END",
);
/// The latest reached door of a grid, counted again: after a correction it may lie earlier than before.
static LAST_REACHED: Statement = Statement::new(
    "directives.last_reached",
    "UPDATE directive_reach SET last_reached_at = COALESCE((SELECT MAX(d.reached_at) FROM household h
       JOIN door d ON d.directive_id = $1 AND d.household_id = h.id AND d.grid_ord = h.grid_ord
       WHERE h.grid_ord = $2), 0) WHERE directive_id = $1 AND grid_id = $3",
);

pub(super) const STATEMENTS: &[&Statement] = &[&LAST_REACHED];
pub(super) const SET_STATEMENTS: &[&SetStatement] = &[&ADD];

/// What changes in the roll-up, by directive and grid, in the order in which rows are locked.
pub(crate) type RollUp = BTreeMap<(Id, Grid), Delta>;

/// Adds the changes to the roll-up and tells the feed of each grid once.
pub(crate) fn apply(tx: &mut Tx<'_>, roll_up: &RollUp) -> Result<(), DbError> {
    tx.exec_together(&[add(&rows(roll_up))])?;
    tell(tx, roll_up);
    Ok(())
}

/// The rows of changes, for [`add`].
pub(super) fn rows(roll_up: &RollUp) -> Vec<[Param<'static>; 23]> {
    roll_up.iter().map(|((directive, grid), delta)| values(*directive, *grid, delta)).collect()
}

/// Adds changes to the roll-up, by their rows.
pub(super) fn add<'a>(rows: &'a [[Param<'a>; 23]]) -> SetCall<'a> {
    SetCall::new(&ADD, &[], rows)
}

/// Tells the feed of each grid once.
pub(super) fn tell(tx: &mut Tx<'_>, roll_up: &RollUp) {
    for (directive, grid) in roll_up.keys() {
        tx.note_change(Change { area: grid.ord, noun: "receipts", id: directive.to_string(), rev: 0, op: "count" });
    }
}

/// Looks for the latest reached door of these grids again.
pub(super) fn recount_last(tx: &mut Tx<'_>, places: impl Iterator<Item = (Id, Grid)>) -> Result<(), DbError> {
    for (directive, grid) in places {
        tx.exec(&LAST_REACHED, &params![directive.to_string(), grid.ord, grid.id.to_string()])?;
    }
    Ok(())
}

fn values(directive: Id, grid: Grid, delta: &Delta) -> [Param<'static>; 23] {
    let counts = &delta.counts;
    let [m15, m30, h1, h2, h4, h8, h12, h24, h48, h72, d7, later] = delta.times.0;
    params![
        directive.to_string(),
        grid.id.to_string(),
        grid.ord,
        counts.told,
        counts.confirmed,
        counts.refused,
        counts.nobody_home,
        counts.no_phone,
        counts.refused_to_open,
        m15,
        m30,
        h1,
        h2,
        h4,
        h8,
        h12,
        h24,
        h48,
        h72,
        d7,
        later,
        delta.last_reached.0,
        delta.last_report.0
    ]
}
