//! The arrivals of an area, and one of them with all that is known.

use gridward_database::Tx;
use gridward_domain::Id;
use gridward_domain::access::Verb;
use gridward_domain::arrivals::{ArrivalState, OriginKind};
use gridward_domain::programmes::PhaseKind;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::{IntoParams, ToSchema};

use super::arrival::{Arrival, ArrivalRecord, reached};
use super::counts::ranges;
use super::history::{ArrivalEvent, events};
use super::narrowed::{self, Narrowed};
use super::owner::{ArrivalOwner, owner};
use super::stays::{self, ArrivalStay, StayGap};
use super::store::{self, Filter};
use super::{faults, named};
use crate::audit::Seen;
use crate::listing::{self, Page};
use crate::plans::{self, ToldExposure};
use crate::{Ctx, Error, areas};

/// Which arrivals are asked for.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ArrivalQuery {
    /// The response.
    #[param(value_type = String)]
    pub response: Id,
    /// The grid, or any larger area; all in reach when absent.
    #[param(value_type = Option<String>)]
    pub area: Option<Id>,
    /// Those in this state alone.
    pub state: Option<ArrivalState>,
    /// Those whose area of origin has a code that begins so: `31`, `4403`.
    pub origin: Option<String>,
    /// Those whose name, pinyin or initials begin so; they come in order of that.
    pub q: Option<String>,
    /// Those who come from so far away.
    #[param(inline)]
    pub origin_kind: Option<OriginKind>,
    /// Those whose plan counts as this: `waits`, `none` or a kind of phase such as `home_quarantine`.
    pub measure: Option<String>,
    /// Those who returned on this day or later; they count among those who returned.
    #[param(value_type = Option<String>, format = Date)]
    pub from_on: Option<Date>,
    /// Those who returned on this day or before; they count among those who returned.
    #[param(value_type = Option<String>, format = Date)]
    pub until_on: Option<Date>,
    /// The `next` of the page before.
    pub cursor: Option<String>,
    /// At most so many rows; 50 when absent, 200 at most.
    pub limit: Option<i64>,
}

/// An arrival with all that is known of it.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ArrivalDetail {
    /// The arrival.
    #[serde(flatten)]
    pub arrival: Arrival,
    /// Where they were, in order of the days.
    pub stays: Vec<ArrivalStay>,
    /// What they were exposed to, as somebody was told.
    pub exposures: Vec<ToldExposure>,
    /// Days before the return of which nobody has said where they were spent: to be asked.
    pub gaps: Vec<StayGap>,
    /// Who answers for them now; absent where no post does.
    pub owner: Option<ArrivalOwner>,
    /// Those who travel along.
    pub companions: Vec<Arrival>,
    /// Later registrations of the same person: kept, not counted.
    pub additions: Vec<Arrival>,
    /// What happened, newest first.
    pub history: Vec<ArrivalEvent>,
}

/// The arrivals of an area as far as the asker's posts reach, grid by grid.
pub fn list(tx: &mut Tx<'_>, ctx: &Ctx, asked: &ArrivalQuery) -> Result<Page<Arrival>, Error> {
    let ranges = ranges(tx, ctx, asked.area)?;
    let origin = asked.origin.as_deref().map_or("", str::trim);
    if origin.len() > 12 || !origin.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(faults::ORIGIN_WRONG.at("origin").into());
    }
    let filter = Filter { response: asked.response, state: asked.state.map(ArrivalState::name), origin };
    let narrowed = narrowed(asked, origin)?;
    let limit = listing::rows(asked.limit);
    if let Some(typed) = asked.q.as_deref().filter(|typed| !typed.trim().is_empty()) {
        let page = named::list(tx, ctx, narrowed, (typed, &ranges), (asked.cursor.as_deref(), limit))?;
        return Ok(page.map(|record| Arrival::from(&record)));
    }
    let after: store::After = listing::after(asked.cursor.as_deref())?.unwrap_or((-1, String::new()));
    let mut found: Vec<ArrivalRecord> = Vec::new();
    for range in ranges.into_iter().filter(|range| after.0 < range.to) {
        let room = listing::room(limit, found.len());
        found.extend(if narrowed.is_plain() {
            store::list(tx, &ctx.keys, filter, (range, &after), room)?
        } else {
            narrowed::list(tx, &ctx.keys, narrowed, (range, &after), room)?
        });
        if found.len() > limit {
            break;
        }
    }
    let page = Page::cut(found, limit, |last| (last.destination.grid_ord, last.id.to_string()))?;
    Ok(page.map(|record| Arrival::from(&record)))
}

/// What is asked for, with what a board's figure asks besides.
fn narrowed<'a>(asked: &'a ArrivalQuery, origin: &'a str) -> Result<Narrowed<'a>, Error> {
    let measure = asked.measure.as_deref().filter(|measure| !measure.is_empty());
    let is_measure = |name: &str| ["waits", "none"].contains(&name) || name.parse::<PhaseKind>().is_ok();
    if measure.is_some_and(|measure| !is_measure(measure)) {
        return Err(faults::MEASURE_WRONG.at("measure").into());
    }
    let returned = (asked.from_on.is_some() || asked.until_on.is_some())
        .then(|| (asked.from_on.unwrap_or(Date::ZERO), asked.until_on.unwrap_or(Date::MAX)));
    let (response, state, origin_kind) = (asked.response, asked.state, asked.origin_kind);
    Ok(Narrowed { response, state, origin, origin_kind, measure, returned })
}

/// What the audit log keeps of a look at a page of arrivals: where, and how many.
pub(super) fn seen_list(tx: &mut Tx<'_>, ctx: &Ctx, area: Option<Id>, count: usize) -> Result<Seen, Error> {
    let area = area.map(|id| areas::stored(tx, id)).transpose()?.flatten();
    let reach = || ctx.ranges(Verb::ArrivalsRead).first().map_or(0, |range| range.from);
    let (record, area_ord) = area.map_or_else(|| (ctx.request, reach()), |area| (area.id, area.ord));
    Ok(Seen { noun: "arrivals", record, area_ord, detail: json!({ "arrivals": count }) })
}

/// One arrival with all that is known, and what the audit log keeps of the look.
pub fn find(tx: &mut Tx<'_>, ctx: &Ctx, id: Id) -> Result<(ArrivalDetail, Seen), Error> {
    let record = reached(tx, ctx, Verb::ArrivalsRead, id)?;
    let stays = stays::of_arrival(tx, id)?;
    let visible = |records: Vec<ArrivalRecord>| -> Vec<Arrival> {
        let ranges = ctx.ranges(Verb::ArrivalsRead);
        let reached = |one: &&ArrivalRecord| ranges.iter().any(|range| range.holds(one.destination.grid_ord));
        records.iter().filter(reached).map(Arrival::from).collect()
    };
    let detail = ArrivalDetail {
        gaps: stays::asked_about(ctx, &stays, record.back_on()),
        stays: stays.iter().map(ArrivalStay::from).collect(),
        exposures: plans::exposures_of(tx, id)?,
        owner: owner(tx, ctx, record.destination.grid_ord)?,
        companions: visible(store::companions(tx, &ctx.keys, id)?),
        additions: visible(store::additions(tx, &ctx.keys, id)?),
        history: events(tx, ctx, id)?,
        arrival: Arrival::from(&record),
    };
    let area_ord = record.destination.grid_ord;
    Ok((detail, Seen { noun: "arrivals", record: id, area_ord, detail: json!({ "response": record.response_id }) }))
}
