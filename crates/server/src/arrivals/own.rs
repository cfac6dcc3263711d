//! What returnees see and correct of their own registration, by the code they got.

use gridward_database::Tx;
use gridward_domain::Id;
use gridward_domain::arrivals::{ArrivalState, Stay};
use gridward_domain::directives::HowKnown;
use gridward_domain::faults as general;
use gridward_domain::plans::PlanState;

use super::arrival::{ArrivalRecord, ArrivalStanding, Deed, put};
use super::destination::{Destination, place};
use super::edit::{EditArrival, correct, open};
use super::owner::{ArrivalOwner, owner};
use super::progress::arrived;
use super::{code, response, stays, store};
use crate::audit::{LookAt, looks_at};
use crate::follow_ups::{self, FollowUpRecord};
use crate::help_requests::{self, HelpRequestRecord};
use crate::plans::{self, PlanRecord};
use crate::{Ctx, Error, responses};

/// One of the arrivals that a code opens.
#[derive(Clone)]
pub(crate) struct OwnArrival {
    /// The arrival.
    pub(crate) record: ArrivalRecord,
    /// Where they were.
    pub(crate) stays: Vec<Stay>,
    /// Who answers for them now.
    pub(crate) owner: Option<ArrivalOwner>,
    /// What follows from their assessment: the measure in force, and what waits to be asked.
    pub(crate) plans: Vec<PlanRecord>,
    /// The visits and tests that are still to come by it, in order of the days.
    pub(crate) due: Vec<FollowUpRecord>,
    /// The measure that ran to its end, once they are released.
    pub(crate) released: Option<PlanRecord>,
    /// Who has looked at what is kept of them, the newest first.
    pub(crate) looks: Vec<LookAt>,
    /// What they asked for, the newest first.
    pub(crate) help: Vec<HelpRequestRecord>,
}

/// What counts as a look at one person's data. Looks at whole pages are kept by area, and name nobody.
const LOOKS: &[&str] = &["arrivals.find", "arrivals.unmask", "plans.find", "plans.list", "plans.notice"];

/// The arrivals that a code opens: of the one who registered, then of those who travel along.
pub(crate) fn by_code(tx: &mut Tx<'_>, ctx: &Ctx, typed: &str) -> Result<Vec<OwnArrival>, Error> {
    let records = store::by_code(tx, &ctx.keys, &code::hash(ctx, typed))?;
    if records.is_empty() {
        return Err(general::NOT_FOUND.refuse().into());
    }
    let mut found = Vec::with_capacity(records.len());
    for record in records {
        let stays = stays::of_arrival(tx, record.id)?;
        let owner = owner(tx, ctx, record.destination.grid_ord)?;
        let plans = plans::open_of(tx, record.id)?;
        let mut due = Vec::new();
        for plan in plans.iter().filter(|plan| plan.state == PlanState::InForce) {
            due.extend(follow_ups::due_of_plan(tx, plan.id)?);
        }
        let is_released = record.state == ArrivalState::Released;
        let released = if is_released { plans::released_of(tx, record.id)? } else { None };
        let help = help_requests::of_arrival(tx, ctx, record.id)?;
        let looks = looks(tx, record.id, plans.iter().chain(&released))?;
        found.push(OwnArrival { record, stays, owner, plans, due, released, looks, help });
    }
    found.sort_by_key(|own| (own.record.companions_of.is_some(), own.record.id));
    Ok(found)
}

fn looks<'a>(tx: &mut Tx<'_>, arrival: Id, plans: impl Iterator<Item = &'a PlanRecord>) -> Result<Vec<LookAt>, Error> {
    // Lists of one arrival's plans are entered under the arrival.
    let mut records = vec![("arrivals", arrival), ("plans", arrival)];
    records.extend(plans.map(|plan| ("plans", plan.id)));
    looks_at(tx, &records, LOOKS)
}

/// Corrects the registration of the one who holds the code, in their own words; coming and going elsewhere in the same
/// jurisdiction are part of it.
pub(crate) fn correct_own(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    typed: &str,
    (input, destination): (&EditArrival, &Destination),
) -> Result<ArrivalStanding, Error> {
    let own = by_code(tx, ctx, typed)?.into_iter().next().ok_or_else(|| general::NOT_FOUND.refuse())?;
    let mut record = own.record;
    responses::running(tx, record.response_id)?;
    if let (ArrivalState::Expected, Some(day)) = (record.state, input.arrived_on) {
        let here = arrived(ctx, &record, day, HowKnown::SelfReported)?;
        put(tx, ctx, &record, &here, Deed { verb: "arrivals.arrive", reason: "" })?;
        record = here;
    }
    let now = &record.destination;
    if destination.area_id != Some(now.grid_id) || destination.place.trim() != now.place {
        open(&record)?;
        let destination = place(tx, destination)?;
        response::running_at(tx, record.response_id, destination.grid_ord)?;
        let moved = ArrivalRecord { destination, rev: record.rev + 1, ..record.clone() };
        put(tx, ctx, &record, &moved, Deed { verb: "arrivals.route", reason: "" })?;
        record = moved;
    }
    let input = EditArrival { rev: record.rev, ..input.clone() };
    correct(tx, ctx, &record, &input)
}
