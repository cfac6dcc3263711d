//! Change what is known of a household.

use gridward_database::Tx;
use gridward_domain::Id;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::create::{door, short};
use super::history::{Event, changed, record};
use super::household::{Household, editable};
use super::store;
use crate::{Ctx, Error};

/// A change to a household: absent stays as it is.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EditHousehold {
    /// The revision the asker saw.
    pub rev: i64,
    /// The number the ledger gives it.
    #[serde(default)]
    pub number: Option<String>,
    /// Lane or building.
    #[serde(default)]
    pub lane: Option<String>,
    /// The door.
    #[serde(default)]
    pub door: Option<String>,
    /// A remark that helps to find or meet them.
    #[serde(default)]
    pub note: Option<String>,
}

/// Changes a household; the values before are kept.
pub fn edit(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, input: &EditHousehold) -> Result<Household, Error> {
    let mut household = editable(tx, ctx, id, input.rev)?;
    let before = household.before();
    if let Some(number) = &input.number {
        household.number = short(number, 40, "number")?;
    }
    if let Some(lane) = &input.lane {
        household.lane = short(lane, 100, "lane")?;
    }
    if let Some(text) = &input.door {
        household.door = door(text)?;
    }
    if let Some(note) = &input.note {
        household.note = short(note, 500, "note")?;
    }
    household.rev += 1;
    store::put(tx, &household)?;
    let before = Some(changed(before, household.before()));
    record(tx, ctx, &household, &Event { verb: "households.edit", resident: None, before, reason: "" })?;
    Ok(household)
}
