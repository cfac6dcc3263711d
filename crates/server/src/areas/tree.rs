//! The tree of one's reach in one answer.

use gridward_database::Tx;
use gridward_domain::Id;
use gridward_domain::access::Verb;
use gridward_domain::areas::{AreaOrd, Level, OrdRange};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{Area, find, store};
use crate::{Ctx, Error};

/// Which part of the tree.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct TreeQuery {
    /// The area to begin at; all of one's reach when absent.
    #[param(value_type = Option<String>)]
    pub root: Option<Id>,
    /// How many levels below the beginning; all when absent.
    pub depth: Option<u8>,
}

/// A node with what a tree view shows beside its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct AreaNode {
    /// The area.
    #[serde(flatten)]
    pub area: Area,
    /// The official code it has today.
    pub code: Option<String>,
    /// Whether the asker's posts reach it; ancestors of one's reach are shown without being reached.
    pub reached: bool,
    /// Live households within reach, of the whole subtree.
    pub households: i64,
    /// Residents within reach, of the whole subtree.
    pub residents: i64,
}

/// Part of the tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Tree {
    /// The areas, parents before what lies in them.
    pub areas: Vec<AreaNode>,
}

/// The live areas of the asker's reach, with the ancestors above it, their codes and their live counts.
pub fn tree(tx: &mut Tx<'_>, ctx: &Ctx, query: TreeQuery) -> Result<Tree, Error> {
    ctx.may_somewhere(Verb::AreasRead)?;
    let reach = ctx.ranges(Verb::AreasRead);
    let tops = match query.root {
        Some(root) => below(find(tx, ctx, root)?.range(), &reach),
        None => reach.clone(),
    };
    let today = ctx.zone.date(ctx.now).to_string();
    let (mut found, mut counts) = (Vec::new(), Vec::new());
    let root_level = query.root.map(|root| find(tx, ctx, root).map(|area| area.level)).transpose()?;
    for top in &tops {
        let step = AreaOrd::span(deepest(root_level.unwrap_or_else(|| level_of(*top)), query.depth));
        found.extend(store::tree(tx, *top, step, &today)?);
        counts.extend(store::counts(tx, *top)?);
    }
    found.extend(store::at_ords(tx, &ancestors(&tops), &today)?);
    found.sort_by_key(|(area, _)| (area.ord, area.level));
    found.dedup_by_key(|(area, _)| area.id);
    counts.sort_unstable();
    let sums = Sums::of(&counts);
    let node = |(area, code): store::Coded| {
        let range = area.range();
        let reached = reach.iter().any(|reach| reach.covers(range));
        let (households, residents) = sums.within(range);
        AreaNode { area, code, reached, households, residents }
    };
    Ok(Tree { areas: found.into_iter().map(node).collect() })
}

/// The parts of `root` that are reached.
fn below(root: OrdRange, reach: &[OrdRange]) -> Vec<OrdRange> {
    if reach.iter().any(|range| range.covers(root)) {
        return vec![root];
    }
    reach.iter().copied().filter(|range| root.covers(*range)).collect()
}

fn level_of(range: OrdRange) -> Level {
    let spans = |level: &Level| AreaOrd::span(*level) == range.to.saturating_sub(range.from);
    Level::ALL.into_iter().find(spans).unwrap_or(Level::Province)
}

fn deepest(top: Level, depth: Option<u8>) -> Level {
    let number = top.number().saturating_add(depth.unwrap_or(u8::MAX)).min(Level::MicroGrid.number());
    Level::from_number(number).unwrap_or(Level::MicroGrid)
}

/// The numbers of what lies above the tops of one's reach.
fn ancestors(tops: &[OrdRange]) -> Vec<i64> {
    let mut ords: Vec<i64> = tops
        .iter()
        .filter(|top| **top != OrdRange::EVERYTHING)
        .flat_map(|top| AreaOrd(top.from).lineage().into_iter().filter(|ord| *ord < top.from))
        .collect();
    ords.sort_unstable();
    ords.dedup();
    ords
}

/// Running sums over grids in order, so that a subtree's total is one subtraction.
struct Sums {
    ords: Vec<i64>,
    totals: Vec<(i64, i64)>,
}

impl Sums {
    fn of(counts: &[(i64, i64, i64)]) -> Self {
        let mut totals = vec![(0, 0)];
        let mut last = (0, 0);
        for (_, households, residents) in counts {
            last = (last.0 + households, last.1 + residents);
            totals.push(last);
        }
        Self { ords: counts.iter().map(|(ord, _, _)| *ord).collect(), totals }
    }

    fn within(&self, range: OrdRange) -> (i64, i64) {
        let at = |ord: i64| self.totals.get(self.ords.partition_point(|other| *other < ord)).copied().unwrap_or((0, 0));
        let (before, after) = (at(range.from), at(range.to));
        (after.0 - before.0, after.1 - before.1)
    }
}
