//! Lists that a board's figure opens to: the arrivals under a measure, from so far away, who returned within some days.

use gridward_database::{Param, Statement, Tx, params};
use gridward_domain::Id;
use gridward_domain::areas::OrdRange;
use gridward_domain::arrivals::{ArrivalState, OriginKind};
use jiff::civil::Date;

use super::arrival::ArrivalRecord;
use super::store::{After, arrival_sql, opened, sealed};
use crate::{Error, Keys};

/// What all of them ask: area of origin, state, and days of return of those who did return; each may be left open.
macro_rules! narrowed_sql {
    ($join:literal, $of:literal, $end:literal) => {
        arrival_sql!(
            $join,
            " AND a.origin_code >= $5 AND a.origin_code < $6 AND ($8 = '' OR a.state = $8)
              AND ($9 = '' OR (a.arrived_on >= $9 AND a.arrived_on <= $10
                AND a.state NOT IN ('duplicate', 'wrong_data', 'not_living_here', 'not_coming')))",
            $of,
            $end,
            " LIMIT $7"
        )
    };
}

static RETURNED: Statement = Statement::new(
    "arrivals.list_returned",
    narrowed_sql!(
        "WHERE a.response_id = $1 AND (a.grid_ord, a.id) > ($2, $3) AND a.grid_ord < $4",
        "",
        " ORDER BY a.grid_ord, a.id"
    ),
);
static OF_ORIGIN: Statement = Statement::new(
    "arrivals.list_of_origin",
    narrowed_sql!(
        "WHERE a.response_id = $1 AND (a.grid_ord, a.id) > ($2, $3) AND a.grid_ord < $4",
        " AND a.origin_kind = $11",
        " ORDER BY a.grid_ord, a.id"
    ),
);
static OF_MEASURE: Statement = Statement::new(
    "arrivals.list_of_measure",
    narrowed_sql!(
        "JOIN plan p ON p.arrival_id = a.id
         WHERE p.response_id = $1 AND (p.grid_ord, p.arrival_id) > ($2, $3) AND p.grid_ord < $4",
        " AND p.measure = $11 AND ($12 = '' OR a.origin_kind = $12)",
        " ORDER BY p.grid_ord, p.arrival_id"
    ),
);

pub(super) const STATEMENTS: &[&Statement] = &[&RETURNED, &OF_ORIGIN, &OF_MEASURE];

/// What a figure of the board counts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Narrowed<'a> {
    pub(super) response: Id,
    pub(super) state: Option<ArrivalState>,
    /// The beginning of the code of origin; empty for all.
    pub(super) origin: &'a str,
    pub(super) origin_kind: Option<OriginKind>,
    /// Those whose plan counts as this.
    pub(super) measure: Option<&'a str>,
    /// Those who returned from the first day to the last.
    pub(super) returned: Option<(Date, Date)>,
}

impl Narrowed<'_> {
    /// Whether nothing but state and origin is asked for.
    pub(super) const fn is_plain(&self) -> bool {
        self.origin_kind.is_none() && self.measure.is_none() && self.returned.is_none()
    }
}

/// The arrivals that a figure counts, in the order of their grids.
pub(super) fn list(
    tx: &mut Tx<'_>,
    keys: &Keys,
    narrowed: Narrowed<'_>,
    (range, after): (OrdRange, &After),
    limit: i64,
) -> Result<Vec<ArrivalRecord>, Error> {
    let start = if after.0 < range.from { (range.from.saturating_sub(1), "g") } else { (after.0, after.1.as_str()) };
    let past = format!("{}a", narrowed.origin);
    let response = narrowed.response.to_string();
    let state = narrowed.state.map_or("", ArrivalState::name);
    let day = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
    let days = (day(narrowed.returned.map(|days| days.0)), day(narrowed.returned.map(|days| days.1)));
    let origin_kind = narrowed.origin_kind.map(OriginKind::name);
    let mut asked = Vec::from(params![
        &response,
        start.0,
        start.1,
        range.to,
        narrowed.origin,
        &past,
        limit,
        state,
        &days.0,
        &days.1
    ]);
    let statement = match (narrowed.measure, origin_kind) {
        (Some(measure), kind) => {
            asked.extend([Param::from(measure), Param::from(kind.unwrap_or(""))]);
            &OF_MEASURE
        }
        (None, Some(kind)) => {
            asked.push(Param::from(kind));
            &OF_ORIGIN
        }
        (None, None) => &RETURNED,
    };
    opened(keys, tx.all(statement, &asked, sealed)?)
}
