//! Follow-ups per grid, day and kind: kept in the transaction that changes them, so that boards count no rows.

use std::collections::BTreeMap;

use gridward_database::{DbError, Param, SetStatement, Statement, Tx, params};
use gridward_domain::Id;
use gridward_domain::follow_ups::{FollowUpKind, FollowUpState};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::follow_up::FollowUpRecord;
use crate::{Ctx, Error, plans};

static COUNT: SetStatement = SetStatement::new(
    "follow_ups.count",
    "INSERT INTO follow_up_count (response_id, grid_id, grid_ord, due_on, kind, due, done, missed, escalated) VALUES ",
    "(?, ?, CAST(? AS BIGINT), ?, ?, CAST(? AS BIGINT), CAST(? AS BIGINT), CAST(? AS BIGINT), CAST(? AS BIGINT))",
    " ON CONFLICT (response_id, grid_id, due_on, kind) DO UPDATE SET due = follow_up_count.due + excluded.due,
       done = follow_up_count.done + excluded.done, missed = follow_up_count.missed + excluded.missed,
       escalated = follow_up_count.escalated + excluded.escalated",
);
static KEPT: Statement = Statement::new(
    "follow_ups.counts",
    "SELECT grid_id, kind, due, done, missed, escalated FROM follow_up_count
     WHERE response_id = $1 AND due_on = $2 AND grid_ord >= $3 AND grid_ord < $4 AND due <> 0
     ORDER BY grid_ord, kind",
);

pub(super) const STATEMENTS: &[&Statement] = &[&KEPT];
pub(super) const SET_STATEMENTS: &[&SetStatement] = &[&COUNT];

/// Which counts are asked for.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct FollowUpCountQuery {
    /// The response.
    #[param(value_type = String)]
    pub response: Id,
    /// The day; today when absent.
    #[param(value_type = Option<String>, format = Date)]
    pub on: Option<Date>,
    /// The area; all in reach when absent.
    #[param(value_type = Option<String>)]
    pub area: Option<Id>,
}

/// What was to be done in a grid on a day, and what was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FollowUpCount {
    /// The grid; the village, for those whose grid nobody knows yet.
    pub grid_id: Id,
    /// Visits or tests.
    pub kind: FollowUpKind,
    /// All that were or are due; what was cancelled is left out.
    pub due: i64,
    /// Those that are done.
    pub done: i64,
    /// Those that were not done on their day, or at which nobody was met.
    pub missed: i64,
    /// Of the missed, those that climbed.
    pub escalated: i64,
}

/// The counts of an area on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FollowUpCounts {
    /// The day.
    #[schema(value_type = String, format = Date)]
    pub on: Date,
    /// By grid and kind; grids where nothing is due are left out.
    pub items: Vec<FollowUpCount>,
}

type Key = (i64, Id, Id, Date, FollowUpKind);

/// Moves the counts along with follow-ups that were added (nothing before) or changed.
pub(super) fn moved(tx: &mut Tx<'_>, changed: &[(Option<&FollowUpRecord>, &FollowUpRecord)]) -> Result<(), DbError> {
    let mut sums_of: BTreeMap<Key, [i64; 4]> = BTreeMap::new();
    let mut add = |one: &FollowUpRecord, times: i64| {
        let entry = sums_of.entry((one.grid_ord, one.grid_id, one.response_id, one.due_on, one.kind)).or_default();
        for (sum, part) in entry.iter_mut().zip(parts(one.state)) {
            *sum += times * part;
        }
    };
    for (before, after) in changed {
        if let Some(before) = before {
            add(before, -1);
        }
        add(after, 1);
    }
    let rows: Vec<[Param<'_>; 9]> = sums_of
        .into_iter()
        .filter(|(_, sums)| *sums != [0; 4])
        .map(|((ord, grid, response, on, kind), [due, done, missed, escalated])| {
            let (response, grid) = (response.to_string(), grid.to_string());
            params![response, grid, ord, on.to_string(), kind.name(), due, done, missed, escalated]
        })
        .collect();
    tx.exec_set(&COUNT, &[], &rows).map(drop)
}

/// What a follow-up adds to due, done, missed and escalated.
const fn parts(state: FollowUpState) -> [i64; 4] {
    match state {
        FollowUpState::Due => [1, 0, 0, 0],
        FollowUpState::Done => [1, 1, 0, 0],
        FollowUpState::Missed => [1, 0, 1, 0],
        FollowUpState::Escalated => [1, 0, 1, 1],
        FollowUpState::Cancelled => [0; 4],
    }
}

/// What was to be done on a day and what was done, within the asker's reach.
pub fn counts(tx: &mut Tx<'_>, ctx: &Ctx, asked: FollowUpCountQuery) -> Result<FollowUpCounts, Error> {
    let on = asked.on.unwrap_or_else(|| ctx.zone.date(ctx.now));
    let mut items = Vec::new();
    for range in plans::ranges(tx, ctx, asked.area)? {
        let asked = params![asked.response.to_string(), on.to_string(), range.from, range.to];
        items.extend(tx.all(&KEPT, &asked, |row| {
            Ok(FollowUpCount {
                grid_id: row.parse(0)?,
                kind: row.parse(1)?,
                due: row.get(2)?,
                done: row.get(3)?,
                missed: row.get(4)?,
                escalated: row.get(5)?,
            })
        })?);
    }
    Ok(FollowUpCounts { on, items })
}
