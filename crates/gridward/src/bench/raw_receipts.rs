//! The raw limit of receipts: the same rows of the same tables, 100 to a commit, without HTTP, rights or rules.

use std::time::Duration;

use gridward_database::{Change, Param, SetStatement, Tx, params};
use gridward_domain::{Id, Ids};
use gridward_server::households::Grid;
use gridward_server::{App, Error};

use super::watch::Watch;
use super::world::World;
use crate::failure::Failure;
use crate::progress::Step;

/// Receipts of a commit.
const TOGETHER: usize = 100;

static RECEIPTS: SetStatement = SetStatement::new(
    "bench.add_receipts",
    "INSERT INTO receipt (id, directive_id, household_id, version, state, reason, channel, how_known, person_id,
       device_at, server_at, corrects, note) VALUES ",
    "(?, ?, ?, 1, 'told', '', 'visit', 'seen', ?, ?, ?, NULL, '')",
    "",
);
static DOORS: SetStatement = SetStatement::new(
    "bench.put_doors",
    "INSERT INTO door (directive_id, household_id, grid_id, grid_ord, rank, reason, channel, version, reported_at,
       reached_at, receipt_id) VALUES ",
    "(?, ?, ?, ?, 2, '', 'visit', 1, ?, ?, ?)",
    " ON CONFLICT (directive_id, household_id) DO UPDATE SET rank = excluded.rank, channel = excluded.channel,
       reported_at = excluded.reported_at, receipt_id = excluded.receipt_id",
);
static REACH: SetStatement = SetStatement::new(
    "bench.roll_up",
    "INSERT INTO directive_reach (directive_id, grid_id, grid_ord, told, confirmed, refused, nobody_home, no_phone,
       refused_to_open, within_15m, within_30m, within_1h, within_2h, within_4h, within_8h, within_12h, within_24h,
       within_48h, within_72h, within_7d, later, last_reached_at, last_report_at) VALUES ",
    "(?, ?, ?, ?, 0, 0, 0, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ?, ?)",
    " ON CONFLICT (directive_id, grid_id) DO UPDATE SET told = directive_reach.told + excluded.told,
       within_15m = directive_reach.within_15m + excluded.within_15m,
       last_reached_at = excluded.last_reached_at, last_report_at = excluded.last_report_at",
);

/// Receipts a second, measured for so many seconds. The doors come as from 64 clients, each in its own grids.
pub(super) fn rate(app: &App, world: &World, directives: &[Id], seconds: u64) -> Result<f64, Failure> {
    let step = Step::start("raw limit");
    let share = world.doors.len().div_ceil(64).max(1);
    let walks: Vec<&[(Grid, Id)]> = world.doors.chunks(share).collect();
    let (until, watch) = (Duration::from_secs(seconds), Watch::start());
    let mut count = 0;
    for turn in 0.. {
        if watch.elapsed() >= until {
            break;
        }
        // Two rounds of the 64 give the hundred of a commit.
        let due: Vec<(Id, Grid, Id)> = (0..TOGETHER)
            .filter_map(|place| {
                let step = turn * TOGETHER + place;
                let walk = walks.get(step % walks.len())?;
                let far = step / walks.len();
                let (grid, household) = walk.get(far % walk.len())?;
                let directive = directives.get(far / walk.len() % directives.len())?;
                Some((*directive, *grid, *household))
            })
            .collect();
        count += u64::try_from(due.len()).unwrap_or(0);
        app.db().write_blocking("bench.receipts", move |tx| write(tx, &due))?;
    }
    let rate = watch.rate(count);
    step.done(&format!("{rate:.0} a second"));
    Ok(rate)
}

fn write(tx: &mut Tx<'_>, due: &[(Id, Grid, Id)]) -> Result<(), Error> {
    let now = gridward_domain::Clock::System.now().0;
    let ids: Vec<String> = due.iter().map(|_| Ids::Random.make().to_string()).collect();
    let person = Id::from_number(0).to_string();
    let receipts: Vec<[Param<'_>; 6]> = due
        .iter()
        .zip(&ids)
        .map(|((directive, _, household), id)| {
            params![id, directive.to_string(), household.to_string(), &person, now, now]
        })
        .collect();
    tx.exec_set(&RECEIPTS, &[], &receipts)?;
    let mut last = std::collections::BTreeMap::new();
    let mut grids = std::collections::BTreeMap::new();
    for ((directive, grid, household), id) in due.iter().zip(&ids) {
        last.insert((*directive, *household), (*grid, id));
        *grids.entry((*directive, *grid)).or_insert(0_i64) += 1;
    }
    let doors: Vec<[Param<'_>; 7]> = last
        .iter()
        .map(|((directive, household), (grid, id))| {
            let (directive, household) = (directive.to_string(), household.to_string());
            params![directive, household, grid.id.to_string(), grid.ord, now, now, *id]
        })
        .collect();
    tx.exec_set(&DOORS, &[], &doors)?;
    let reach: Vec<[Param<'_>; 7]> = grids
        .iter()
        .map(|((directive, grid), told)| {
            params![directive.to_string(), grid.id.to_string(), grid.ord, *told, *told, now, now]
        })
        .collect();
    tx.exec_set(&REACH, &[], &reach)?;
    for (directive, grid) in grids.keys() {
        tx.note_change(Change { area: grid.ord, noun: "receipts", id: directive.to_string(), rev: 0, op: "count" });
    }
    Ok(())
}
