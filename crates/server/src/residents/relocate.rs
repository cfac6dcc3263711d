//! Move a person to another household.

use gridward_database::Tx;
use gridward_domain::Id;
use gridward_domain::access::Verb;
use gridward_domain::households::Relation;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::resident::{Resident, ResidentRecord, editable};
use super::{faults, store};
use crate::households::history::{Event, changed, record};
use crate::households::{self, Household};
use crate::{Ctx, Error};

/// Where a person goes.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MoveResident {
    /// The revision the asker saw.
    pub rev: i64,
    /// The household they go to.
    pub household_id: Id,
    /// How they are related to its head.
    #[serde(default)]
    pub relation: Option<Relation>,
    /// Why.
    #[serde(default)]
    pub reason: String,
}

/// Moves a person to another household; both keep it in their history.
pub fn relocate(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, input: &MoveResident) -> Result<Resident, Error> {
    let (mut resident, mut left) = editable(tx, ctx, id, input.rev)?;
    let reason = super::reason(&input.reason, 0)?;
    if left.id == input.household_id {
        return Err(faults::SAME_HOUSEHOLD.at("household_id").into());
    }
    let mut entered = households::reached(tx, ctx, Verb::HouseholdsEdit, input.household_id)?;
    if entered.to_at.is_some() {
        return Err(households::faults::ENDED.at("household_id").into());
    }
    let before = resident.before();
    let has_head = store::living(tx, ctx, entered.id)?.iter().any(|one| one.facts.relation == Relation::Head);
    let was_head = resident.facts.relation == Relation::Head;
    let fallback = if was_head && has_head { Relation::Other } else { resident.facts.relation };
    resident.facts.relation = input.relation.unwrap_or(fallback);
    carry(tx, ctx, &mut resident, &entered)?;
    let before = changed(before, resident.before());
    for household in [&mut left, &mut entered] {
        households::recount(tx, ctx, household)?;
        let event = Event { verb: "residents.move", resident: Some(id), before: Some(before.clone()), reason };
        record(tx, ctx, household, &event)?;
    }
    Ok(Resident::from(&resident))
}

/// Writes a resident into a household; both households' own figures are the caller's to bring up to date.
pub(crate) fn carry(tx: &mut Tx<'_>, ctx: &Ctx, resident: &mut ResidentRecord, to: &Household) -> Result<(), Error> {
    resident.household_id = to.id;
    resident.grid_ord = to.grid_ord;
    resident.rev += 1;
    store::put(tx, ctx, resident)
}
