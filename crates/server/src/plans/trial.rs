//! What a change of the list or of the rules would do to those who are here, before it is made.

use std::sync::Arc;

use gridward_database::Tx;
use gridward_domain::Id;
use gridward_domain::assessment::{Plan as Dates, RiskArea};
use gridward_domain::follow_ups::due_checks;
use gridward_domain::plans::Cause;
use serde::Serialize;
use utoipa::ToSchema;

use super::assess::{Judgement, PlanChange, can_be_assessed, judge};
use super::faults;
use super::grounds::{Grounds, Rules, case};
use super::screen::{Effects, ScreeningCount, note};
use super::screening::{self, Touches};
use crate::arrivals::{self, ArrivalRecord};
use crate::responses::StoredResponse;
use crate::{App, Ctx, Error, follow_ups};

/// Arrivals that one read looks at, so that other people's reads come between.
const BATCH: usize = 200;

/// What a change that has not been made yet would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ScreeningTrial {
    /// How many arrivals it can touch.
    pub looked: i64,
    /// Visits and tests that would be due in addition, from today on.
    pub visits_added: i64,
    /// Visits and tests that would not be due any longer, from today on.
    pub visits_dropped: i64,
    /// By grid; grids in which nothing would change are left out.
    pub grids: Vec<ScreeningCount>,
}

/// What a trial has found so far.
#[derive(Debug, Default)]
struct Tally {
    effects: Effects,
    looked: usize,
    added: usize,
    dropped: usize,
}

impl Tally {
    /// Judges some arrivals; nothing is written.
    fn look(
        &mut self,
        tx: &mut Tx<'_>,
        ctx: &Ctx,
        grounds: &Grounds,
        (some, why): (&[Id], Cause),
    ) -> Result<(), Error> {
        self.looked += some.len();
        for id in some {
            let Some(record) = arrivals::stored(tx, ctx, *id)?.filter(|record| can_be_assessed(record.state)) else {
                continue;
            };
            let known = case(tx, &record)?;
            let judged = judge(tx, grounds, &record, known, why)?;
            let (added, dropped) = visits(tx, grounds, &record, &judged)?;
            self.added += added;
            self.dropped += dropped;
            note(&mut self.effects, &record, judged.effect);
        }
        Ok(())
    }

    /// Adds what was found of others.
    fn add(&mut self, other: Self) {
        self.looked += other.looked;
        self.added += other.added;
        self.dropped += other.dropped;
        for (grid, effects) in other.effects {
            let sums = self.effects.entry(grid).or_default();
            for (sum, effect) in sums.iter_mut().zip(effects) {
                *sum += effect;
            }
        }
    }

    fn told(self) -> ScreeningTrial {
        let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let grids = self.effects.into_iter().map(|((_, grid_id), [begun, changed, released, possible])| {
            ScreeningCount { grid_id, begun, changed, released, possible }
        });
        ScreeningTrial {
            looked: number(self.looked),
            visits_added: number(self.added),
            visits_dropped: number(self.dropped),
            grids: grids.collect(),
        }
    }
}

/// The visits and tests that a judgement would bring, and those that it would cancel.
fn visits(
    tx: &mut Tx<'_>,
    grounds: &Grounds,
    record: &ArrivalRecord,
    judged: &Judgement,
) -> Result<(usize, usize), Error> {
    let begins = judged.course.begins.and_then(|found| Some((grounds.rules.book.rule(found.rule)?, found.day_one)));
    let added = match begins {
        Some((rule, day_one)) => {
            let checks = due_checks(&rule.measure, &Dates::of(&rule.measure, day_one), grounds.on);
            let place = (record.destination.grid_ord, record.id);
            follow_ups::not_had_yet(tx, grounds.on, place, checks)?.len()
        }
        None => 0,
    };
    let ends = matches!(judged.effect.plan, Some(PlanChange::Changed | PlanChange::Released));
    let dropped = match &judged.in_force {
        Some(plan) if ends => follow_ups::due_from(tx, plan.id, grounds.on)?,
        _ => 0,
    };
    Ok((added, dropped))
}

/// What a list that is not in force yet would change; nothing is written.
pub(crate) fn trial(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    response: &StoredResponse,
    (after, changed): (Vec<RiskArea>, &[RiskArea]),
) -> Result<ScreeningTrial, Error> {
    let Some(rules) = Rules::of(tx, ctx, response)? else { return Err(faults::NO_PROGRAMME.refuse().into()) };
    let touches = screening::touched_codes(changed, &rules.book);
    let grounds = Grounds::with(ctx, rules, after);
    let mut tally = Tally::default();
    if !touches.is_empty() {
        let some = screening::touched(tx, response.id, &Touches::Stays(touches))?;
        tally.look(tx, ctx, &grounds, (&some, Cause::List))?;
    }
    Ok(tally.told())
}

/// The grounds by which everybody who is here would be judged, and everybody who is here.
pub(crate) fn grounds_for_everybody(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    response: &StoredResponse,
    rules: Rules,
) -> Result<(Grounds, Vec<Id>), Error> {
    let everybody = screening::touched(tx, response.id, &Touches::Everybody)?;
    Ok((Grounds::whole(tx, ctx, response, rules)?, everybody))
}

/// What other rules would change for everybody who is here, some at a time; nothing is written.
pub(crate) async fn try_rules(
    app: &App,
    ctx: &Ctx,
    grounds: Grounds,
    everybody: Vec<Id>,
) -> Result<ScreeningTrial, Error> {
    let grounds = Arc::new(grounds);
    let mut tally = Tally::default();
    for some in everybody.chunks(BATCH) {
        let (ctx, grounds, some) = (ctx.clone(), Arc::clone(&grounds), some.to_vec());
        let look = move |tx: &mut Tx<'_>| {
            let mut own = Tally::default();
            own.look(tx, &ctx, &grounds, (&some, Cause::Rules))?;
            Ok::<_, Error>(own)
        };
        tally.add(app.db().read("plans.try_rules", look).await?);
    }
    Ok(tally.told())
}
