//! Move a household to another grid.

use gridward_database::{Change, Tx};
use gridward_domain::Id;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::faults;
use super::follow::carried;
use super::history::{Event, changed, record};
use super::household::{Grid, Household, current, editable, target_grid};
use super::store;
use crate::areas::Area;
use crate::{Ctx, Error, arrivals, posts, residents};

/// Where a household goes.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MoveHousehold {
    /// The revision the asker saw.
    pub rev: i64,
    /// The grid it goes to.
    pub grid_id: Id,
    /// Why.
    #[serde(default)]
    pub reason: String,
}

/// Moves a household, and all who live there, to another grid.
pub fn relocate(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, input: &MoveHousehold) -> Result<Household, Error> {
    let mut household = editable(tx, ctx, id, input.rev)?;
    let reason = residents::reason(&input.reason, 0)?;
    let (from, to) = (household.grid(), target_grid(tx, ctx, input.grid_id)?);
    if from.id == to.id {
        return Err(faults::SAME_GRID.at("grid_id").into());
    }
    shift(tx, ctx, &mut household, to, reason)?;
    posts::households_changed(tx, ctx, &[from.id, to.id])?;
    current(tx, id)
}

/// Moves households to a grid that takes them over, because grids are split or merged; the right to do so is the
/// caller's to check.
pub(crate) fn move_to_grid(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    households: &[Id],
    to: &Area,
    reason: &str,
) -> Result<(), Error> {
    let mut grids = vec![to.id];
    for mut household in store::find_set(tx, households)? {
        if household.to_at.is_none() && household.grid_id != to.id {
            grids.push(household.grid_id);
            shift(tx, ctx, &mut household, Grid { id: to.id, ord: to.ord }, reason)?;
        }
    }
    grids.sort_unstable();
    grids.dedup();
    posts::households_changed(tx, ctx, &grids)
}

/// Moves a household and all that lies with it; coverage is the caller's to recount.
fn shift(tx: &mut Tx<'_>, ctx: &Ctx, household: &mut Household, to: Grid, reason: &str) -> Result<(), Error> {
    let (id, from, before) = (household.id, household.grid(), household.before());
    household.grid_id = to.id;
    household.grid_ord = to.ord;
    household.rev += 1;
    store::put(tx, household)?;
    for mut resident in residents::living(tx, ctx, id)? {
        residents::carry(tx, ctx, &mut resident, household)?;
    }
    carried(tx, id, household.members, (Some(from), Some(to)))?;
    arrivals::with_household(tx, ctx, id, reason)?;
    // Those who watch the grid it leaves have to hear of it, too.
    tx.note_change(Change { area: from.ord, noun: "households", id: id.to_string(), rev: household.rev, op: "leave" });
    let before = Some(changed(before, household.before()));
    record(tx, ctx, household, &Event { verb: "households.move", resident: None, before, reason })
}
