//! Posts of a grid that is split or merged go on in the grids that come of it.

use std::collections::HashSet;

use gridward_database::Tx;
use gridward_domain::Id;
use gridward_domain::access::Role;
use gridward_domain::posts::Span;
use serde_json::json;

use super::end::finish;
use super::links::{self, Link};
use super::post::{self, Post};
use super::store::{self, Wanted};
use crate::areas::Area;
use crate::{Ctx, Error};

/// A grid that takes households of another over.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Heir<'a> {
    /// The new grid.
    pub(crate) area: &'a Area,
    /// The households it takes over; their liaisons follow them.
    pub(crate) households: &'a [Id],
    /// Whether the grid heads go on there.
    pub(crate) heads: bool,
    /// Whether all other posts of the grid go on there.
    pub(crate) others: bool,
}

/// Ends the posts of a grid and starts them anew, at the same instant, in its heirs. Whoever stands in ends with the
/// post. The caller moves the households, which recounts the coverage.
pub(crate) fn carry_on(tx: &mut Tx<'_>, ctx: &Ctx, grid: &Area, heirs: &[Heir<'_>], reason: &str) -> Result<(), Error> {
    for held in open_of(tx, ctx, grid)? {
        let from = ctx.now.max(held.from_at);
        let set = links::open_of(tx, held.id, from)?;
        finish(tx, ctx, &held, from, reason)?;
        for heir in heirs {
            let goes_on = match held.role {
                Role::Liaison => true,
                Role::GridHead => heir.heads,
                _ => heir.others,
            };
            if goes_on {
                start(tx, ctx, &held, heir, &set)?;
            }
        }
    }
    Ok(())
}

fn start(tx: &mut Tx<'_>, ctx: &Ctx, held: &Post, heir: &Heir<'_>, set: &[Link]) -> Result<(), Error> {
    let taken: HashSet<Id> = heir.households.iter().copied().collect();
    let homes: Vec<(Id, i64)> =
        set.iter().filter(|link| taken.contains(&link.household)).map(|link| (link.household, heir.area.ord)).collect();
    if held.role == Role::Liaison && homes.is_empty() {
        return Ok(());
    }
    let span = Span { from: ctx.now.max(held.from_at), to: held.to_at };
    if !span.is_sound() {
        return Ok(());
    }
    // One who worked in two grids that became one holds one post there, with both household sets.
    let own = open_of(tx, ctx, heir.area)?
        .into_iter()
        .find(|post| post.person_id == held.person_id && post.role == held.role);
    if let Some(own) = own {
        let more: Vec<Link> = homes.iter().map(|home| Link::of(ctx, &own, *home)).collect();
        links::add_all(tx, own.id, &more)?;
        return Ok(());
    }
    let new = post::draft(ctx, (held.person_id, held.role), heir.area, span, &held.reason);
    post::enter(tx, ctx, &new, &homes)?;
    let detail = json!({ "person": new.person_id, "role": new.role, "area": heir.area.id, "after": held.id,
        "households": homes.len() });
    post::tell(tx, ctx, &new, ("posts.carry_on", "create"), "", detail)
}

/// The posts held for a grid itself, now or later, without those that stand in.
fn open_of(tx: &mut Tx<'_>, ctx: &Ctx, grid: &Area) -> Result<Vec<Post>, Error> {
    let mut posts = store::below(tx, Wanted::all_of(grid.ord, None, ctx.now), ctx.now)?;
    posts.retain(|post| post.stands_in_for.is_none());
    Ok(posts)
}
