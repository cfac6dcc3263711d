//! Move a household to another grid.

use gridward_database::{Change, Tx};
use gridward_domain::Id;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::faults;
use super::follow::moved;
use super::history::{Event, record};
use super::household::{Household, current, editable, target_grid};
use super::store;
use crate::{Ctx, Error, residents};

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
    let before = household.before();
    household.grid_id = to.id;
    household.grid_ord = to.ord;
    household.rev += 1;
    store::put(tx, &household)?;
    for mut resident in residents::living(tx, ctx, id)? {
        residents::carry(tx, ctx, &mut resident, &household)?;
    }
    moved(tx, ctx, id, household.members, Some(from), Some(to))?;
    // Those who watch the grid it leaves have to hear of it, too.
    tx.note_change(Change { area: from.ord, noun: "households", id: id.to_string(), rev: household.rev, op: "leave" });
    record(tx, ctx, &household, &Event { verb: "households.move", resident: None, before: Some(before), reason })?;
    current(tx, id)
}
