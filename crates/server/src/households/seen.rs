//! What the audit log keeps of a look into the ledger: where, and how many; never a name or a number.

use gridward_database::Tx;
use gridward_domain::Id;
use gridward_domain::access::Verb;
use gridward_domain::areas::OrdRange;
use serde_json::json;

use super::household::Household;
use super::search::{Hit, Matched};
use crate::audit::Seen;
use crate::listing::Page;
use crate::{Ctx, Error, areas};

/// Somebody looked at one household.
pub(super) fn of_household(household: &Household, residents: usize) -> Seen {
    Seen {
        noun: "households",
        record: household.id,
        area_ord: household.grid_ord,
        detail: json!({ "residents": residents }),
    }
}

/// Somebody looked at a page of households of an area, or of all in reach.
pub(crate) fn of_list(tx: &mut Tx<'_>, ctx: &Ctx, area: Option<Id>, count: usize) -> Result<Seen, Error> {
    let area = area.map(|id| areas::stored(tx, id)).transpose()?.flatten();
    let (record, area_ord) = match area {
        Some(area) => (area.id, area.ord),
        None => (ctx.request, reach_of(ctx, Verb::HouseholdsRead)),
    };
    Ok(Seen { noun: "households", record, area_ord, detail: json!({ "households": count }) })
}

/// Somebody searched: by what, and whom it showed; never what was typed.
pub(super) fn of_search(ctx: &Ctx, page: &Page<Hit>) -> Seen {
    let by: Option<Matched> = page.items.first().map(|hit| hit.matched);
    let shown: Vec<Id> =
        page.items.iter().map(|hit| hit.resident.as_ref().map_or(hit.household.id, |one| one.id)).collect();
    let area_ord = reach_of(ctx, Verb::HouseholdsSearch);
    Seen { noun: "households", record: ctx.request, area_ord, detail: json!({ "by": by, "seen": shown }) }
}

/// Where the asker's reach begins.
fn reach_of(ctx: &Ctx, verb: Verb) -> i64 {
    ctx.ranges(verb).first().copied().unwrap_or(OrdRange { from: 0, to: 0 }).from
}
