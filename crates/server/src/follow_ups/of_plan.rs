//! The follow-ups of a plan begin, move and end with it.

use gridward_database::Tx;
use gridward_domain::Id;
use gridward_domain::follow_ups::{DueCheck, FollowUpState};
use gridward_domain::households::place_key;
use jiff::civil::Date;

use super::follow_up::FollowUpRecord;
use super::store;
use crate::arrivals::ArrivalRecord;
use crate::plans::PlanRecord;
use crate::{Ctx, Error};

/// Writes the checks of a plan that begins. What somebody has had today by the plan before is not asked of them again.
pub(crate) fn begin(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    (plan, arrival): (&PlanRecord, &ArrivalRecord),
    checks: Vec<DueCheck>,
) -> Result<(), Error> {
    let today = ctx.zone.date(ctx.now);
    let checks = not_had_yet(tx, today, (plan.grid_ord, plan.arrival_id), checks)?;
    let new = |check: DueCheck| FollowUpRecord {
        id: ctx.ids.make(),
        response_id: plan.response_id,
        plan_id: plan.id,
        arrival_id: plan.arrival_id,
        grid_id: plan.grid_id,
        grid_ord: plan.grid_ord,
        door: door(arrival),
        due_on: check.on,
        kind: check.kind,
        slot: check.slot,
        state: FollowUpState::Due,
        outcome: None,
        how_known: None,
        tries: 0,
        done_at: None,
        done_by: None,
        rev: 1,
    };
    let records: Vec<FollowUpRecord> = checks.into_iter().map(new).collect();
    Ok(store::add_all(tx, &records)?)
}

/// The checks without those that somebody in a grid has had today.
pub(crate) fn not_had_yet(
    tx: &mut Tx<'_>,
    today: Date,
    (grid_ord, arrival): (i64, Id),
    mut checks: Vec<DueCheck>,
) -> Result<Vec<DueCheck>, Error> {
    let mut had = store::done_on(tx, (today, grid_ord), arrival)?;
    checks.retain(|check| {
        let same = had.iter_mut().find(|(kind, left)| check.on == today && *kind == check.kind && *left > 0);
        same.map(|(_, left)| *left -= 1).is_none()
    });
    Ok(checks)
}

/// How many follow-ups of a plan are still to be done, from a day on.
pub(crate) fn due_from(tx: &mut Tx<'_>, plan: Id, from: Date) -> Result<usize, Error> {
    Ok(store::due_of_plan(tx, plan)?.iter().filter(|due| due.due_on >= from).count())
}

/// What groups those who are found at one door.
fn door(arrival: &ArrivalRecord) -> String {
    let to = &arrival.destination;
    to.household_id.map_or_else(|| place_key(&to.place), |household| household.to_string())
}

/// Cancels what is still to be done for a plan that is over.
pub(crate) fn cancel(tx: &mut Tx<'_>, plan: Id) -> Result<(), Error> {
    let due = store::due_of_plan(tx, plan)?;
    let changed = due.into_iter().map(|before| {
        let state = before.contacts(0).phase_ended().state;
        let after = FollowUpRecord { state, rev: before.rev + 1, ..before.clone() };
        (before, after)
    });
    let changed: Vec<_> = changed.collect();
    Ok(store::put_all(tx, &changed)?)
}

/// What is still to be done for a plan, and what was missed and a late report still mends, is done where its person is
/// now.
pub(crate) fn move_along(tx: &mut Tx<'_>, ctx: &Ctx, plan: Id, to: &ArrivalRecord) -> Result<(), Error> {
    let (grid_id, grid_ord, door) = (to.destination.grid_id, to.destination.grid_ord, door(to));
    let today = ctx.zone.date(ctx.now);
    let since = today.yesterday().unwrap_or(today);
    let due = store::open_of_plan(tx, plan, since)?;
    let changed = due.into_iter().map(|before| {
        let after = FollowUpRecord { grid_id, grid_ord, door: door.clone(), rev: before.rev + 1, ..before.clone() };
        (before, after)
    });
    let changed: Vec<_> = changed.collect();
    Ok(store::move_open(tx, (plan, since), (grid_id, grid_ord, &door), &changed)?)
}
