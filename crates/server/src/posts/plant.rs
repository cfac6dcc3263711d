//! Posts given by the operator: for the demo town and for tests.

use std::collections::BTreeMap;

use gridward_database::Tx;
use gridward_domain::Id;
use gridward_domain::access::Role;
use gridward_domain::posts::Span;

use super::links::{self, Link};
use super::post::{self, Post};
use super::{recount, store};
use crate::areas::Area;
use crate::{Ctx, Error};

/// A post to be given with many others.
#[derive(Debug, Clone)]
pub struct NewPost {
    /// Who.
    pub person: Id,
    /// What for.
    pub role: Role,
    /// Where; for a liaison the grid of the household set.
    pub area: Area,
    /// When.
    pub span: Span,
    /// A liaison's household set: households of the grid.
    pub households: Vec<Id>,
}

/// Gives a person a post from now on, whatever the asker may do.
pub fn plant(tx: &mut Tx<'_>, ctx: &Ctx, person: Id, role: Role, area: &Area) -> Result<Id, Error> {
    let new = post::draft(ctx, (person, role), area, Span::since(ctx.now), "");
    post::enter(tx, ctx, &new, &[])?;
    post::follow(tx, ctx, &new)?;
    Ok(new.id)
}

/// Gives many posts at once, whatever the asker may do; coverage is recounted once. Nothing is checked: who plants
/// knows that people, areas and households are there.
pub fn plant_all(tx: &mut Tx<'_>, ctx: &Ctx, posts: &[NewPost]) -> Result<(), Error> {
    let drafts: Vec<Post> =
        posts.iter().map(|new| post::draft(ctx, (new.person, new.role), &new.area, new.span, "")).collect();
    store::add_all(tx, &drafts)?;
    let sets = posts.iter().zip(&drafts).flat_map(|(new, draft)| {
        new.households.iter().map(|household| {
            let (id, Span { from, to }) = (ctx.ids.make(), new.span);
            (draft.id, Link { id, household: *household, grid_ord: new.area.ord, from, to })
        })
    });
    links::add_sets(tx, sets)?;
    let areas: BTreeMap<i64, Area> = posts.iter().map(|new| (new.area.ord, new.area.clone())).collect();
    let areas: Vec<Area> = areas.into_values().collect();
    recount::areas_changed(tx, ctx, &areas)
}
