//! Take a person out of the ledger: the row stays, with its end.

use gridward_database::Tx;
use gridward_domain::Id;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::resident::{Resident, editable};
use super::store;
use crate::households::history::{Event, record};
use crate::{Ctx, Error, households};

/// Why a person leaves the ledger.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RemoveResident {
    /// The revision the asker saw.
    pub rev: i64,
    /// Why, at least two characters.
    pub reason: String,
}

/// Takes a person out of the ledger.
pub fn remove(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, input: &RemoveResident) -> Result<Resident, Error> {
    let reason = super::reason(&input.reason, 2)?;
    let (mut resident, mut household) = editable(tx, ctx, id, input.rev)?;
    let before = resident.before();
    resident.to_at = Some(ctx.now);
    resident.rev += 1;
    store::put(tx, ctx, &resident)?;
    households::recount(tx, ctx, &mut household)?;
    record(tx, ctx, &household, &Event { verb: "residents.remove", resident: Some(id), before: Some(before), reason })?;
    Ok(Resident::from(&resident))
}
