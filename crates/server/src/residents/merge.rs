//! Two records of one person become one.

use gridward_database::Tx;
use gridward_domain::Id;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::resident::{Resident, editable};
use super::{faults, store};
use crate::households::history::{Event, changed, record};
use crate::{Ctx, Error, households};

/// Which record stays.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MergeResident {
    /// The revision of the record that goes.
    pub rev: i64,
    /// The record that stays.
    pub into: Id,
    /// Its revision.
    pub into_rev: i64,
    /// Why.
    #[serde(default)]
    pub reason: String,
}

/// Merges one record into another of the same person: blanks of the one that stays are filled, the other ends.
pub fn merge(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, input: &MergeResident) -> Result<Resident, Error> {
    if id == input.into {
        return Err(faults::SAME_PERSON.at("into").into());
    }
    let reason = super::reason(&input.reason, 0)?;
    let (mut gone, mut left) = editable(tx, ctx, id, input.rev)?;
    let (mut stays, _) = editable(tx, ctx, input.into, input.into_rev)?;
    let (gone_before, before) = (gone.before(), stays.before());
    stays.facts.fill_blanks(&gone.facts);
    stays.rev += 1;
    gone.to_at = Some(ctx.now);
    gone.merged_into = Some(stays.id);
    gone.rev += 1;
    store::put(tx, ctx, &gone)?;
    store::put(tx, ctx, &stays)?;
    households::recount(tx, ctx, &mut left)?;
    let event = Event { verb: "residents.merge", resident: Some(id), before: Some(gone_before), reason };
    record(tx, ctx, &left, &event)?;
    let mut kept = households::current(tx, stays.household_id)?;
    households::recount(tx, ctx, &mut kept)?;
    let before = Some(changed(before, stays.before()));
    let event = Event { verb: "residents.merge", resident: Some(stays.id), before, reason };
    record(tx, ctx, &kept, &event)?;
    Ok(Resident::from(&stays))
}
