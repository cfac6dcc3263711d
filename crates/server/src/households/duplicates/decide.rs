//! Decide about a suspected duplicate.

use gridward_database::Tx;
use gridward_domain::access::Verb;
use gridward_domain::{Fault, Id, faults as general};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::list::unsealed;
use super::store::{self, Parked};
use crate::households::history::{Event, record};
use crate::households::import::ParkedRow;
use crate::households::{self, Grid, Household, HouseholdInput};
use crate::residents::{self, Facts, Resident};
use crate::{Ctx, Error, audit};

static DECIDED_ALREADY: Fault = Fault::new(
    "duplicates_decided",
    409,
    "这一条已经有人处理过了，请刷新。",
    "Somebody has decided about this one already; reload.",
);
static NOBODY_THERE: Fault = Fault::new(
    "duplicates_nobody_there",
    409,
    "台账里已经没有可以对照的人，请选“不是同一人”或“不要这一行”。",
    "There is nobody left in the ledger to compare with; choose different person, or drop.",
);

/// What a person decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// The same person: blanks of the one in the ledger are filled.
    SamePerson,
    /// Somebody else: the row goes into the ledger.
    DifferentPerson,
    /// The row is of no use.
    Drop,
}

/// What was decided.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Decided {
    /// The suspicion.
    pub id: Id,
    /// The decision.
    pub decision: Decision,
    /// The resident it came to; absent when the row was dropped.
    pub resident: Option<Resident>,
}

/// Decides about a suspected duplicate.
pub fn decide(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, decision: Decision) -> Result<Decided, Error> {
    ctx.may_somewhere(Verb::LedgerImport)?;
    let parked = store::find(tx, id)?.ok_or_else(|| general::NOT_FOUND.refuse())?;
    if !ctx.ranges(Verb::LedgerImport).iter().any(|range| range.holds(parked.grid_ord)) {
        return Err(general::NOT_FOUND.refuse().into());
    }
    if parked.decided.is_some() {
        return Err(DECIDED_ALREADY.refuse().into());
    }
    let row = unsealed(ctx, &parked.sealed)?;
    let (name, resident) = match decision {
        Decision::SamePerson => ("same_person", Some(same(tx, ctx, &parked, &row.facts())?)),
        Decision::DifferentPerson => ("different_person", Some(different(tx, ctx, &row)?)),
        Decision::Drop => ("drop", None),
    };
    store::decide(tx, ctx, id, name)?;
    let entry = audit::Entry {
        verb: "duplicates.decide",
        noun: "duplicates",
        record: id,
        area_ord: parked.grid_ord,
        reason: "",
        detail: json!({ "decision": decision, "resident": resident.as_ref().map(|one| one.id) }),
    };
    audit::note(tx, ctx, &entry)?;
    Ok(Decided { id, decision, resident })
}

fn same(tx: &mut Tx<'_>, ctx: &Ctx, parked: &Parked, facts: &Facts) -> Result<Resident, Error> {
    let found = residents::opened(tx, ctx, &[parked.resident_id])?;
    let mut resident =
        found.into_iter().find(|one| one.to_at.is_none()).ok_or_else(|| Error::from(NOBODY_THERE.refuse()))?;
    let before = resident.before();
    if resident.facts.fill_blanks(facts) {
        resident.rev += 1;
        residents::put(tx, ctx, &resident)?;
        let mut household = households::current(tx, resident.household_id)?;
        households::recount(tx, ctx, &mut household)?;
        let event =
            Event { verb: "residents.same_person", resident: Some(resident.id), before: Some(before), reason: "" };
        record(tx, ctx, &household, &event)?;
    }
    Ok(Resident::from(&resident))
}

fn different(tx: &mut Tx<'_>, ctx: &Ctx, row: &ParkedRow) -> Result<Resident, Error> {
    let mut household = home(tx, ctx, row)?;
    let resident = residents::settle(tx, ctx, &household, row.facts())?;
    households::recount(tx, ctx, &mut household)?;
    let event = Event { verb: "residents.add", resident: Some(resident.id), before: None, reason: "" };
    record(tx, ctx, &household, &event)?;
    Ok(Resident::from(&resident))
}

/// The household at the row's door if there is exactly one, otherwise a new one.
fn home(tx: &mut Tx<'_>, ctx: &Ctx, row: &ParkedRow) -> Result<Household, Error> {
    let there = households::at_door(tx, &row.lane, &row.door, row.grid_ord)?;
    if let [one] = there.as_slice() {
        return households::current(tx, *one);
    }
    let input = HouseholdInput {
        grid_id: row.grid_id,
        number: row.number.clone(),
        lane: row.lane.clone(),
        door: row.door.clone(),
        note: String::new(),
        residents: Vec::new(),
    };
    households::start(tx, ctx, Grid { id: row.grid_id, ord: row.grid_ord }, &input)
}
