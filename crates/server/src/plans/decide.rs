//! A person decides about a plan: confirms or rejects a possible match, ends a measure, releases somebody whose days are
//! over and whose tests are not.

use gridward_database::Tx;
use gridward_domain::arrivals::ArrivalState;
use gridward_domain::assessment::Plan as Dates;
use gridward_domain::follow_ups::due_checks;
use gridward_domain::plans::{NOTHING_TO_CONFIRM, PlanMove, PlanState, WhyEnded};
use gridward_domain::{Id, Refusal, faults as general};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::grounds::Rules;
use super::plan::{PlanRecord, PlanStanding, changing, tell};
use super::{close, faults, store};
use crate::{Ctx, Error, arrivals, follow_ups, responses};

/// A possible match holds.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfirmPlan {
    /// The revision the asker saw.
    pub rev: i64,
}

/// A possible match does not hold, or a plan is released.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecidePlan {
    /// The revision the asker saw.
    pub rev: i64,
    /// Why, 2 to 200 characters; kept with the plan and erased with it.
    pub reason: String,
}

/// The person has died: the measure ends and no other follows.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EndPlan {
    /// The revision the asker saw.
    pub rev: i64,
    /// How it is known, 2 to 200 characters; kept with the plan and erased with it.
    pub reason: String,
}

/// Confirms a possible match: its measure holds from now on.
pub fn confirm(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, input: ConfirmPlan) -> Result<PlanStanding, Error> {
    let before = changing(tx, ctx, id, input.rev)?;
    let state = before.state.after(PlanMove::Confirm)?;
    let response = responses::running(tx, before.response_id)?;
    let rules = Rules::of(tx, ctx, &response)?.ok_or_else(|| faults::NO_PROGRAMME.refuse())?;
    let rule = rules.book.set().rule(&before.by.rule);
    let (Some(rule), Some(day_one)) = (rule, before.day_one) else {
        return Err(NOTHING_TO_CONFIRM.refuse().into());
    };
    let dates = Dates::of(&rule.measure, day_one);
    // The rules turned, and the new look that this asks for has not come to this plan yet.
    if !before.is_by(&dates) {
        return Err(general::CHANGED_MEANWHILE.at("rev").into());
    }
    let record = arrivals::stored(tx, ctx, before.arrival_id)?.ok_or_else(|| general::NOT_FOUND.refuse())?;
    let earlier = store::open_of(tx, record.id)?.into_iter().find(|plan| plan.state == PlanState::InForce);
    let mut after = PlanRecord { state, confirmed_by: Some(ctx.actor), ..close::next(&before) };
    after.told.sentences = std::mem::take(&mut after.told.once_confirmed);
    if let Some(earlier) = &earlier {
        after.failed = earlier.failed;
        close::supersede(tx, ctx, earlier, Some(id))?;
    }
    store::put(tx, &before, &after)?;
    let today = ctx.zone.date(ctx.now);
    let checks = due_checks(&rule.measure, &dates, today);
    follow_ups::begin(tx, ctx, (&after, &record), checks)?;
    tell(tx, ctx, &after, "plans.confirm")?;
    if record.state == ArrivalState::Released {
        arrivals::advance(tx, ctx, record.id, ArrivalState::Assessed, "arrivals.assess")?;
    }
    if record.state != ArrivalState::UnderMeasure {
        arrivals::advance(tx, ctx, record.id, ArrivalState::UnderMeasure, "arrivals.measure")?;
    }
    Ok(after.standing())
}

/// Says that a possible match is none; the same one is not asked about again.
pub fn reject(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, input: &DecidePlan) -> Result<PlanStanding, Error> {
    let before = changing(tx, ctx, id, input.rev)?;
    let (state, reason) = (before.state.after(PlanMove::Reject)?, reason(&input.reason)?);
    let after = PlanRecord { state, reason, ended_at: Some(ctx.now), ..close::next(&before) };
    store::put(tx, &before, &after)?;
    tell(tx, ctx, &after, "plans.reject")?;
    Ok(after.standing())
}

/// Ends the measure of somebody who has died; the arrival stays as assessed, and no change of a list touches it again.
pub fn end(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, input: &EndPlan) -> Result<PlanStanding, Error> {
    let before = changing(tx, ctx, id, input.rev)?;
    let reason = reason(&input.reason)?;
    let after = close::end(tx, ctx, &before, (WhyEnded::Died, &reason))?;
    for other in store::open_of(tx, before.arrival_id)? {
        close::end(tx, ctx, &other, (WhyEnded::Died, &reason))?;
    }
    let record = arrivals::stored(tx, ctx, before.arrival_id)?.ok_or_else(|| general::NOT_FOUND.refuse())?;
    if record.state == ArrivalState::UnderMeasure {
        arrivals::advance(tx, ctx, record.id, ArrivalState::Assessed, "arrivals.assess")?;
    }
    Ok(after.standing())
}

/// Releases somebody whose days are over although a test or a contact is missing: a person answers for that.
pub fn release(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, input: &DecidePlan) -> Result<PlanStanding, Error> {
    let before = changing(tx, ctx, id, input.rev)?;
    before.state.after(PlanMove::Release)?;
    let reason = reason(&input.reason)?;
    if let Some(day) = before.release_on.filter(|day| *day > ctx.zone.date(ctx.now)) {
        return Err(faults::NOT_OVER.refuse().with("release_on", day).into());
    }
    store::put(tx, &before, &PlanRecord { reason, ..before.clone() })?;
    arrivals::advance(tx, ctx, before.arrival_id, ArrivalState::Released, "arrivals.release")?;
    let after = store::find(tx, id)?.ok_or_else(|| general::NOT_FOUND.refuse())?;
    Ok(after.standing())
}

fn reason(written: &str) -> Result<String, Refusal> {
    let reason = written.trim();
    if (2..=200).contains(&reason.chars().count()) {
        Ok(reason.to_owned())
    } else {
        Err(faults::REASON_MISSING.at("reason"))
    }
}
