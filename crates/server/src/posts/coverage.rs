//! Coverage: which grids have no head, which households no liaison, and who must mend it.

use std::collections::HashMap;

use gridward_database::Tx;
use gridward_domain::access::{Role, Verb};
use gridward_domain::areas::{Level, OrdRange};
use gridward_domain::posts::{Coverage, appointers};
use gridward_domain::{Id, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::answered::{Answering, above};
use super::coverage_store::{self as store, Grid};
use super::recount;
use crate::areas::{self, Area, TreeQuery};
use crate::listing::{self, Page};
use crate::{Ctx, Error};

/// Which part of the tree.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CoverageQuery {
    /// The area to begin at; the tops of one's reach when absent.
    #[param(value_type = Option<String>)]
    pub area: Option<Id>,
    /// How many levels below it: 0 to 3, 1 when absent.
    pub depth: Option<u8>,
}

/// Coverage of an area, summed over its grids.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct AreaCoverage {
    /// The area.
    pub area_id: Id,
    /// The area it lies in.
    pub parent_id: Option<Id>,
    /// Its name.
    pub name: String,
    /// Its level.
    pub level: Level,
    /// Live grids.
    pub grids: i64,
    /// Grids without a head.
    pub without_head: i64,
    /// Grids with more than one head.
    pub several_heads: i64,
    /// Live households.
    pub households: i64,
    /// Households without a liaison.
    pub without_liaison: i64,
    /// Households with more than one.
    pub several_liaisons: i64,
}

/// Coverage at an instant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CoverageReport {
    /// The instant.
    pub at: Timestamp,
    /// Areas in tree order.
    pub items: Vec<AreaCoverage>,
}

/// What is wrong in a grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum GapKind {
    /// Nobody is grid head.
    GridWithoutHead,
    /// More than one is.
    GridWithSeveralHeads,
    /// Households that nobody keeps contact with.
    HouseholdsWithoutLiaison,
    /// Households that several keep contact with.
    HouseholdsWithSeveralLiaisons,
}

/// Which gaps.
#[derive(Debug, Clone, Default, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct GapQuery {
    /// Only below this area.
    #[param(value_type = Option<String>)]
    pub area: Option<Id>,
    /// Only this kind.
    #[param(inline)]
    pub kind: Option<GapKind>,
    /// Where the page before ended.
    pub cursor: Option<String>,
    /// Rows of a page: 1 to 200, 50 when absent.
    pub limit: Option<usize>,
}

/// A gap or an overlap, and who must mend it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CoverageGap {
    /// What is wrong.
    pub kind: GapKind,
    /// The grid.
    pub grid_id: Id,
    /// The grid's name.
    pub grid_name: String,
    /// Its village's name.
    pub village_name: Option<String>,
    /// How many heads too few or too many, or how many households.
    pub count: i64,
    /// The nearest post holders above who may fill such a post.
    pub mend: Vec<Answering>,
}

/// Coverage of areas of the asker's reach: the area asked for, or the tops of the reach, and some levels below.
pub fn coverage(tx: &mut Tx<'_>, ctx: &Ctx, query: CoverageQuery) -> Result<CoverageReport, Error> {
    ctx.may_somewhere(Verb::PostsRead)?;
    let depth = Some(query.depth.unwrap_or(1).min(3));
    let tree = areas::tree(tx, ctx, TreeQuery { root: query.area, depth })?;
    let counts = counted(tx, ctx, query.area)?;
    let shown = tree.areas.into_iter().filter(|node| node.reached && node.area.level != Level::MicroGrid);
    let items = shown.map(|node| sum(node.area, &counts)).collect();
    Ok(CoverageReport { at: ctx.now, items })
}

fn sum(area: Area, counts: &[(Grid, Coverage)]) -> AreaCoverage {
    let range = area.range();
    let first = counts.partition_point(|(grid, _)| grid.ord < range.from);
    let within = counts.iter().skip(first).take_while(|(grid, _)| grid.ord < range.to);
    let mut total = AreaCoverage {
        area_id: area.id,
        parent_id: area.parent_id,
        name: area.name,
        level: area.level,
        grids: 0,
        without_head: 0,
        several_heads: 0,
        households: 0,
        without_liaison: 0,
        several_liaisons: 0,
    };
    for (_, count) in within {
        total.grids += 1;
        total.without_head += i64::from(count.heads == 0);
        total.several_heads += i64::from(count.heads > 1);
        total.households += count.households;
        total.without_liaison += count.without_liaison;
        total.several_liaisons += count.with_several_liaisons;
    }
    total
}

/// The coverage of each grid within reach, in tree order; what time has made stale is counted anew.
fn counted(tx: &mut Tx<'_>, ctx: &Ctx, area: Option<Id>) -> Result<Vec<(Grid, Coverage)>, Error> {
    let within = area.map(|id| areas::find(tx, ctx, id)).transpose()?.map_or(OrdRange::EVERYTHING, |area| area.range());
    let ranges = ctx.ranges_within(Verb::PostsRead, within);
    let mut kept = Vec::new();
    for range in ranges {
        kept.extend(store::kept(tx, range)?);
    }
    kept.sort_by_key(|(grid, _)| grid.ord);
    kept.dedup_by_key(|(grid, _)| grid.id);
    let is_stale = |count: &Coverage| count.stale_at.is_some_and(|at| at <= ctx.now);
    let stale: Vec<Grid> = kept.iter().filter(|(_, count)| is_stale(count)).map(|(grid, _)| *grid).collect();
    let fresh: HashMap<Id, Coverage> =
        recount::count(tx, &stale, ctx.now)?.into_iter().map(|(grid, count)| (grid.id, count)).collect();
    for (grid, count) in &mut kept {
        *count = fresh.get(&grid.id).copied().unwrap_or(*count);
    }
    Ok(kept)
}

/// The gaps and overlaps within reach, in tree order.
pub fn gaps(tx: &mut Tx<'_>, ctx: &Ctx, query: &GapQuery) -> Result<Page<CoverageGap>, Error> {
    ctx.may_somewhere(Verb::PostsRead)?;
    let limit = listing::rows(query.limit.and_then(|limit| i64::try_from(limit).ok()));
    let skip: usize = listing::after(query.cursor.as_deref())?.unwrap_or(0);
    let all: Vec<(Grid, GapKind, i64)> = counted(tx, ctx, query.area)?
        .into_iter()
        .flat_map(|(grid, count)| kinds(&count).into_iter().map(move |(kind, number)| (grid, kind, number)))
        .filter(|(_, kind, number)| *number > 0 && query.kind.is_none_or(|wanted| wanted == *kind))
        .collect();
    let page: Vec<(Grid, GapKind, i64)> = all.iter().skip(skip).take(limit).copied().collect();
    let mut items = Vec::with_capacity(page.len());
    for (grid, kind, count) in &page {
        items.push(gap(tx, ctx, *grid, *kind, *count)?);
    }
    let shown = skip + page.len();
    let next = (all.len() > shown).then(|| listing::cursor(&shown)).transpose()?;
    Ok(Page { items, next })
}

fn kinds(count: &Coverage) -> [(GapKind, i64); 4] {
    [
        (GapKind::GridWithoutHead, i64::from(count.heads == 0)),
        (GapKind::GridWithSeveralHeads, count.heads - 1),
        (GapKind::HouseholdsWithoutLiaison, count.without_liaison),
        (GapKind::HouseholdsWithSeveralLiaisons, count.with_several_liaisons),
    ]
}

fn gap(tx: &mut Tx<'_>, ctx: &Ctx, grid: Grid, kind: GapKind, count: i64) -> Result<CoverageGap, Error> {
    let area = areas::stored(tx, grid.id)?.ok_or_else(|| Error::broken("coverage of no grid"))?;
    let village = area.parent_id.map(|parent| areas::stored(tx, parent)).transpose()?.flatten();
    let missing = match kind {
        GapKind::GridWithoutHead | GapKind::GridWithSeveralHeads => Role::GridHead,
        GapKind::HouseholdsWithoutLiaison | GapKind::HouseholdsWithSeveralLiaisons => Role::Liaison,
    };
    let holders = above(tx, grid.ord, ctx.now)?;
    let nearest = appointers(missing).find(|role| holders.iter().any(|holder| holder.role == *role));
    let mend = holders.into_iter().filter(|holder| Some(holder.role) == nearest).collect();
    let village_name = village.map(|village| village.name);
    Ok(CoverageGap { kind, grid_id: grid.id, grid_name: area.name, village_name, count, mend })
}
