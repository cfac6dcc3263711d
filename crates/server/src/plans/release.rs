//! Release by rule: on the day after a measure's last day, unless a test is missing or another rule still runs.

use gridward_database::Tx;
use gridward_domain::Id;
use gridward_domain::arrivals::ArrivalState;
use gridward_domain::plans::{Cause, PlanState};
use jiff::civil::Date;

use super::assess::assess_by;
use super::store;
use crate::{App, Ctx, Error, arrivals, follow_ups};

/// Plans that one command looks at: people's own commands come between.
const BATCH: i64 = 100;

/// Releases everybody whose measure is over; answers how many. Whoever has a test left waits for a person to decide.
pub(crate) async fn release_due(app: App) -> Result<usize, Error> {
    let ctx = app.operator();
    let today = ctx.zone.date(ctx.now);
    let (mut released, mut after) = (0, (String::new(), String::new()));
    loop {
        let (ctx, start) = (ctx.clone(), after.clone());
        let (some, last) =
            app.db().write("plans.release_some", move |tx| release_some(tx, &ctx, today, &start)).await?;
        released += some;
        match last {
            Some(last) => after = last,
            None => return Ok(released),
        }
    }
}

/// The same within one transaction, where nobody waits.
pub fn release_over(tx: &mut Tx<'_>, ctx: &Ctx) -> Result<usize, Error> {
    let today = ctx.zone.date(ctx.now);
    let (mut released, mut after) = (0, (String::new(), String::new()));
    loop {
        let (some, last) = release_some(tx, ctx, today, &after)?;
        released += some;
        match last {
            Some(last) => after = last,
            None => return Ok(released),
        }
    }
}

/// Releases some; answers how many, and after which to go on.
fn release_some(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    today: Date,
    after: &(String, String),
) -> Result<(usize, Option<(String, String)>), Error> {
    let over = store::over(tx, today, after, BATCH)?;
    let (mut released, mut last) = (0, None);
    for id in over {
        let Some(plan) = store::find(tx, id)? else { continue };
        last = Some((plan.release_on.map_or_else(String::new, |day| day.to_string()), id.to_string()));
        released += usize::from(release_one(tx, ctx, id, plan.arrival_id)?);
    }
    Ok((released, last))
}

fn release_one(tx: &mut Tx<'_>, ctx: &Ctx, plan: Id, arrival: Id) -> Result<bool, Error> {
    if follow_ups::has_tests_left(tx, plan)? {
        return Ok(false);
    }
    let Some(record) = arrivals::stored(tx, ctx, arrival)? else { return Ok(false) };
    // Another rule may run on after this one's last day: then its plan takes over.
    assess_by(tx, ctx, &record, Cause::Release)?;
    let still = store::find(tx, plan)?.is_some_and(|plan| plan.state == PlanState::InForce);
    if still && record.state == ArrivalState::UnderMeasure {
        arrivals::advance(tx, ctx, arrival, ArrivalState::Released, "arrivals.release")?;
    }
    Ok(still)
}
