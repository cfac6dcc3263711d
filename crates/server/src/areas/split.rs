//! Split a grid: new grids take its households over, the old one closes with its history.

use gridward_database::Tx;
use gridward_domain::areas::{Level, Part, SplitFault, assign_to_parts, part_of_place};
use gridward_domain::{Id, Refusal};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::change::{editable, shut};
use super::create::add_below;
use super::{Area, event, faults, store};
use crate::posts::{self, Heir};
use crate::{Ctx, Error, arrivals, households};

/// One of the grids that come of a split.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPart {
    /// Its name.
    pub name: String,
    /// Lanes that it takes whole.
    #[serde(default)]
    pub lanes: Vec<String>,
    /// Households that it takes one by one.
    #[serde(default)]
    pub households: Vec<Id>,
    /// Whether it takes all that no part names.
    #[serde(default)]
    pub rest: bool,
    /// Whether grid heads and workers go on in it.
    #[serde(default)]
    pub keep_posts: bool,
}

/// How a grid is split.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SplitGrid {
    /// The revision the asker saw.
    pub rev: i64,
    /// 2 to 20 parts.
    pub parts: Vec<NewPart>,
    /// Why.
    pub reason: String,
}

/// A grid that came of a split.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SplitOff {
    /// The new grid.
    pub area: Area,
    /// How many households it took over.
    pub households: usize,
}

/// A grid that was split.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = DividedArea)]
pub struct Divided {
    /// The old grid, closed.
    pub closed: Area,
    /// The grids that came of it, in the parts' order.
    pub areas: Vec<SplitOff>,
}

/// Splits a grid into new ones; every household must land in exactly one. Arrivals go with their household; one without goes
/// by its place in words, else to the part that keeps the name, and waits at the village where nobody can say.
pub fn split(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, input: &SplitGrid) -> Result<Divided, Error> {
    let grid = editable(tx, ctx, id, input.rev)?;
    let village = village_of(tx, &grid)?;
    if !(2..=20).contains(&input.parts.len()) {
        return Err(faults::TOO_FEW_PARTS.at("parts").into());
    }
    if input.reason.trim().is_empty() {
        return Err(faults::REASON_MISSING.at("reason").into());
    }
    let parts: Vec<Part<'_>> = input
        .parts
        .iter()
        .map(|part| Part { lanes: &part.lanes, households: &part.households, rest: part.rest })
        .collect();
    let sets = assign_to_parts(&store::doors(tx, grid.range())?, &parts).map_err(|fault| declined(&fault))?;
    let mut areas = Vec::with_capacity(sets.len());
    for part in &input.parts {
        let area = add_below(tx, ctx, &village, Level::Grid, &part.name)?;
        event::tell(tx, ctx, &area, event::CREATED, &input.reason, json!({ "split_from": grid.id }))?;
        areas.push(area);
    }
    let heirs: Vec<Heir<'_>> = areas
        .iter()
        .zip(&sets)
        .zip(&input.parts)
        .map(|((area, set), part)| Heir { area, households: set, heads: part.keep_posts, others: part.keep_posts })
        .collect();
    posts::carry_on(tx, ctx, &grid, &heirs, &input.reason)?;
    for (area, set) in areas.iter().zip(&sets) {
        households::move_to_grid(tx, ctx, set, area, &input.reason)?;
    }
    let keeps_name = areas.iter().find(|area| area.name == grid.name);
    let successor = |place: &str| {
        let part = part_of_place(place, &parts).and_then(|at| areas.get(at));
        part.or(keeps_name).unwrap_or(&village)
    };
    arrivals::out_of_grid(tx, ctx, &grid, successor, &input.reason)?;
    let into: Vec<Id> = areas.iter().map(|area| area.id).collect();
    let closed = shut(tx, ctx, grid, event::SPLIT, &input.reason, json!({ "into": into }))?;
    let areas = areas.into_iter().zip(&sets).map(|(area, set)| SplitOff { area, households: set.len() });
    Ok(Divided { closed, areas: areas.collect() })
}

/// The village of a grid that can be split or merged: a live grid without micro-grids.
pub(super) fn village_of(tx: &mut Tx<'_>, grid: &Area) -> Result<Area, Error> {
    let village = grid.parent_id.map(|parent| store::find(tx, parent)).transpose()?.flatten();
    let village = village.filter(|_| grid.level == Level::Grid).ok_or_else(|| faults::NOT_A_GRID.at("id"))?;
    let areas = store::live_below(tx, grid.range())?;
    if areas > 0 {
        let refusal = faults::NOT_EMPTY.at("id").with("areas", areas).with("households", 0);
        return Err(refusal.with("arrivals", 0).with("posts", 0).into());
    }
    Ok(village)
}

fn declined(fault: &SplitFault) -> Refusal {
    let at = |place: &usize| format!("parts[{place}]");
    match fault {
        SplitFault::NamedTwice(place) => faults::PART_NAMED_TWICE.at(at(place)),
        SplitFault::NotInGrid(place) => faults::PART_NOT_IN_GRID.at(at(place)),
        SplitFault::TwoRests(place) => faults::PART_TWO_RESTS.at(at(place)),
        SplitFault::LeftOver(count) => faults::PART_LEFT_OVER.at("parts").with("count", count),
    }
}
