//! Some of a household set up one of their own.

use gridward_database::Tx;
use gridward_domain::Id;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::create::{HouseholdInput, start};
use super::faults;
use super::history::{Event, record};
use super::household::{HouseholdDetail, detail, editable, target_grid};
use crate::arrivals::ArrivalRecord;
use crate::residents::ResidentRecord;
use crate::{Ctx, Error, arrivals, residents};

/// Who leaves, and where to.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SplitHousehold {
    /// The revision the asker saw.
    pub rev: i64,
    /// Who leaves: at least one, not everybody.
    pub residents: Vec<Id>,
    /// The new household; `residents` in it are people who are new to the ledger.
    pub household: HouseholdInput,
    /// Why.
    #[serde(default)]
    pub reason: String,
}

/// Both households after a split.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Divided {
    /// The one that was there before.
    pub from: HouseholdDetail,
    /// The new one.
    pub to: HouseholdDetail,
}

/// Splits a household: those chosen move to a new one, and so do arrivals that are clearly theirs.
pub fn split(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, input: &SplitHousehold) -> Result<Divided, Error> {
    let mut left = editable(tx, ctx, id, input.rev)?;
    let reason = residents::reason(&input.reason, 0)?;
    let living = residents::living(tx, ctx, id)?;
    if input.residents.iter().any(|chosen| living.iter().all(|one| one.id != *chosen)) {
        return Err(faults::NOT_A_MEMBER.at("residents").into());
    }
    let (leaving, staying): (Vec<_>, Vec<_>) = living.into_iter().partition(|one| input.residents.contains(&one.id));
    if leaving.is_empty() || staying.is_empty() {
        return Err(faults::NOBODY_CHOSEN.at("residents").into());
    }
    let grid = target_grid(tx, ctx, input.household.grid_id)?;
    let before = left.before();
    let mut entered = start(tx, ctx, grid, &input.household)?;
    let goes = |arrival: &ArrivalRecord| {
        let is_among = |residents: &[ResidentRecord]| residents.iter().any(|one| is_of(arrival, one));
        is_among(&leaving) && !is_among(&staying)
    };
    arrivals::into_household(tx, ctx, (id, entered.id), goes, reason)?;
    for mut resident in leaving {
        residents::carry(tx, ctx, &mut resident, &entered)?;
    }
    for (at, resident) in input.household.residents.iter().enumerate() {
        let member = residents::facts_for_new(tx, ctx, resident, &format!("household.residents[{at}]"))?;
        residents::settle(tx, ctx, &entered, member)?;
    }
    super::recount(tx, ctx, &mut left)?;
    super::recount(tx, ctx, &mut entered)?;
    record(tx, ctx, &left, &Event { verb: "households.split", resident: None, before: Some(before), reason })?;
    record(tx, ctx, &entered, &Event { verb: "households.split", resident: None, before: None, reason })?;
    Ok(Divided { from: detail(tx, ctx, left)?, to: detail(tx, ctx, entered)? })
}

/// Whether an arrival is a resident's: by the number of the document where both have one, else by the name.
fn is_of(arrival: &ArrivalRecord, resident: &ResidentRecord) -> bool {
    match (&arrival.document, &resident.facts.document) {
        (Some(one), Some(other)) => one.number == other.number,
        _ => arrival.name.text == resident.facts.name.text,
    }
}
