//! Merge grids of one village into a new one; the old ones close with their history.

use gridward_database::Tx;
use gridward_domain::Id;
use gridward_domain::areas::Level;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::change::{editable, shut};
use super::create::add_below;
use super::split::village_of;
use super::{Area, event, faults, store};
use crate::posts::{self, Heir};
use crate::{Ctx, Error, arrivals, households};

/// A grid that is to be merged.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GridToMerge {
    /// The grid.
    pub id: Id,
    /// The revision the asker saw.
    pub rev: i64,
}

/// Which grids become one.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MergeGrids {
    /// 2 to 20 grids of one village.
    pub grids: Vec<GridToMerge>,
    /// The name of the new grid.
    pub name: String,
    /// The grid whose heads go on; nobody's when absent, and coverage shows the gap.
    #[serde(default)]
    pub heads_of: Option<Id>,
    /// Why.
    pub reason: String,
}

/// Grids that became one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MergedGrids {
    /// The new grid.
    pub area: Area,
    /// The old ones, closed.
    pub closed: Vec<Area>,
    /// How many households the new grid took over.
    pub households: usize,
}

/// Merges grids of one village. All workers and liaisons go on in the new grid, heads only of the grid that is named.
pub fn merge(tx: &mut Tx<'_>, ctx: &Ctx, input: &MergeGrids) -> Result<MergedGrids, Error> {
    let (village, grids) = to_merge(tx, ctx, input)?;
    let area = add_below(tx, ctx, &village, Level::Grid, &input.name)?;
    let from: Vec<Id> = grids.iter().map(|grid| grid.id).collect();
    event::tell(tx, ctx, &area, event::CREATED, &input.reason, json!({ "merged_from": from }))?;
    let (mut closed, mut households) = (Vec::with_capacity(grids.len()), 0);
    for grid in grids {
        let set: Vec<Id> = store::doors(tx, grid.range())?.into_iter().map(|(household, _)| household).collect();
        let heads = input.heads_of == Some(grid.id);
        let heir = Heir { area: &area, households: &set, heads, others: true };
        posts::carry_on(tx, ctx, &grid, &[heir], &input.reason)?;
        households::move_to_grid(tx, ctx, &set, &area, &input.reason)?;
        arrivals::out_of_grid(tx, ctx, &grid, |_| &area, &input.reason)?;
        households += set.len();
        closed.push(shut(tx, ctx, grid, event::MERGED, &input.reason, json!({ "into": area.id }))?);
    }
    Ok(MergedGrids { area, closed, households })
}

fn to_merge(tx: &mut Tx<'_>, ctx: &Ctx, input: &MergeGrids) -> Result<(Area, Vec<Area>), Error> {
    if input.reason.trim().is_empty() {
        return Err(faults::REASON_MISSING.at("reason").into());
    }
    let mut grids: Vec<Area> = Vec::with_capacity(input.grids.len());
    let mut village: Option<Area> = None;
    for wanted in &input.grids {
        let grid = editable(tx, ctx, wanted.id, wanted.rev)?;
        let own = village_of(tx, &grid)?;
        let elsewhere = village.as_ref().is_some_and(|other| other.id != own.id);
        if elsewhere || grids.iter().any(|other| other.id == grid.id) {
            return Err(faults::NOT_A_GRID.at("grids").into());
        }
        village = Some(own);
        grids.push(grid);
    }
    if input.heads_of.is_some_and(|id| grids.iter().all(|grid| grid.id != id)) {
        return Err(faults::NOT_A_GRID.at("heads_of").into());
    }
    match village {
        Some(village) if (2..=20).contains(&grids.len()) => Ok((village, grids)),
        _ => Err(faults::TOO_FEW_PARTS.at("grids").into()),
    }
}
