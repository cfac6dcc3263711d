//! Create a household, with those who live there.

use gridward_database::Tx;
use gridward_domain::{Id, Refusal};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::faults;
use super::follow::moved;
use super::history::{Event, record};
use super::household::{Grid, Household, HouseholdDetail, current, detail, target_grid};
use super::store;
use crate::residents::{self, ResidentInput};
use crate::{Ctx, Error};

/// A household as it is entered.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HouseholdInput {
    /// The grid or micro-grid it lies in.
    pub grid_id: Id,
    /// The number the ledger gives it.
    #[serde(default)]
    pub number: String,
    /// Lane or building.
    #[serde(default)]
    pub lane: String,
    /// The door.
    pub door: String,
    /// A remark that helps to find or meet them.
    #[serde(default)]
    pub note: String,
    /// Who lives there.
    #[serde(default)]
    pub residents: Vec<ResidentInput>,
}

/// Creates a household in a grid.
pub fn create(tx: &mut Tx<'_>, ctx: &Ctx, input: &HouseholdInput) -> Result<HouseholdDetail, Error> {
    let grid = target_grid(tx, ctx, input.grid_id)?;
    let mut household = start(tx, ctx, grid, input)?;
    for (at, resident) in input.residents.iter().enumerate() {
        let member = residents::facts_for_new(tx, ctx, resident, &format!("residents[{at}]"))?;
        residents::settle(tx, ctx, &household, member)?;
    }
    super::recount(tx, ctx, &mut household)?;
    record(tx, ctx, &household, &Event { verb: "households.create", resident: None, before: None, reason: "" })?;
    detail(tx, ctx, household)
}

/// Writes a household without anybody in it yet.
pub(crate) fn start(tx: &mut Tx<'_>, ctx: &Ctx, grid: Grid, input: &HouseholdInput) -> Result<Household, Error> {
    let household = Household {
        id: ctx.ids.make(),
        grid_id: grid.id,
        grid_ord: grid.ord,
        grid_name: String::new(),
        village_name: String::new(),
        number: short(&input.number, 40, "number")?,
        lane: short(&input.lane, 100, "lane")?,
        door: door(&input.door)?,
        head_name: String::new(),
        members: 0,
        note: short(&input.note, 500, "note")?,
        from_at: ctx.now,
        to_at: None,
        merged_into: None,
        rev: 0,
    };
    store::add(tx, &household)?;
    moved(tx, ctx, household.id, 0, None, Some(grid))?;
    current(tx, household.id)
}

/// A text of at most so many characters, trimmed.
pub(super) fn short(text: &str, most: usize, at: &str) -> Result<String, Refusal> {
    let text = text.trim();
    if text.chars().count() > most { Err(faults::TOO_LONG.at(at).with("most", most)) } else { Ok(text.to_owned()) }
}

/// A door: something that finds the household.
pub(super) fn door(text: &str) -> Result<String, Refusal> {
    let text = text.trim();
    if (1..=100).contains(&text.chars().count()) { Ok(text.to_owned()) } else { Err(faults::DOOR_MISSING.at("door")) }
}
