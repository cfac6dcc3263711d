//! Recount the coverage of grids whole, whenever a post or a household of them changes, and when time has come.

use std::collections::{HashMap, HashSet};

use gridward_database::{Change, Tx};
use gridward_domain::areas::{AreaOrd, Level, OrdRange};
use gridward_domain::posts::{Coverage, GridFacts, Span, evaluate};
use gridward_domain::{Id, Timestamp};

use super::coverage_store::{self as store, Grid, Times};
use super::links;
use crate::areas::{self, Area};
use crate::{Ctx, Error};

/// So many grids are recounted at once: what they are made of is held in memory.
const AT_ONCE: usize = 64;

/// The households of these grids (or micro-grids) have changed: liaisons of those that left are ended, coverage is
/// recounted.
pub fn households_changed(tx: &mut Tx<'_>, ctx: &Ctx, grids: &[Id]) -> Result<(), Error> {
    let areas = areas::stored_all(tx, grids)?;
    areas_changed(tx, ctx, &areas)
}

/// The posts or households of these areas have changed; those that are no grids are passed over.
pub(crate) fn areas_changed(tx: &mut Tx<'_>, ctx: &Ctx, areas: &[Area]) -> Result<(), Error> {
    let mut grids: Vec<Area> = areas.iter().filter(|area| area.level == Level::Grid).cloned().collect();
    for micro in areas.iter().filter(|area| area.level == Level::MicroGrid) {
        let above = micro.parent_id.map(|parent| areas::stored(tx, parent)).transpose()?.flatten();
        grids.extend(above.filter(|area| area.level == Level::Grid));
    }
    grids.sort_by_key(|grid| grid.ord);
    grids.dedup_by_key(|grid| grid.id);
    let (open, closed): (Vec<Area>, Vec<Area>) = grids.into_iter().partition(|grid| grid.to_at.is_none());
    let closed: Vec<Id> = closed.iter().map(|grid| grid.id).collect();
    store::remove(tx, &closed)?;
    for grids in open.chunks(AT_ONCE) {
        let grids: Vec<Grid> = grids.iter().map(|grid| Grid { id: grid.id, ord: grid.ord }).collect();
        recount(tx, ctx, &grids)?;
    }
    Ok(())
}

/// Recounts grids whose counts time alone has changed; tells how many there were. For the job that runs each minute.
pub fn recount_stale(tx: &mut Tx<'_>, ctx: &Ctx) -> Result<usize, Error> {
    let grids = store::stale(tx, ctx.now)?;
    households_changed(tx, ctx, &grids)?;
    Ok(grids.len())
}

/// Counts the coverage of every grid anew and answers the grids whose kept counts differ. Counts that only time has
/// changed are not wrong: the job of the next minute sees to them.
pub fn wrong_coverage(tx: &mut Tx<'_>, ctx: &Ctx) -> Result<Vec<Id>, Error> {
    let kept: HashMap<Id, Coverage> =
        store::kept(tx, OrdRange::EVERYTHING)?.into_iter().map(|(grid, coverage)| (grid.id, coverage)).collect();
    let mut wrong: Vec<Id> = Vec::new();
    let grids = store::live_grids(tx, OrdRange::EVERYTHING)?;
    for some in grids.chunks(AT_ONCE) {
        let counted = count(tx, some, ctx.now)?;
        wrong.extend(
            counted
                .into_iter()
                .filter(|(grid, counted)| differs(kept.get(&grid.id), counted, ctx.now))
                .map(|(grid, _)| grid.id),
        );
    }
    let live: HashSet<Id> = grids.iter().map(|grid| grid.id).collect();
    wrong.extend(kept.keys().filter(|grid| !live.contains(grid)));
    Ok(wrong)
}

fn differs(kept: Option<&Coverage>, counted: &Coverage, now: Timestamp) -> bool {
    let Some(kept) = kept else { return true };
    let due = kept.stale_at.is_some_and(|at| at <= now);
    kept != counted && !due
}

fn recount(tx: &mut Tx<'_>, ctx: &Ctx, grids: &[Grid]) -> Result<(), Error> {
    let ranges: Vec<OrdRange> = grids.iter().map(|grid| range(*grid)).collect();
    let left = store::left_behind(tx, &ranges, ctx.now)?;
    links::end_all(tx, &left, ctx.now)?;
    let counts = count(tx, grids, ctx.now)?;
    store::put(tx, &counts, ctx.now)?;
    for grid in grids {
        tx.note_change(Change { area: grid.ord, noun: "coverage", id: grid.id.to_string(), rev: 0, op: "count" });
    }
    Ok(())
}

/// The coverage of grids at an instant, counted from posts and households.
pub(super) fn count(tx: &mut Tx<'_>, grids: &[Grid], now: Timestamp) -> Result<Vec<(Grid, Coverage)>, Error> {
    let ranges: Vec<OrdRange> = grids.iter().map(|grid| range(*grid)).collect();
    let mut facts: HashMap<i64, GridFacts> = grids.iter().map(|grid| (grid.ord, GridFacts::default())).collect();
    for (ord, times) in store::heads(tx, &ranges, now)? {
        facts.entry(grid_of(ord)).or_default().heads.push(span(times));
    }
    for (ord, household) in store::households(tx, &ranges)? {
        facts.entry(grid_of(ord)).or_default().households.push(household);
    }
    for (ord, household, times) in store::links(tx, &ranges, now)? {
        facts.entry(grid_of(ord)).or_default().liaisons.push((household, span(times)));
    }
    let none = GridFacts::default();
    Ok(grids.iter().map(|grid| (*grid, evaluate(facts.get(&grid.ord).unwrap_or(&none), now))).collect())
}

fn range(grid: Grid) -> OrdRange {
    AreaOrd(grid.ord).range(Level::Grid)
}

fn grid_of(ord: i64) -> i64 {
    ord - ord % AreaOrd::span(Level::Grid)
}

fn span((from, to): Times) -> Span {
    Span { from, to }
}
