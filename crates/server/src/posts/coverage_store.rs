//! The SQL of coverage: what a grid's counts are made of, and the counts as kept.

use gridward_database::{DbError, Param, SetStatement, Statement, Tx, params};
use gridward_domain::areas::OrdRange;
use gridward_domain::posts::Coverage;
use gridward_domain::{Id, Timestamp};

macro_rules! ranges {
    () => {
        "WITH g (first, past) AS (VALUES "
    };
}

static HEADS: SetStatement = SetStatement::new(
    "posts.heads_in",
    ranges!(),
    "(CAST(? AS BIGINT), CAST(? AS BIGINT))",
    ") SELECT p.area_ord, p.from_at, p.to_at FROM g JOIN post p ON p.area_ord = g.first
     WHERE p.role = 'grid_head' AND p.stands_in_for IS NULL AND (p.to_at IS NULL OR p.to_at > $1)",
);
static HOUSEHOLDS: SetStatement = SetStatement::new(
    "posts.households_in",
    ranges!(),
    "(CAST(? AS BIGINT), CAST(? AS BIGINT))",
    ") SELECT h.grid_ord, h.id FROM g JOIN household h ON h.grid_ord >= g.first AND h.grid_ord < g.past
     WHERE h.to_at IS NULL",
);
static LINKS: SetStatement = SetStatement::new(
    "posts.links_in",
    ranges!(),
    "(CAST(? AS BIGINT), CAST(? AS BIGINT))",
    ") SELECT l.grid_ord, l.household_id, l.from_at, l.to_at
     FROM g JOIN post_household l ON l.grid_ord >= g.first AND l.grid_ord < g.past
     JOIN post p ON p.id = l.post_id
     WHERE p.stands_in_for IS NULL AND (l.to_at IS NULL OR l.to_at > $1)",
);
static LEFT: SetStatement = SetStatement::new(
    "posts.links_left_behind",
    ranges!(),
    "(CAST(? AS BIGINT), CAST(? AS BIGINT))",
    ") SELECT l.id FROM g JOIN post_household l ON l.grid_ord >= g.first AND l.grid_ord < g.past
     JOIN household h ON h.id = l.household_id
     WHERE (l.to_at IS NULL OR l.to_at > $1)
       AND (h.to_at IS NOT NULL OR h.grid_ord < g.first OR h.grid_ord >= g.past)",
);
static PUT: SetStatement = SetStatement::new(
    "posts.put_coverage",
    "INSERT INTO grid_coverage
       (grid_id, grid_ord, heads, households, without_liaison, with_several_liaisons, counted_at, stale_at) VALUES ",
    "(?, ?, ?, ?, ?, ?, ?, ?)",
    " ON CONFLICT (grid_id) DO UPDATE SET heads = excluded.heads, households = excluded.households,
       without_liaison = excluded.without_liaison, with_several_liaisons = excluded.with_several_liaisons,
       counted_at = excluded.counted_at, stale_at = excluded.stale_at",
);
static REMOVE: SetStatement =
    SetStatement::new("posts.remove_coverage", "DELETE FROM grid_coverage WHERE grid_id IN (", "?", ")");
static KEPT: Statement = Statement::new(
    "posts.coverage_kept",
    "SELECT grid_id, grid_ord, heads, households, without_liaison, with_several_liaisons, stale_at FROM grid_coverage
     WHERE grid_ord >= $1 AND grid_ord < $2 ORDER BY grid_ord",
);
static LIVE_GRIDS: Statement = Statement::new(
    "posts.live_grids",
    "SELECT id, ord FROM area WHERE ord >= $1 AND ord < $2 AND level = 'grid' AND to_at IS NULL ORDER BY ord",
);
static STALE: Statement = Statement::new(
    "posts.coverage_stale",
    "SELECT grid_id FROM grid_coverage WHERE stale_at <= $1 ORDER BY stale_at LIMIT 1000",
);

pub(super) const STATEMENTS: &[&Statement] = &[&KEPT, &LIVE_GRIDS, &STALE];
pub(super) const SET_STATEMENTS: &[&SetStatement] = &[&HEADS, &HOUSEHOLDS, &LINKS, &LEFT, &PUT, &REMOVE];

/// A grid by identity and order number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Grid {
    pub(super) id: Id,
    pub(super) ord: i64,
}

/// A time as stored: from, to.
pub(super) type Times = (Timestamp, Option<Timestamp>);

fn rows(ranges: &[OrdRange]) -> Vec<[Param<'static>; 2]> {
    ranges.iter().map(|range| params![range.from, range.to]).collect()
}

/// When grid heads hold their posts, now and later: (grid, times).
pub(super) fn heads(tx: &mut Tx<'_>, ranges: &[OrdRange], now: Timestamp) -> Result<Vec<(i64, Times)>, DbError> {
    tx.all_set(&HEADS, &params![now.0], &rows(ranges), |row| {
        Ok((row.get(0)?, (Timestamp(row.get(1)?), row.get::<Option<i64>>(2)?.map(Timestamp))))
    })
}

/// The live households: (grid or micro-grid, household).
pub(super) fn households(tx: &mut Tx<'_>, ranges: &[OrdRange]) -> Result<Vec<(i64, Id)>, DbError> {
    tx.all_set(&HOUSEHOLDS, &[], &rows(ranges), |row| Ok((row.get(0)?, row.parse(1)?)))
}

/// For which households liaisons hold their posts, now and later: (grid or micro-grid, household, times).
pub(super) fn links(tx: &mut Tx<'_>, ranges: &[OrdRange], now: Timestamp) -> Result<Vec<(i64, Id, Times)>, DbError> {
    tx.all_set(&LINKS, &params![now.0], &rows(ranges), |row| {
        let times = (Timestamp(row.get(2)?), row.get::<Option<i64>>(3)?.map(Timestamp));
        Ok((row.get(0)?, row.parse(1)?, times))
    })
}

/// Links to households that have ended or left the grid.
pub(super) fn left_behind(tx: &mut Tx<'_>, ranges: &[OrdRange], now: Timestamp) -> Result<Vec<Id>, DbError> {
    tx.all_set(&LEFT, &params![now.0], &rows(ranges), |row| row.parse(0))
}

/// Keeps the counts of grids.
pub(super) fn put(tx: &mut Tx<'_>, counts: &[(Grid, Coverage)], now: Timestamp) -> Result<(), DbError> {
    let rows: Vec<_> = counts
        .iter()
        .map(|(grid, count)| {
            let several = count.with_several_liaisons;
            let stale = count.stale_at.map(|at| at.0);
            let (heads, households, without) = (count.heads, count.households, count.without_liaison);
            params![grid.id.to_string(), grid.ord, heads, households, without, several, now.0, stale]
        })
        .collect();
    tx.exec_set(&PUT, &[], &rows).map(drop)
}

/// Forgets the counts of grids that are closed.
pub(super) fn remove(tx: &mut Tx<'_>, grids: &[Id]) -> Result<(), DbError> {
    let rows: Vec<_> = grids.iter().map(|id| params![id.to_string()]).collect();
    tx.exec_set(&REMOVE, &[], &rows).map(drop)
}

/// The counts as kept, in tree order; some may be stale.
pub(super) fn kept(tx: &mut Tx<'_>, range: OrdRange) -> Result<Vec<(Grid, Coverage)>, DbError> {
    tx.all(&KEPT, &params![range.from, range.to], |row| {
        let coverage = Coverage {
            heads: row.get(2)?,
            households: row.get(3)?,
            without_liaison: row.get(4)?,
            with_several_liaisons: row.get(5)?,
            stale_at: row.get::<Option<i64>>(6)?.map(Timestamp),
        };
        Ok((Grid { id: row.parse(0)?, ord: row.get(1)? }, coverage))
    })
}

/// The grids that are not closed, in tree order.
pub(super) fn live_grids(tx: &mut Tx<'_>, range: OrdRange) -> Result<Vec<Grid>, DbError> {
    tx.all(&LIVE_GRIDS, &params![range.from, range.to], |row| Ok(Grid { id: row.parse(0)?, ord: row.get(1)? }))
}

/// Grids whose counts time has changed, the stalest first, at most 1,000.
pub(super) fn stale(tx: &mut Tx<'_>, now: Timestamp) -> Result<Vec<Id>, DbError> {
    tx.all(&STALE, &params![now.0], |row| row.parse(0))
}
