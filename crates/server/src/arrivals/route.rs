//! Send an arrival to the grid it belongs to.

use gridward_database::Tx;
use gridward_domain::access::Verb;
use gridward_domain::{Id, faults as general};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::arrival::{ArrivalRecord, ArrivalStanding, Deed, changing, put};
use super::destination::{Destination, is_own_village, place, place_within};
use super::edit::open;
use crate::{Ctx, Error};

/// Where they go.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RouteArrival {
    /// The revision the asker saw.
    pub rev: i64,
    /// Where they go.
    pub destination: Destination,
}

/// Routes an arrival to another grid in one's reach, or back to the village where nobody knows the grid.
pub fn route(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, input: &RouteArrival) -> Result<ArrivalStanding, Error> {
    let before = changing(tx, ctx, id, input.rev)?;
    open(&before)?;
    let destination = match place_within(tx, ctx, Verb::ArrivalsDecide, &input.destination) {
        Err(Error::Refused(refusal)) if refusal.fault == &general::NOT_FOUND => {
            let back = place(tx, &input.destination)?;
            if !is_own_village(&back, &before.destination) {
                return Err(refusal.into());
            }
            back
        }
        placed => placed?,
    };
    let after = ArrivalRecord { destination, rev: before.rev + 1, ..before.clone() };
    put(tx, ctx, &before, &after, Deed { verb: "arrivals.route", reason: "" })?;
    Ok(after.standing())
}
