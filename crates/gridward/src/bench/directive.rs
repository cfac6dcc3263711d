//! Issue a directive to every household of a county, and to one village for comparison.

use std::time::Duration;

use serde_json::{Value, json};

use super::Extent;
use super::site::Site;
use super::watch::{Watch, percentile};
use super::world;
use crate::failure::Failure;
use crate::progress::Step;

const HOUSEHOLDS: u64 = 300_000;
/// So many are issued; the median counts.
const RUNS: usize = 21;

pub(super) fn run(extent: &Extent) -> Result<Value, Failure> {
    let site = Site::new(extent.database.as_deref())?;
    let world = world::fill(&site, extent.size.unwrap_or(HOUSEHOLDS))?;
    let village = world.town.villages.first().map_or(world.town.area.id, |village| village.area.id);
    let step = Step::start("directives");
    let mut whole = times(&site, world.town.area.id)?;
    let mut part = times(&site, village)?;
    step.done(&format!("{} issued", 2 * RUNS));
    Ok(json!({
        "engine": site.engine(), "households": world.doors.len(), "issue_ms": percentile(&mut whole, 500),
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
