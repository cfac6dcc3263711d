//! The doors of an area, in the order people walk past them.

use gridward_database::Tx;
use gridward_domain::access::Verb;
use gridward_domain::areas::OrdRange;
use gridward_domain::{Id, faults as general};
use serde::Deserialize;
use utoipa::IntoParams;

use super::cursor::{Page, unwrap, wrap};
use super::household::Household;
use super::store;
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
    let limit = usize::try_from(asked.limit.unwrap_or(50).clamp(1, 200)).unwrap_or(50);
    let mut after = match &asked.cursor {
        Some(cursor) => unwrap::<store::DoorKey>(cursor)?,
        None => (-1, String::new(), String::new()),
    };
    let mut found = Vec::new();
    for range in ranges.into_iter().filter(|range| after.0 < range.to) {
        let room = i64::try_from(limit + 1 - found.len()).unwrap_or(1);
        found.extend(store::list(tx, range, &after, asked.ended == Some(true), room)?);
        if found.len() > limit {
            break;
        }
    }
    let next = if found.len() > limit {
        found.truncate(limit);
        if let Some((key, _)) = found.last() {
            after.clone_from(key);
        }
        Some(wrap(&after)?)
    } else {
        None
    };
    Ok(Page { items: found.into_iter().map(|(_, household)| household).collect(), next })
}

/// The asker's ranges, cut to an area, in order.
fn ranges(tx: &mut Tx<'_>, ctx: &Ctx, area: Option<Id>) -> Result<Vec<OrdRange>, Error> {
    let mut ranges = ctx.ranges(Verb::HouseholdsRead);
    if let Some(id) = area {
        let within = areas::find(tx, ctx, id)?.range();
        ranges = ranges
            .into_iter()
            .map(|range| OrdRange { from: range.from.max(within.from), to: range.to.min(within.to) })
            .filter(|range| range.from < range.to)
            .collect();
        if ranges.is_empty() && ctx.household_posts(Verb::HouseholdsRead).is_empty() {
            return Err(general::NOT_FOUND.at("area").into());
        }
    }
    ranges.sort_by_key(|range| range.from);
    Ok(ranges)
}

fn own_set(tx: &mut Tx<'_>, ctx: &Ctx, area: Option<Id>) -> Result<Page<Household>, Error> {
    let within = area.map(|id| areas::find(tx, ctx, id)).transpose()?.map_or(OrdRange::EVERYTHING, |area| area.range());
    let mut items = Vec::new();
    for post in ctx.household_posts(Verb::HouseholdsRead) {
        items.extend(store::of_post(tx, post, ctx.now)?);
    }
    items.retain(|household| within.holds(household.grid_ord));
    Ok(Page { items, next: None })
}
