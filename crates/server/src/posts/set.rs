//! Change a liaison's household set.

use std::collections::HashSet;

use gridward_database::Tx;
use gridward_domain::Id;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::appoint::homes;
use super::links::{self, Link};
use super::post::{self, Post};
use super::{faults, store};
use crate::areas;
use crate::{Ctx, Error};

/// Doors to add to a set and to take from it, from now on.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeSet {
    /// The revision the asker saw.
    pub rev: i64,
    /// Households to add.
    #[serde(default)]
    pub add: Vec<Id>,
    /// Households to take away.
    #[serde(default)]
    pub remove: Vec<Id>,
}

/// Changes a liaison's set from now on; what it was before stays on record. Whoever stands in gets the same set.
pub fn change_set(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, input: &ChangeSet) -> Result<Post, Error> {
    let held = post::changing(tx, ctx, id, input.rev)?;
    if !held.role.is_by_households() {
        return Err(faults::NO_SET.at("id").into());
    }
    if held.stands_in_for.is_some() {
        return Err(faults::STANDS_IN.at("id").into());
    }
    apply(tx, ctx, &held, &input.add, &input.remove)?;
    post::follow(tx, ctx, &held)?;
    post::current(tx, ctx, id)
}

/// Adds and removes households of a post and of whoever stands in for it; coverage is the caller's to recount.
pub(super) fn apply(tx: &mut Tx<'_>, ctx: &Ctx, held: &Post, add: &[Id], remove: &[Id]) -> Result<(), Error> {
    let grid = areas::stored(tx, held.area_id)?.ok_or_else(|| Error::broken("a post without an area"))?;
    let homes = homes(tx, &grid, held.role, add)?;
    let gone: HashSet<Id> = remove.iter().copied().collect();
    let mut posts = vec![held.clone()];
    posts.extend(store::stand_ins(tx, held.id, ctx.now)?);
    for post in &posts {
        let set = links::open_of(tx, post.id, ctx.now)?;
        let ending: Vec<Id> = set.iter().filter(|link| gone.contains(&link.household)).map(|link| link.id).collect();
        links::end_all(tx, &ending, ctx.now)?;
        let kept: HashSet<Id> = set.iter().map(|link| link.household).filter(|id| !gone.contains(id)).collect();
        let new: Vec<Link> = homes
            .iter()
            .filter(|(household, _)| !kept.contains(household))
            .map(|home| Link::of(ctx, post, *home))
            .collect();
        links::add_all(tx, post.id, &new)?;
        store::touch(tx, post.id)?;
    }
    let changed = Post { rev: held.rev + 1, ..held.clone() };
    let detail = json!({ "added": add, "removed": remove });
    post::tell(tx, ctx, &changed, ("posts.change_set", "edit"), "", detail)
}
