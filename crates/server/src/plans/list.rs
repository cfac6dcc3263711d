//! The plans of an area by their state, those of one arrival, and one of them.

use gridward_database::Tx;
use gridward_domain::Id;
use gridward_domain::access::Verb;
use gridward_domain::plans::PlanState;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::IntoParams;

use super::counts::ranges;
use super::plan::{Plan, reached};
use super::store::{self, Named};
use crate::audit::Seen;
use crate::listing::{self, Page};
use crate::{Ctx, Error, areas, arrivals};

/// Which plans are asked for.
#[derive(Debug, Clone, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PlanQuery {
    /// The response.
    #[param(value_type = String)]
    pub response: Id,
    /// Those in this state: `waits` is what a person has to confirm, and is meant when absent.
    #[param(inline)]
    pub state: Option<PlanState>,
    /// The grid, or any larger area; all in reach when absent.
    #[param(value_type = Option<String>)]
    pub area: Option<Id>,
    /// All plans of this arrival instead, whatever their state, newest first.
    #[param(value_type = Option<String>)]
    pub arrival: Option<Id>,
    /// The `next` of the page before.
    pub cursor: Option<String>,
    /// At most so many rows; 50 when absent, 200 at most.
    pub limit: Option<i64>,
}

/// The plans of an area as far as the asker's posts reach, grid by grid; or those of one arrival.
pub fn list(tx: &mut Tx<'_>, ctx: &Ctx, asked: &PlanQuery) -> Result<Page<Plan>, Error> {
    let shown = |(plan, names): Named| plan.shown(names, ctx.language);
    if let Some(arrival) = asked.arrival {
        arrivals::reached(tx, ctx, Verb::PlansRead, arrival)?;
        let found = store::of_arrival(tx, arrival)?;
        return Ok(Page::whole(found.into_iter().map(shown).collect()));
    }
    let state = asked.state.unwrap_or(PlanState::Waits);
    let limit = listing::rows(asked.limit);
    let after: store::After = listing::after(asked.cursor.as_deref())?.unwrap_or((-1, String::new()));
    let mut found = Vec::new();
    for range in ranges(tx, ctx, asked.area)?.into_iter().filter(|range| after.0 < range.to) {
        let room = listing::room(limit, found.len());
        found.extend(store::list(tx, (asked.response, state), (range, &after), room)?);
        if found.len() > limit {
            break;
        }
    }
    let page = Page::cut(found, limit, |(last, _)| (last.grid_ord, last.id.to_string()))?;
    Ok(page.map(shown))
}

/// What the audit log keeps of a look at a page of plans: where, and how many.
pub(super) fn seen_list(tx: &mut Tx<'_>, ctx: &Ctx, asked: &PlanQuery, count: usize) -> Result<Seen, Error> {
    let area = asked.area.map(|id| areas::stored(tx, id)).transpose()?.flatten();
    let reach = || ctx.ranges(Verb::PlansRead).first().map_or(0, |range| range.from);
    let (record, area_ord) = area.map_or_else(|| (ctx.request, reach()), |area| (area.id, area.ord));
    let record = asked.arrival.unwrap_or(record);
    Ok(Seen { noun: "plans", record, area_ord, detail: json!({ "plans": count, "response": asked.response }) })
}

/// One plan with what it says, and what the audit log keeps of the look.
pub fn find(tx: &mut Tx<'_>, ctx: &Ctx, id: Id) -> Result<(Plan, Seen), Error> {
    let plan = reached(tx, ctx, Verb::PlansRead, id)?;
    let names = store::names(tx, plan.arrival_id)?;
    let (area_ord, detail) = (plan.grid_ord, json!({ "response": plan.response_id }));
    let plan = plan.shown(names, ctx.language);
    Ok((plan, Seen { noun: "plans", record: id, area_ord, detail }))
}
