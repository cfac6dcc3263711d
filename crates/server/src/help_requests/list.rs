//! The help requests that the asker may answer: of an area, and of one's own grids on a phone.

use gridward_database::Tx;
use gridward_domain::Id;
use gridward_domain::access::Verb;
use gridward_domain::areas::{AreaOrd, Level, OrdRange};
use gridward_domain::faults as general;
use gridward_domain::help_requests::HelpState;
use serde::Deserialize;
use serde_json::json;
use utoipa::IntoParams;

use super::help_request::HelpRequest;
use super::store;
use crate::audit::Seen;
use crate::listing::{self, Page};
use crate::responses::HeldResponse;
use crate::{Ctx, Error, areas};

/// Open requests in one state that a phone holds for a post and a response at most.
const MOST_HELD: i64 = 50;

/// Which requests are asked for.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct HelpRequestQuery {
    /// The response.
    #[param(value_type = String)]
    pub response: Id,
    /// Those in this state; `asked` is meant when absent.
    #[param(inline)]
    pub state: Option<HelpState>,
    /// The grid, or any larger area; all in reach when absent.
    #[param(value_type = Option<String>)]
    pub area: Option<Id>,
    /// The `next` of the page before.
    pub cursor: Option<String>,
    /// At most so many rows; 50 when absent, 200 at most.
    pub limit: Option<i64>,
}

/// The requests of an area that the asker may answer, the oldest first.
pub fn list(tx: &mut Tx<'_>, ctx: &Ctx, asked: &HelpRequestQuery) -> Result<Page<HelpRequest>, Error> {
    let limit = listing::rows(asked.limit);
    let after: store::After = listing::after(asked.cursor.as_deref())?.unwrap_or((-1, String::new()));
    let state = asked.state.unwrap_or(HelpState::Asked);
    let mut found = Vec::new();
    for (reach, range) in ranges(tx, ctx, asked.area)? {
        found.extend(store::list(tx, ctx, (asked.response, state), (reach, range, &after), listing::room(limit, 0))?);
    }
    found.sort_by_key(|one| (one.asked_at, one.id));
    Page::cut(found, limit, |last| (last.asked_at.0, last.id.to_string()))
}

/// The ranges of the asker's posts, each beside the part of it that lies in `area`.
fn ranges(tx: &mut Tx<'_>, ctx: &Ctx, area: Option<Id>) -> Result<Vec<(OrdRange, OrdRange)>, Error> {
    ctx.may_somewhere(Verb::HelpRequestsAnswer)?;
    let own = ctx.ranges(Verb::HelpRequestsAnswer);
    let Some(area) = area else { return Ok(own.into_iter().map(|range| (range, range)).collect()) };
    let area = areas::find(tx, ctx, area)?.range();
    let within: Vec<_> = own.into_iter().filter_map(|range| Some((range, range.shared(area)?))).collect();
    if within.is_empty() { Err(general::NOT_FOUND.at("area").into()) } else { Ok(within) }
}

/// What the audit log keeps of a look at a page of requests: where, and how many.
pub(super) fn seen_list(tx: &mut Tx<'_>, ctx: &Ctx, area: Option<Id>, count: usize) -> Result<Seen, Error> {
    let area = area.map(|id| areas::stored(tx, id)).transpose()?.flatten();
    let reach = || ctx.ranges(Verb::HelpRequestsAnswer).first().map_or(0, |range| range.from);
    let (record, area_ord) = area.map_or_else(|| (ctx.request, reach()), |area| (area.id, area.ord));
    Ok(Seen { noun: "help_requests", record, area_ord, detail: json!({ "help_requests": count }) })
}

/// What a phone holds of requests: those of its holder's own grids that nobody has answered.
pub(crate) fn held(tx: &mut Tx<'_>, ctx: &Ctx, responses: &[HeldResponse]) -> Result<Vec<HelpRequest>, Error> {
    let own = |range: &OrdRange| range.to.saturating_sub(range.from) <= AreaOrd::span(Level::Village);
    let first: store::After = (-1, String::new());
    let mut held = Vec::new();
    for range in ctx.ranges(Verb::HelpRequestsAnswer).into_iter().filter(own) {
        for response in responses {
            for state in [HelpState::Asked, HelpState::Taken] {
                held.extend(store::list(tx, ctx, (response.id, state), (range, range, &first), MOST_HELD)?);
            }
        }
    }
    Ok(held)
}
