//! End a household: nobody lives there any more.

use gridward_database::Tx;
use gridward_domain::Id;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::follow::moved;
use super::history::{Event, record};
use super::household::{Household, editable};
use crate::{Ctx, Error, arrivals, residents};

/// Why a household ends.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CloseHousehold {
    /// The revision the asker saw.
    pub rev: i64,
    /// Why, at least two characters.
    pub reason: String,
}

/// Ends a household, and the entries of those who live there with it. Whoever comes back to it is still the grid's to see
/// to, at the old door.
pub fn close(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, input: &CloseHousehold) -> Result<Household, Error> {
    let reason = residents::reason(&input.reason, 2)?;
    let mut household = editable(tx, ctx, id, input.rev)?;
    let before = household.before();
    for mut resident in residents::living(tx, ctx, id)? {
        resident.to_at = Some(ctx.now);
        resident.rev += 1;
        residents::put(tx, ctx, &resident)?;
    }
    household.to_at = Some(ctx.now);
    super::recount(tx, ctx, &mut household)?;
    moved(tx, ctx, id, 0, Some(household.grid()), None)?;
    arrivals::out_of_household(tx, ctx, &household, reason)?;
    record(tx, ctx, &household, &Event { verb: "households.close", resident: None, before: Some(before), reason })?;
    Ok(household)
}
