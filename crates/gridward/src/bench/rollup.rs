//! The reach of a directive over a whole county: with a receipt before each reading, as a board has it all day; read whole
//! by a server that has just started; and with nothing changed.

use std::sync::Arc;
use std::time::Duration;

use gridward_database::{Statement, params};
use gridward_domain::Id;
use gridward_domain::directives::{Channel, HowKnown, ReceiptState};
use gridward_server::directives::{self, Delivery, ReachQuery, ReceiptCommand, ReceiptInput, SheetCache};
use serde_json::{Value, json};

use super::Extent;
use super::site::Site;
use super::watch::{Watch, percentile, round};
use super::world::{self, World};
use crate::failure::Failure;
use crate::progress::Step;

/// Grids of a county.
const GRIDS: u64 = 4_000;
/// Households of a grid: few, because nothing is counted by household.
const OF_A_GRID: u64 = 75;
const RUNS: usize = 300;

/// The raw limit: the engine's own sum over the roll-up of every grid.
static SUM: Statement = Statement::new(
    "bench.sum_reach",
    "SELECT CAST(SUM(told) AS BIGINT), CAST(SUM(confirmed) AS BIGINT), CAST(SUM(refused) AS BIGINT)
     FROM directive_reach WHERE directive_id = $1",
);

pub(super) fn run(extent: &Extent) -> Result<Value, Failure> {
    let site = Site::new(extent.database.as_deref())?;
    let grids = extent.size.unwrap_or(GRIDS);
    let world = world::fill_grids(&site, grids * OF_A_GRID, grids)?;
    let draft = world::draft(&site.app, world.town.area.id)?;
    let directive = world::issue(&site.app, &draft)?.id;
    let first_doors = first_doors(&world);
    report(&site, directive, &first_doors)?;
    let step = Step::start("reach");
    let held = Arc::new(SheetCache::default());
    let mut after_receipts = Vec::with_capacity(RUNS);
    for (_, door) in world.doors.iter().skip(1).step_by(3).take(RUNS) {
        report(&site, directive, &[*door])?;
        after_receipts.push(read(&site, directive, &held)?);
    }
    let mut unchanged = repeated(|| read(&site, directive, &held))?;
    let mut whole = repeated(|| read(&site, directive, &Arc::new(SheetCache::default())))?;
    step.done(&format!("{} read", 3 * RUNS));
    let mut raw = repeated(|| sum(&site, directive))?;
    let (p50, raw) = (percentile(&mut after_receipts, 500), percentile(&mut raw, 500));
    let grids: usize = world.town.villages.iter().map(|village| village.grids.len()).sum();
    Ok(json!({
        "engine": site.engine(), "grids": grids,
        "p50_ms": p50, "raw_ms": raw, "ratio": round(raw / p50, 1_000.0),
        "p99_ms": percentile(&mut after_receipts, 990),
        "unchanged_p50_ms": percentile(&mut unchanged, 500), "unchanged_p99_ms": percentile(&mut unchanged, 990),
        "whole_p50_ms": percentile(&mut whole, 500), "whole_p99_ms": percentile(&mut whole, 990),
    }))
}

/// A door of each grid.
fn first_doors(world: &World) -> Vec<Id> {
    let mut firsts = world.doors.clone();
    firsts.dedup_by_key(|(grid, _)| *grid);
    firsts.into_iter().map(|(_, household)| household).collect()
}

/// Brings a receipt from each of these doors.
fn report(site: &Site, directive: Id, doors: &[Id]) -> Result<(), Failure> {
    let ctx = site.app.operator();
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
    let receipts = doors.iter().map(|household| receipt(*household)).collect();
    let delivery = Delivery { ctx: ctx.clone(), receipts };
    site.app.db().write_blocking("bench.report", move |tx| directives::record(tx, std::slice::from_ref(&delivery)))?;
    Ok(())
}

/// How long the engine takes to add up the roll-up.
fn sum(site: &Site, directive: Id) -> Result<Duration, Failure> {
    let id = directive.to_string();
    let watch = Watch::start();
    site.app.db().read_blocking("bench.sum", move |tx| tx.one(&SUM, &params![id.as_str()], |row| row.get::<i64>(0)))?;
    Ok(watch.elapsed())
}

fn repeated(read: impl Fn() -> Result<Duration, Failure>) -> Result<Vec<Duration>, Failure> {
    (0..RUNS).map(|_| read()).collect()
}

/// How long one reading takes.
fn read(site: &Site, directive: Id, cache: &Arc<SheetCache>) -> Result<Duration, Failure> {
    let (ctx, cache) = (site.app.operator(), Arc::clone(cache));
    let watch = Watch::start();
    site.app.db().read_blocking("directives.reach", move |tx| {
        directives::reach(tx, &ctx, &cache, directive, ReachQuery::default())
    })?;
    Ok(watch.elapsed())
}
