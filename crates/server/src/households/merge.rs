//! Two households become one.

use gridward_database::Tx;
use gridward_domain::Id;
use gridward_domain::households::Relation;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::faults;
use super::follow::moved;
use super::history::{Event, record};
use super::household::{HouseholdDetail, detail, editable};
use super::store;
use crate::{Ctx, Error, arrivals, residents};

/// Which household stays.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MergeHousehold {
    /// The revision of the household that goes.
    pub rev: i64,
    /// The household that stays.
    pub into: Id,
    /// Its revision.
    pub into_rev: i64,
    /// Why.
    #[serde(default)]
    pub reason: String,
}

/// Merges one household into another: its people, and those who come back to it, move there; it ends.
pub fn merge(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, input: &MergeHousehold) -> Result<HouseholdDetail, Error> {
    if id == input.into {
        return Err(faults::SAME_HOUSEHOLD.at("into").into());
    }
    let mut gone = editable(tx, ctx, id, input.rev)?;
    let mut stays = editable(tx, ctx, input.into, input.into_rev)?;
    let reason = residents::reason(&input.reason, 0)?;
    let (gone_before, before) = (gone.before(), stays.before());
    let has_head =
        residents::living(tx, ctx, stays.id)?.iter().any(|resident| resident.facts.relation == Relation::Head);
    for mut resident in residents::living(tx, ctx, id)? {
        if has_head && resident.facts.relation == Relation::Head {
            resident.facts.relation = Relation::Other;
        }
        residents::carry(tx, ctx, &mut resident, &stays)?;
    }
    gone.to_at = Some(ctx.now);
    gone.merged_into = Some(stays.id);
    super::recount(tx, ctx, &mut gone)?;
    super::recount(tx, ctx, &mut stays)?;
    moved(tx, ctx, id, 0, Some(gone.grid()), None)?;
    arrivals::into_household(tx, ctx, (id, stays.id), |_| true, reason)?;
    record(tx, ctx, &gone, &Event { verb: "households.merge", resident: None, before: Some(gone_before), reason })?;
    record(tx, ctx, &stays, &Event { verb: "households.merge", resident: None, before: Some(before), reason })?;
    let stays = store::find(tx, stays.id)?.unwrap_or(stays);
    detail(tx, ctx, stays)
}
