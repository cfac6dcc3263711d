//! Add a person to a household.

use gridward_database::Tx;
use gridward_domain::Id;
use gridward_domain::access::Verb;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::input::ResidentInput;
use super::resident::{Resident, ResidentRecord, check_number_free};
use super::{Facts, store};
use crate::households::history::{Event, record};
use crate::households::{self, Household};
use crate::{Ctx, Error};

/// A person who is to live in a household.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewMember {
    /// The household.
    pub household_id: Id,
    /// The person.
    pub resident: ResidentInput,
}

/// Adds a person to a household.
pub fn add(tx: &mut Tx<'_>, ctx: &Ctx, input: &NewMember) -> Result<Resident, Error> {
    let mut household = households::reached(tx, ctx, Verb::HouseholdsEdit, input.household_id)?;
    if household.to_at.is_some() {
        return Err(households::faults::ENDED.at("household_id").into());
    }
    let facts = facts_for_new(tx, ctx, &input.resident, "resident")?;
    let resident = settle(tx, ctx, &household, facts)?;
    households::recount(tx, ctx, &mut household)?;
    let event = Event { verb: "residents.add", resident: Some(resident.id), before: None, reason: "" };
    record(tx, ctx, &household, &event)?;
    Ok(Resident::from(&resident))
}

/// The facts of somebody who is new to the ledger, checked.
pub(crate) fn facts_for_new(tx: &mut Tx<'_>, ctx: &Ctx, input: &ResidentInput, at: &str) -> Result<Facts, Error> {
    let facts = input.check(ctx, at)?;
    check_number_free(tx, ctx, &facts, None)?;
    Ok(facts)
}

/// Writes a new resident of a household; the household's own figures are the caller's to bring up to date.
pub(crate) fn settle(tx: &mut Tx<'_>, ctx: &Ctx, household: &Household, facts: Facts) -> Result<ResidentRecord, Error> {
    let resident = ResidentRecord {
        id: ctx.ids.make(),
        household_id: household.id,
        grid_ord: household.grid_ord,
        facts,
        from_at: ctx.now,
        to_at: None,
        merged_into: None,
        rev: 1,
    };
    store::add(tx, ctx, &resident)?;
    Ok(resident)
}
