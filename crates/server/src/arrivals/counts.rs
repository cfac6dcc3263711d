//! Arrivals per grid and state: kept in the transaction that changes them, so that boards count no rows.

use std::collections::BTreeMap;

use gridward_database::{DbError, Param, SetStatement, Statement, Tx, params};
use gridward_domain::access::Verb;
use gridward_domain::areas::OrdRange;
use gridward_domain::arrivals::ArrivalState;
use gridward_domain::{Id, faults as general};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::arrival::ArrivalRecord;
use crate::{Ctx, Error, areas};

static COUNT: SetStatement = SetStatement::new(
    "arrivals.count",
    "INSERT INTO arrival_count (response_id, grid_id, grid_ord, state, arrivals) VALUES ",
    "(?, ?, CAST(? AS BIGINT), ?, CAST(? AS BIGINT))",
    " ON CONFLICT (response_id, grid_id, state) DO UPDATE SET arrivals = arrival_count.arrivals + excluded.arrivals",
);
static KEPT: Statement = Statement::new(
    "arrivals.counts",
    "SELECT grid_id, state, arrivals FROM arrival_count
     WHERE response_id = $1 AND grid_ord >= $2 AND grid_ord < $3 AND arrivals <> 0 ORDER BY grid_ord, state",
);

pub(super) const STATEMENTS: &[&Statement] = &[&KEPT];
pub(super) const SET_STATEMENTS: &[&SetStatement] = &[&COUNT];

/// Which counts are asked for.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ArrivalCountQuery {
    /// The response.
    #[param(value_type = String)]
    pub response: Id,
    /// The area; all in reach when absent.
    #[param(value_type = Option<String>)]
    pub area: Option<Id>,
}

/// How many arrivals of a grid are in a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct ArrivalCount {
    /// The grid; the village, for those whose grid nobody knows yet.
    pub grid_id: Id,
    /// The state.
    pub state: ArrivalState,
    /// How many.
    pub arrivals: i64,
}

/// The counts of an area.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ArrivalCounts {
    /// All that count: second registrations of the same person aside.
    pub total: i64,
    /// By grid and state; states without anybody are left out.
    pub items: Vec<ArrivalCount>,
}

/// Moves the counts along with an arrival that was added (`before` is nothing) or changed.
pub(super) fn moved(tx: &mut Tx<'_>, before: Option<&ArrivalRecord>, after: &ArrivalRecord) -> Result<(), DbError> {
    let key = |record: &ArrivalRecord| {
        let destination = &record.destination;
        (destination.grid_ord, record.state, record.response_id, destination.grid_id)
    };
    let mut changes = BTreeMap::new();
    if let Some(before) = before {
        *changes.entry(key(before)).or_insert(0) -= 1;
    }
    *changes.entry(key(after)).or_insert(0) += 1;
    let rows: Vec<[Param<'_>; 5]> = changes
        .into_iter()
        .filter(|(_, change)| *change != 0)
        .map(|((ord, state, response, grid), change): (_, i64)| {
            params![response.to_string(), grid.to_string(), ord, state.name(), change]
        })
        .collect();
    tx.exec_set(&COUNT, &[], &rows).map(drop)
}

/// How many arrivals stand where, within the asker's reach.
pub fn counts(tx: &mut Tx<'_>, ctx: &Ctx, asked: ArrivalCountQuery) -> Result<ArrivalCounts, Error> {
    let mut items = Vec::new();
    for range in ranges(tx, ctx, asked.area)? {
        items.extend(tx.all(&KEPT, &params![asked.response.to_string(), range.from, range.to], |row| {
            Ok(ArrivalCount { grid_id: row.parse(0)?, state: row.parse(1)?, arrivals: row.get(2)? })
        })?);
    }
    let total = items.iter().filter(|count| count.state.counts()).map(|count| count.arrivals).sum();
    Ok(ArrivalCounts { total, items })
}

/// The asker's ranges for reading arrivals, cut to an area, in order.
pub(super) fn ranges(tx: &mut Tx<'_>, ctx: &Ctx, area: Option<Id>) -> Result<Vec<OrdRange>, Error> {
    ctx.may_somewhere(Verb::ArrivalsRead)?;
    let Some(id) = area else { return Ok(ctx.ranges_within(Verb::ArrivalsRead, OrdRange::EVERYTHING)) };
    let ranges = ctx.ranges_within(Verb::ArrivalsRead, areas::find(tx, ctx, id)?.range());
    if ranges.is_empty() { Err(general::NOT_FOUND.at("area").into()) } else { Ok(ranges) }
}
