//! At the end of a day what nobody did is missed, and the second failed contact in a row climbs.

use std::collections::{BTreeSet, HashMap};

use gridward_database::{Change, Tx};
use gridward_domain::Id;
use jiff::civil::Date;

use super::follow_up::FollowUpRecord;
use super::store;
use crate::{App, Ctx, Error, plans};

/// Follow-ups that one command looks at: people's own commands come between.
const BATCH: i64 = 500;

/// Marks what was due before today and is still due; answers how many.
pub(crate) async fn end_days(app: App) -> Result<usize, Error> {
    let ctx = app.operator();
    let today = ctx.zone.date(ctx.now);
    let mut ended = 0;
    loop {
        let ctx = ctx.clone();
        let some = app.db().write("follow_ups.end_day", move |tx| end_some(tx, &ctx, today)).await?;
        ended += some;
        if some == 0 {
            return Ok(ended);
        }
    }
}

/// The same within one transaction, where nobody waits: days that are made up are ended so.
pub fn end_day(tx: &mut Tx<'_>, ctx: &Ctx) -> Result<usize, Error> {
    let today = ctx.zone.date(ctx.now);
    let mut ended = 0;
    loop {
        match end_some(tx, ctx, today)? {
            0 => return Ok(ended),
            some => ended += some,
        }
    }
}

fn end_some(tx: &mut Tx<'_>, ctx: &Ctx, today: Date) -> Result<usize, Error> {
    let behind = store::behind(tx, today, BATCH)?;
    let mut failed: HashMap<Id, (i64, i64)> = HashMap::new();
    let mut changed = Vec::with_capacity(behind.len());
    for before in behind {
        let known = match failed.get(&before.plan_id) {
            Some(known) => *known,
            None => plans::failed_contacts(tx, before.plan_id).map(|count| (count, count))?,
        };
        let contacts = before.contacts(known.1).day_ended();
        failed.insert(before.plan_id, (known.0, contacts.failed));
        let after = FollowUpRecord { state: contacts.state, rev: before.rev + 1, ..before.clone() };
        changed.push((before, after));
    }
    for (plan, (_, now)) in failed.into_iter().filter(|(_, (was, now))| was != now) {
        plans::put_failed_contacts(tx, plan, now)?;
    }
    let grids: BTreeSet<i64> = changed.iter().map(|(_, after)| after.grid_ord).collect();
    for area in grids {
        tx.note_change(Change { area, noun: "follow_ups", id: ctx.request.to_string(), rev: 0, op: "end_day" });
    }
    store::put_all(tx, &changed)?;
    Ok(changed.len())
}
