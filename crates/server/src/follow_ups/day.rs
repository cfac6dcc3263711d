//! What is due on a day, grouped by door: one knock for all that is due there.

use gridward_database::Tx;
use gridward_domain::Id;
use gridward_domain::access::Verb;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::IntoParams;

use super::follow_up::FollowUp;
use super::store;
use crate::audit::Seen;
use crate::listing::{self, Page};
use crate::plans::ranges;
use crate::{Ctx, Error, areas, arrivals};

/// Which follow-ups are asked for.
#[derive(Debug, Clone, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct FollowUpQuery {
    /// The day; today when absent.
    #[param(value_type = Option<String>, format = Date)]
    pub on: Option<Date>,
    /// The grid, or any larger area; all in reach when absent.
    #[param(value_type = Option<String>)]
    pub area: Option<Id>,
    /// Those of this response alone.
    #[param(value_type = Option<String>)]
    pub response: Option<Id>,
    /// All of this arrival instead, whatever their day, the newest day first.
    #[param(value_type = Option<String>)]
    pub arrival: Option<Id>,
    /// The `next` of the page before.
    pub cursor: Option<String>,
    /// At most so many rows; 50 when absent, 200 at most.
    pub limit: Option<i64>,
}

/// What is or was due on a day in the asker's reach, grid by grid and door by door; or all of one arrival.
pub fn list(tx: &mut Tx<'_>, ctx: &Ctx, asked: &FollowUpQuery) -> Result<Page<FollowUp>, Error> {
    if let Some(arrival) = asked.arrival {
        arrivals::reached(tx, ctx, Verb::PlansRead, arrival)?;
        return Ok(Page::whole(store::of_arrival(tx, arrival)?));
    }
    let on = asked.on.unwrap_or_else(|| ctx.zone.date(ctx.now));
    let limit = listing::rows(asked.limit);
    let first = || (-1, String::new(), String::new());
    let after: store::After = listing::after(asked.cursor.as_deref())?.unwrap_or_else(first);
    let mut found = Vec::new();
    for range in ranges(tx, ctx, asked.area)?.into_iter().filter(|range| after.0 < range.to) {
        let room = listing::room(limit, found.len());
        found.extend(store::of_day(tx, (on, asked.response), (range, &after), room)?);
        if found.len() > limit {
            break;
        }
    }
    let page = Page::cut(found, limit, |(last, _)| (last.grid_ord, last.door.clone(), last.id.to_string()))?;
    Ok(page.map(|(_, shown)| shown))
}

/// What the audit log keeps of a look at a day or at an arrival: where, and how many.
pub(super) fn seen_list(tx: &mut Tx<'_>, ctx: &Ctx, asked: &FollowUpQuery, count: usize) -> Result<Seen, Error> {
    let area = asked.area.map(|id| areas::stored(tx, id)).transpose()?.flatten();
    let reach = || ctx.ranges(Verb::PlansRead).first().map_or(0, |range| range.from);
    let (record, area_ord) = area.map_or_else(|| (ctx.request, reach()), |area| (area.id, area.ord));
    let record = asked.arrival.unwrap_or(record);
    Ok(Seen { noun: "follow_ups", record, area_ord, detail: json!({ "follow_ups": count }) })
}
