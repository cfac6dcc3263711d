//! The doors of an area, in the order people walk past them.

use gridward_database::Tx;
use gridward_domain::access::Verb;
use gridward_domain::areas::OrdRange;
use gridward_domain::{Id, faults as general};
use serde::Deserialize;
use utoipa::IntoParams;

use super::household::Household;
use super::store;
use crate::listing::{self, Page};
use crate::{Ctx, Error, areas};

/// Which households are asked for.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Listing {
    /// The grid, or any larger area; all in reach when absent.
    pub area: Option<Id>,
    /// Only the households of one's own set, as a liaison.
    pub mine: Option<bool>,
    /// Those that have ended, too.
    pub ended: Option<bool>,
    /// The `next` of the page before.
    pub cursor: Option<String>,
    /// At most so many rows; 50 when absent, 200 at most.
    pub limit: Option<i64>,
}

/// The households of an area as far as the asker's posts reach, in door order.
pub fn list(tx: &mut Tx<'_>, ctx: &Ctx, asked: &Listing) -> Result<Page<Household>, Error> {
    ctx.may_somewhere(Verb::HouseholdsRead)?;
    let ranges = ranges(tx, ctx, asked.area)?;
    if asked.mine == Some(true) || ranges.is_empty() {
        return own_set(tx, ctx, asked.area);
    }
    let limit = listing::rows(asked.limit);
    let first = || (-1, String::new(), String::new());
    let after: store::DoorKey = listing::after(asked.cursor.as_deref())?.unwrap_or_else(first);
    let mut found = Vec::new();
    for range in ranges.into_iter().filter(|range| after.0 < range.to) {
        let room = listing::room(limit, found.len());
        found.extend(store::list(tx, range, &after, asked.ended == Some(true), room)?);
        if found.len() > limit {
            break;
        }
    }
    let page = Page::cut(found, limit, |(key, _)| key.clone())?;
    Ok(page.map(|(_, household)| household))
}

/// The asker's ranges, cut to an area, in order.
fn ranges(tx: &mut Tx<'_>, ctx: &Ctx, area: Option<Id>) -> Result<Vec<OrdRange>, Error> {
    let Some(id) = area else { return Ok(ctx.ranges_within(Verb::HouseholdsRead, OrdRange::EVERYTHING)) };
    let ranges = ctx.ranges_within(Verb::HouseholdsRead, areas::find(tx, ctx, id)?.range());
    if ranges.is_empty() && ctx.household_posts(Verb::HouseholdsRead).is_empty() {
        return Err(general::NOT_FOUND.at("area").into());
    }
    Ok(ranges)
}

fn own_set(tx: &mut Tx<'_>, ctx: &Ctx, area: Option<Id>) -> Result<Page<Household>, Error> {
    let within = area.map(|id| areas::find(tx, ctx, id)).transpose()?.map_or(OrdRange::EVERYTHING, |area| area.range());
    let mut items = Vec::new();
    for post in ctx.household_posts(Verb::HouseholdsRead) {
        items.extend(store::of_post(tx, post, ctx.now)?);
    }
    items.retain(|household| within.holds(household.grid_ord));
    Ok(Page::whole(items))
}
