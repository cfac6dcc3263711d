//! Those who returned, per grid, day and how far away they come from: kept in the transaction that changes them, so that
//! the day's sentence counts no rows and its sums tally.

use std::collections::BTreeMap;

use gridward_database::{DbError, Param, SetStatement, Statement, Tx, params};
use gridward_domain::arrivals::OriginKind;
use gridward_domain::{Id, Timestamp};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::arrival::ArrivalRecord;
use super::counts::ranges;
use crate::{Ctx, Error, plans};

static COUNT: SetStatement = SetStatement::new(
    "returned.count",
    "INSERT INTO returned_count (response_id, grid_id, grid_ord, arrived_on, origin_kind, arrivals) VALUES ",
    "(?, ?, CAST(? AS BIGINT), ?, ?, CAST(? AS BIGINT))",
    " ON CONFLICT (response_id, grid_id, arrived_on, origin_kind)
      DO UPDATE SET arrivals = returned_count.arrivals + excluded.arrivals",
);
static KEPT: Statement = Statement::new(
    "returned.counts",
    "SELECT grid_id, origin_kind, CAST(SUM(CASE WHEN arrived_on = $2 THEN arrivals ELSE 0 END) AS BIGINT),
       CAST(SUM(arrivals) AS BIGINT)
     FROM returned_count
     WHERE response_id = $1 AND grid_ord >= $3 AND grid_ord < $4 AND arrived_on <= $2 AND arrivals <> 0
     GROUP BY grid_ord, grid_id, origin_kind ORDER BY grid_ord, origin_kind",
);
static ZEROS: Statement = Statement::new(
    "returned.zeros",
    "SELECT z.area_id, z.at, COALESCE(p.name, '') FROM zero_report z LEFT JOIN person p ON p.id = z.person_id
     WHERE z.response_id = $1 AND z.on_day = $2 AND z.area_ord >= $3 AND z.area_ord < $4 ORDER BY z.area_ord",
);

pub(super) const STATEMENTS: &[&Statement] = &[&KEPT, &ZEROS];
pub(super) const SET_STATEMENTS: &[&SetStatement] = &[&COUNT];

/// Which figures are asked for.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ReturnedQuery {
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

/// How many returned to a grid from how far away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct ReturnedCount {
    /// The grid; the village, for those whose grid nobody knows yet.
    pub grid_id: Id,
    /// How far away they come from.
    pub origin: OriginKind,
    /// On the day.
    pub on_day: i64,
    /// Until the end of the day.
    pub until: i64,
}

/// A village that said that nobody returned on the day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ZeroReport {
    /// The village.
    pub area_id: Id,
    /// When it was said.
    pub at: Timestamp,
    /// By whom.
    pub person_name: String,
}

/// Those who returned, on a day and until then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Returned {
    /// The day.
    #[schema(value_type = String, format = Date)]
    pub on: Date,
    /// By grid and origin; those without anybody are left out.
    pub items: Vec<ReturnedCount>,
    /// Villages that reported that nobody returned. A village with neither a figure nor a zero has not reported.
    pub zeros: Vec<ZeroReport>,
    /// Whether no area above has an official code, so that nobody's distance can be told.
    pub without_code: bool,
}

/// Moves the counts along with an arrival that was added (`before` is nothing) or changed.
pub(super) fn moved(tx: &mut Tx<'_>, before: Option<&ArrivalRecord>, after: &ArrivalRecord) -> Result<(), DbError> {
    let key = |record: &ArrivalRecord| {
        let to = &record.destination;
        Some((to.grid_ord, record.returned_on()?, record.origin.kind, record.response_id, to.grid_id))
    };
    let mut changes = BTreeMap::new();
    if let Some(key) = before.and_then(key) {
        *changes.entry(key).or_insert(0) -= 1;
    }
    if let Some(key) = key(after) {
        *changes.entry(key).or_insert(0) += 1;
    }
    let rows: Vec<[Param<'_>; 6]> = changes
        .into_iter()
        .filter(|(_, change)| *change != 0)
        .map(|((ord, on, origin, response, grid), change): (_, i64)| {
            params![response.to_string(), grid.to_string(), ord, on.to_string(), origin.name(), change]
        })
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    tx.exec_set(&COUNT, &[], &rows).map(drop)
}

/// Who returned on a day and until then, within the asker's reach.
pub fn returned(tx: &mut Tx<'_>, ctx: &Ctx, asked: ReturnedQuery) -> Result<Returned, Error> {
    let on = asked.on.unwrap_or_else(|| ctx.zone.date(ctx.now));
    let ranges = ranges(tx, ctx, asked.area)?;
    let home = ranges.first().map(|range| plans::home(tx, range.from)).transpose()?.flatten();
    let (mut items, mut zeros) = (Vec::new(), Vec::new());
    for range in ranges {
        let asked = params![asked.response.to_string(), on.to_string(), range.from, range.to];
        items.extend(tx.all(&KEPT, &asked, |row| {
            Ok(ReturnedCount { grid_id: row.parse(0)?, origin: row.parse(1)?, on_day: row.get(2)?, until: row.get(3)? })
        })?);
        zeros.extend(tx.all(&ZEROS, &asked, |row| {
            Ok(ZeroReport { area_id: row.parse(0)?, at: Timestamp(row.get(1)?), person_name: row.get(2)? })
        })?);
    }
    Ok(Returned { on, items, zeros, without_code: home.is_none() })
}
