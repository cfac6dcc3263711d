//! The reach of a directive over a whole county, read anew each time, as after every receipt.

use std::sync::Arc;
use std::time::Duration;

use gridward_domain::Id;
use gridward_domain::directives::{Channel, HowKnown, ReceiptState};
use gridward_server::directives::{self, Delivery, ReachQuery, ReceiptCommand, ReceiptInput, SheetCache};
use serde_json::{Value, json};

use super::Extent;
use super::site::Site;
use super::watch::{Watch, percentile};
use super::world::{self, World};
use crate::failure::Failure;
use crate::progress::Step;

/// Grids of a county.
const GRIDS: u64 = 4_000;
/// Households of a grid: few, because nothing is counted by household.
const OF_A_GRID: u64 = 75;
const RUNS: usize = 300;

pub(super) fn run(extent: &Extent) -> Result<Value, Failure> {
    let site = Site::new(extent.database.as_deref())?;
    let grids = extent.size.unwrap_or(GRIDS);
    let world = world::fill_grids(&site, grids * OF_A_GRID, grids)?;
    let draft = world::draft(&site.app, world.town.area.id)?;
    let directive = world::issue(&site.app, &draft)?.id;
    report_everywhere(&site, &world, directive)?;
    let step = Step::start("reach");
    let mut fresh = times(&site, directive, || Arc::new(SheetCache::default()))?;
    let held = Arc::new(SheetCache::default());
    let mut again = times(&site, directive, || Arc::clone(&held))?;
    step.done(&format!("{} read", 2 * RUNS));
    let grids: usize = world.town.villages.iter().map(|village| village.grids.len()).sum();
    Ok(json!({
        "engine": site.engine(), "grids": grids, "p50_ms": percentile(&mut fresh, 500),
        "p99_ms": percentile(&mut fresh, 990), "unchanged_p50_ms": percentile(&mut again, 500),
        "unchanged_p99_ms": percentile(&mut again, 990),
    }))
}

/// A receipt from each grid, so that each has its roll-up.
fn report_everywhere(site: &Site, world: &World, directive: Id) -> Result<(), Failure> {
    let ctx = site.app.operator();
    let mut firsts = world.doors.clone();
    firsts.dedup_by_key(|(grid, _)| *grid);
    let receipt = |household| ReceiptCommand {
        op_id: ctx.ids.make(),
        input: ReceiptInput {
            directive_id: directive,
            household_id: household,
            version: 1,
            state: ReceiptState::Told,
            reason: None,
            channel: Channel::Visit,
            how_known: HowKnown::Seen,
            device_at: ctx.now,
            corrects: None,
            note: String::new(),
        },
    };
    let receipts = firsts.iter().map(|(_, household)| receipt(*household)).collect();
    let delivery = Delivery { ctx: ctx.clone(), receipts };
    site.app.db().write_blocking("bench.report", move |tx| directives::record(tx, std::slice::from_ref(&delivery)))?;
    Ok(())
}

fn times(site: &Site, directive: Id, cache: impl Fn() -> Arc<SheetCache>) -> Result<Vec<Duration>, Failure> {
    let mut times = Vec::with_capacity(RUNS);
    for _ in 0..RUNS {
        let (ctx, cache) = (site.app.operator(), cache());
        let watch = Watch::start();
        site.app.db().read_blocking("directives.reach", move |tx| {
            directives::reach(tx, &ctx, &cache, directive, ReachQuery::default())
        })?;
        times.push(watch.elapsed());
    }
    Ok(times)
}
