//! Plans per grid and measure: kept in the transaction that changes them, so that boards count no rows.

use std::collections::BTreeMap;

use gridward_database::{DbError, Param, SetStatement, Statement, Tx, params};
use gridward_domain::Id;
use gridward_domain::access::Verb;
use gridward_domain::areas::OrdRange;
use gridward_domain::assessment::DatedPhase;
use gridward_domain::plans::PlanState;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::plan::{PlanRecord, measure_of};
use crate::{Ctx, Error, areas};

static COUNT: SetStatement = SetStatement::new(
    "plans.count",
    "INSERT INTO plan_count (response_id, grid_id, grid_ord, measure, plans) VALUES ",
    "(?, ?, CAST(? AS BIGINT), ?, CAST(? AS BIGINT))",
    " ON CONFLICT (response_id, grid_id, measure) DO UPDATE SET plans = plan_count.plans + excluded.plans",
);
static KEPT: Statement = Statement::new(
    "plans.counts",
    "SELECT grid_id, measure, plans FROM plan_count
     WHERE response_id = $1 AND grid_ord >= $2 AND grid_ord < $3 AND plans <> 0 ORDER BY grid_ord, measure",
);

static OPEN: Statement = Statement::new(
    "plans.open_measures",
    "SELECT grid_id, grid_ord, state, phases FROM plan WHERE response_id = $1 AND state IN ('waits', 'in_force')",
);

pub(super) const STATEMENTS: &[&Statement] = &[&KEPT, &OPEN];
pub(super) const SET_STATEMENTS: &[&SetStatement] = &[&COUNT];

/// Which counts are asked for.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PlanCountQuery {
    /// The response.
    #[param(value_type = String)]
    pub response: Id,
    /// The area; all in reach when absent.
    #[param(value_type = Option<String>)]
    pub area: Option<Id>,
}

/// How many plans of a grid ask for a measure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PlanCount {
    /// The grid; the village, for those whose grid nobody knows yet.
    pub grid_id: Id,
    /// The kind of the strictest phase; `waits` for those that a person has to confirm.
    pub measure: String,
    /// How many.
    pub plans: i64,
}

/// The counts of an area.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct PlanCounts {
    /// By grid and measure; those without anybody are left out.
    pub items: Vec<PlanCount>,
}

/// Moves the counts along with a plan that was added (`before` is nothing) or changed.
pub(super) fn moved(tx: &mut Tx<'_>, before: Option<&PlanRecord>, after: &PlanRecord) -> Result<(), DbError> {
    let key = |plan: &PlanRecord| Some((plan.grid_ord, plan.measure()?, plan.response_id, plan.grid_id));
    let mut changes = BTreeMap::new();
    if let Some(key) = before.and_then(key) {
        *changes.entry(key).or_insert(0) -= 1;
    }
    if let Some(key) = key(after) {
        *changes.entry(key).or_insert(0) += 1;
    }
    let rows: Vec<[Param<'_>; 5]> = changes
        .into_iter()
        .filter(|(_, change)| *change != 0)
        .map(|((ord, measure, response, grid), change): (_, i64)| {
            params![response.to_string(), grid.to_string(), ord, measure, change]
        })
        .collect();
    tx.exec_set(&COUNT, &[], &rows).map(drop)
}

/// Grid, its order number and measure of every plan of a response from which something follows.
pub(crate) fn open_measures(tx: &mut Tx<'_>, response: &str) -> Result<Vec<(String, i64, &'static str)>, Error> {
    let rows = tx.all(&OPEN, &params![response], |row| {
        Ok((row.get::<String>(0)?, row.get::<i64>(1)?, row.parse::<PlanState>(2)?, row.get::<String>(3)?))
    })?;
    let mut found = Vec::with_capacity(rows.len());
    for (grid, ord, state, phases) in rows {
        let phases: Vec<DatedPhase> = serde_json::from_str(&phases)?;
        found.extend(measure_of(state, &phases).map(|measure| (grid, ord, measure)));
    }
    Ok(found)
}

/// How many plans ask for what, within the asker's reach.
pub fn counts(tx: &mut Tx<'_>, ctx: &Ctx, asked: PlanCountQuery) -> Result<PlanCounts, Error> {
    let mut items = Vec::new();
    for range in ranges(tx, ctx, asked.area)? {
        items.extend(tx.all(&KEPT, &params![asked.response.to_string(), range.from, range.to], |row| {
            Ok(PlanCount { grid_id: row.parse(0)?, measure: row.get(1)?, plans: row.get(2)? })
        })?);
    }
    Ok(PlanCounts { items })
}

/// The asker's ranges for reading plans, cut to an area, in order.
pub(crate) fn ranges(tx: &mut Tx<'_>, ctx: &Ctx, area: Option<Id>) -> Result<Vec<OrdRange>, Error> {
    ctx.may_somewhere(Verb::PlansRead)?;
    let Some(id) = area else { return Ok(ctx.ranges_within(Verb::PlansRead, OrdRange::EVERYTHING)) };
    let ranges = ctx.ranges_within(Verb::PlansRead, areas::find(tx, ctx, id)?.range());
    if ranges.is_empty() { Err(gridward_domain::faults::NOT_FOUND.at("area").into()) } else { Ok(ranges) }
}
