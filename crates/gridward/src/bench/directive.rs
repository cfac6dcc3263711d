//! Issue a directive to every household of a county, and to one village for comparison.

use std::time::Duration;

use gridward_database::{Statement, params};
use serde_json::{Value, json};

use super::Extent;
use super::site::Site;
use super::watch::{Watch, percentile, round};
use super::world;
use crate::failure::Failure;
use crate::progress::Step;

const HOUSEHOLDS: u64 = 300_000;
/// So many are issued; the median counts.
const RUNS: usize = 21;

/// The raw limit: one row changed in a commit of its own.
static TOUCH: Statement = Statement::new("bench.touch_directive", "UPDATE directive SET rev = rev WHERE id = $1");

pub(super) fn run(extent: &Extent) -> Result<Value, Failure> {
    let site = Site::new(extent.database.as_deref())?;
    let world = world::fill(&site, extent.size.unwrap_or(HOUSEHOLDS))?;
    let village = world.town.villages.first().map_or(world.town.area.id, |village| village.area.id);
    let step = Step::start("directives");
    let mut whole = times(&site, world.town.area.id)?;
    let mut part = times(&site, village)?;
    let mut raw = raw(&site, world.town.area.id)?;
    step.done(&format!("{} issued", 2 * RUNS));
    let (issue, raw) = (percentile(&mut whole, 500), percentile(&mut raw, 500));
    Ok(json!({
        "engine": site.engine(), "households": world.doors.len(), "issue_ms": issue,
        "raw_ms": raw, "ratio": round(raw / issue, 1_000.0),
        "slowest_ms": percentile(&mut whole, 1_000), "one_village_ms": percentile(&mut part, 500),
    }))
}

fn times(site: &Site, area: gridward_domain::Id) -> Result<Vec<Duration>, Failure> {
    let mut times = Vec::with_capacity(RUNS);
    for _ in 0..RUNS {
        let draft = world::draft(&site.app, area)?;
        let watch = Watch::start();
        world::issue(&site.app, &draft)?;
        times.push(watch.elapsed());
    }
    Ok(times)
}

fn raw(site: &Site, area: gridward_domain::Id) -> Result<Vec<Duration>, Failure> {
    let id = world::draft(&site.app, area)?.id.to_string();
    let mut times = Vec::with_capacity(RUNS);
    for _ in 0..RUNS {
        let id = id.clone();
        let watch = Watch::start();
        site.app.db().write_blocking("bench.touch", move |tx| tx.exec(&TOUCH, &params![id.as_str()]))?;
        times.push(watch.elapsed());
    }
    Ok(times)
}
