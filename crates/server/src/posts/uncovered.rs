//! The households of a grid that have no liaison, or several; and proposals of sets for them.

use std::collections::{HashMap, HashSet};

use gridward_database::{Statement, Tx, params};
use gridward_domain::Id;
use gridward_domain::Timestamp;
use gridward_domain::access::{Role, Verb};
use gridward_domain::areas::Level;
use gridward_domain::posts::propose_sets;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::{IntoParams, ToSchema};

use super::list::Door;
use super::post::{self, Post};
use super::store::{self, Wanted};
use super::{doors, faults, recount, set};
use crate::areas::{self, Area};
use crate::{Ctx, Error};

static LIAISONS: Statement = Statement::new(
    "posts.liaisons_in",
    "SELECT l.household_id, p.id, p.person_id, n.name FROM post_household l
     JOIN post p ON p.id = l.post_id JOIN person n ON n.id = p.person_id
     WHERE l.grid_ord >= $1 AND l.grid_ord < $2 AND p.stands_in_for IS NULL
       AND l.from_at <= $3 AND (l.to_at IS NULL OR l.to_at > $3) ORDER BY p.id",
);

pub(super) const STATEMENTS: &[&Statement] = &[&LIAISONS];

/// What is wrong with a household's liaisons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Uncovered {
    /// There is none.
    WithoutLiaison,
    /// There are several.
    SeveralLiaisons,
}

/// Which households.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct UncoveredQuery {
    /// What is wrong with their liaisons.
    #[param(inline)]
    pub kind: Uncovered,
}

/// A liaison of a household.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct DoorLiaison {
    /// The post.
    pub post_id: Id,
    /// Who.
    pub person_id: Id,
    /// The name.
    pub person_name: String,
}

/// A household with its liaisons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct UncoveredDoor {
    /// The door.
    #[serde(flatten)]
    pub door: Door,
    /// Its liaisons.
    pub liaisons: Vec<DoorLiaison>,
}

/// Households with something wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct UncoveredDoors {
    /// The households, in door order.
    pub items: Vec<UncoveredDoor>,
}

/// Which grid.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct GridQuery {
    /// The grid.
    #[param(value_type = String)]
    pub grid: Id,
}

/// A proposed set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ProposedSet {
    /// Neighbouring doors, 8 to 12 where the grid has enough.
    pub households: Vec<Door>,
}

/// A proposal for a grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Proposal {
    /// The grid.
    pub grid_id: Id,
    /// How many households have no liaison.
    pub households: usize,
    /// Sets of them.
    pub sets: Vec<ProposedSet>,
}

/// A set with the person chosen for it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AcceptedSet {
    /// Who.
    pub person_id: Id,
    /// The households.
    pub households: Vec<Id>,
}

/// A proposal as accepted, possibly changed by hand.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AcceptedProposal {
    /// The grid.
    pub grid_id: Id,
    /// From when; now when absent.
    #[serde(default)]
    pub from_at: Option<Timestamp>,
    /// The sets.
    pub sets: Vec<AcceptedSet>,
}

/// The posts that came of a proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AppliedProposal {
    /// The posts, in the order of the sets.
    pub posts: Vec<Post>,
}

/// The households of a grid that have no liaison, or several. Names only for whoever may read households there.
pub fn uncovered(tx: &mut Tx<'_>, ctx: &Ctx, grid: Id, query: UncoveredQuery) -> Result<UncoveredDoors, Error> {
    ctx.may_somewhere(Verb::PostsRead)?;
    let grid = areas::find(tx, ctx, grid)?;
    let mut liaisons = liaisons(tx, ctx, &grid)?;
    let named = ctx.ranges(Verb::HouseholdsRead).iter().any(|range| range.covers(grid.range()));
    let mut items = Vec::new();
    for mut door in doors::of_grid(tx, grid.range())? {
        let liaisons = liaisons.remove(&door.household_id).unwrap_or_default();
        let wanted = match query.kind {
            Uncovered::WithoutLiaison => liaisons.is_empty(),
            Uncovered::SeveralLiaisons => liaisons.len() > 1,
        };
        if wanted {
            if !named {
                door.head_name.clear();
            }
            items.push(UncoveredDoor { door, liaisons });
        }
    }
    Ok(UncoveredDoors { items })
}

/// Proposes sets of about ten neighbouring doors for the households of a grid that have no liaison.
pub fn propose(tx: &mut Tx<'_>, ctx: &Ctx, query: GridQuery) -> Result<Proposal, Error> {
    let grid = areas::find(tx, ctx, query.grid)?;
    post::may_fill(ctx, Role::Liaison, grid.range())?;
    let found = uncovered(tx, ctx, grid.id, UncoveredQuery { kind: Uncovered::WithoutLiaison })?;
    let order: Vec<(Id, String)> =
        found.items.iter().map(|item| (item.door.household_id, item.door.lane.clone())).collect();
    let mut doors: HashMap<Id, Door> =
        found.items.into_iter().map(|item| (item.door.household_id, item.door)).collect();
    let sets = propose_sets(&order)
        .into_iter()
        .map(|set| ProposedSet { households: set.iter().filter_map(|id| doors.remove(id)).collect() })
        .collect();
    Ok(Proposal { grid_id: grid.id, households: order.len(), sets })
}

/// Appoints the chosen persons for the sets; whoever is liaison in the grid already gets the doors added.
pub fn accept(tx: &mut Tx<'_>, ctx: &Ctx, input: &AcceptedProposal) -> Result<AppliedProposal, Error> {
    let grid = areas::find(tx, ctx, input.grid_id)?;
    post::may_fill(ctx, Role::Liaison, grid.range())?;
    if grid.level != Level::Grid || grid.to_at.is_some() {
        return Err(faults::WRONG_AREA.at("grid_id").into());
    }
    let mut seen = HashSet::new();
    if !input.sets.iter().flat_map(|set| &set.households).all(|household| seen.insert(*household)) {
        return Err(faults::IN_TWO_SETS.at("sets").into());
    }
    let mut ids = Vec::with_capacity(input.sets.len());
    for accepted in &input.sets {
        ids.push(give(tx, ctx, &grid, input.from_at.unwrap_or(ctx.now), accepted)?);
    }
    recount::areas_changed(tx, ctx, std::slice::from_ref(&grid))?;
    let posts = ids.into_iter().map(|id| post::current(tx, ctx, id)).collect::<Result<_, _>>()?;
    Ok(AppliedProposal { posts })
}

fn give(tx: &mut Tx<'_>, ctx: &Ctx, grid: &Area, from: Timestamp, accepted: &AcceptedSet) -> Result<Id, Error> {
    let held = store::below(tx, Wanted::all_of(grid.ord, Some(Role::Liaison), ctx.now), ctx.now)?;
    let mine = held
        .iter()
        .find(|post| post.person_id == accepted.person_id && post.stands_in_for.is_none() && post.to_at.is_none());
    if let Some(mine) = mine {
        set::apply(tx, ctx, mine, &accepted.households, &[])?;
        return Ok(mine.id);
    }
    let homes = super::appoint::homes(tx, grid, Role::Liaison, &accepted.households)?;
    let span = gridward_domain::posts::Span::since(from);
    let new = post::draft(ctx, (accepted.person_id, Role::Liaison), grid, span, "");
    post::enter(tx, ctx, &new, &homes)?;
    let detail = json!({ "person": new.person_id, "area": grid.id, "from": from, "households": homes.len() });
    post::tell(tx, ctx, &new, ("posts.appoint", "create"), "", detail)?;
    Ok(new.id)
}

fn liaisons(tx: &mut Tx<'_>, ctx: &Ctx, grid: &Area) -> Result<HashMap<Id, Vec<DoorLiaison>>, Error> {
    let range = grid.range();
    let rows = tx.all(&LIAISONS, &params![range.from, range.to, ctx.now.0], |row| {
        let liaison = DoorLiaison { post_id: row.parse(1)?, person_id: row.parse(2)?, person_name: row.get(3)? };
        Ok((row.parse::<Id>(0)?, liaison))
    })?;
    let mut found: HashMap<Id, Vec<DoorLiaison>> = HashMap::new();
    for (household, liaison) in rows {
        found.entry(household).or_default().push(liaison);
    }
    Ok(found)
}
