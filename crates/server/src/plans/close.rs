//! How plans come to an end: superseded, released, ended before their time, or moved along with whoever moves.

use gridward_database::Tx;
use gridward_domain::Id;
use gridward_domain::arrivals::ArrivalState;
use gridward_domain::plans::{PlanMove, PlanState, WhyEnded};

use super::plan::{PlanRecord, tell};
use super::store;
use crate::arrivals::ArrivalRecord;
use crate::{Ctx, Error, follow_ups};

/// Another decision takes the place of a plan; it is kept as it was.
pub(super) fn supersede(tx: &mut Tx<'_>, ctx: &Ctx, plan: &PlanRecord, by: Option<Id>) -> Result<(), Error> {
    let state = plan.state.after(PlanMove::Supersede)?;
    let after = PlanRecord { state, superseded_by: by, ended_at: Some(ctx.now), ..next(plan) };
    put(tx, ctx, plan, &after, "plans.supersede")
}

/// A plan ends before its time.
pub(super) fn end(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    plan: &PlanRecord,
    (why, reason): (WhyEnded, &str),
) -> Result<PlanRecord, Error> {
    let state = plan.state.after(PlanMove::End)?;
    let after = PlanRecord { state, why: Some(why), reason: reason.to_owned(), ended_at: Some(ctx.now), ..next(plan) };
    put(tx, ctx, plan, &after, "plans.end")?;
    Ok(after)
}

/// A plan has run to its end.
fn release(tx: &mut Tx<'_>, ctx: &Ctx, plan: &PlanRecord) -> Result<(), Error> {
    let after = PlanRecord { state: plan.state.after(PlanMove::Release)?, ended_at: Some(ctx.now), ..next(plan) };
    put(tx, ctx, plan, &after, "plans.release")
}

/// The plan with its next revision.
pub(super) fn next(plan: &PlanRecord) -> PlanRecord {
    PlanRecord { rev: plan.rev + 1, ..plan.clone() }
}

/// Writes a plan that is over and cancels what was still to be done for it.
fn put(tx: &mut Tx<'_>, ctx: &Ctx, before: &PlanRecord, after: &PlanRecord, verb: &'static str) -> Result<(), Error> {
    store::put(tx, before, after)?;
    follow_ups::cancel(tx, after.id)?;
    tell(tx, ctx, after, verb)
}

/// The plans of an arrival go along with it: they end with it, or move to its new grid or door.
pub(crate) fn follow(tx: &mut Tx<'_>, ctx: &Ctx, before: &ArrivalRecord, after: &ArrivalRecord) -> Result<(), Error> {
    use ArrivalState as S;
    let moved = before.destination != after.destination;
    let had_plans = matches!(before.state, S::Assessed | S::UnderMeasure | S::Released);
    if !had_plans || (before.state == after.state && !moved) {
        return Ok(());
    }
    for plan in store::open_of(tx, after.id)? {
        match (after.state, plan.state) {
            (S::Released, PlanState::InForce) => release(tx, ctx, &plan)?,
            (S::WentElsewhere, _) => drop(end(tx, ctx, &plan, (WhyEnded::WentElsewhere, ""))?),
            (S::Transferred, _) => drop(end(tx, ctx, &plan, (WhyEnded::Transferred, ""))?),
            (S::Assessed | S::UnderMeasure | S::Released, _) if moved => move_along(tx, ctx, &plan, after)?,
            (S::Assessed | S::UnderMeasure | S::Released, _) => {}
            _ => drop(end(tx, ctx, &plan, (WhyEnded::NotHere, ""))?),
        }
    }
    Ok(())
}

/// A plan with its due follow-ups in the grid and at the door where its person is now.
fn move_along(tx: &mut Tx<'_>, ctx: &Ctx, plan: &PlanRecord, to: &ArrivalRecord) -> Result<(), Error> {
    let (grid_id, grid_ord) = (to.destination.grid_id, to.destination.grid_ord);
    let after = PlanRecord { grid_id, grid_ord, ..next(plan) };
    store::put(tx, plan, &after)?;
    follow_ups::move_along(tx, ctx, after.id, to)?;
    tell(tx, ctx, &after, "plans.move")
}
