//! The reach table: an area, and the areas below it.

use gridward_database::Tx;
use gridward_domain::access::Verb;
use gridward_domain::areas::{Level, OrdRange};
use gridward_domain::directives::{Reach, tier_of};
use gridward_domain::{Id, faults as general};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::cache::SheetCache;
use super::sheet::Sheet;
use super::store::Node;
use crate::{Ctx, Error};

/// Which part of the table.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ReachQuery {
    /// The area to begin at; the tops of one's reach when absent.
    #[param(value_type = Option<String>)]
    pub area: Option<Id>,
    /// The lowest level of rows; one level below the beginning when absent.
    #[param(inline)]
    pub down_to: Option<Level>,
}

/// One area's line. Times are milliseconds after the issue; nothing while not so many households are reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ReachRow {
    /// The area.
    pub area_id: Id,
    /// The area it lies in.
    pub parent_id: Option<Id>,
    /// Its level.
    pub level: Level,
    /// Its name.
    pub name: String,
    /// Grids with a household.
    pub grids: i64,
    /// Grids without a single report: not the same as zero.
    pub grids_silent: i64,
    /// Households by state.
    #[serde(flatten)]
    pub reach: Reach,
    /// When half of the households were reached; an estimate within the stretches of the histogram.
    pub p50_ms: Option<i64>,
    /// When nine tenths were; an estimate too.
    pub p90_ms: Option<i64>,
    /// When the latest reached one was.
    pub last_ms: Option<i64>,
    /// Whether every household is reached.
    pub complete: bool,
    /// Whether the area has signed for the version in force; absent for areas that do not sign.
    pub signed: Option<bool>,
}

/// The reach table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ReachTable {
    /// Areas in tree order.
    pub rows: Vec<ReachRow>,
}

/// How far a directive has come: the area asked for (or the tops of the asker's reach), and what lies below it.
pub fn reach(tx: &mut Tx<'_>, ctx: &Ctx, cache: &SheetCache, id: Id, asked: ReachQuery) -> Result<ReachTable, Error> {
    let sheet = cache.sheet(tx, ctx, id)?;
    let reach = ctx.ranges(Verb::DirectivesRead);
    let tops = match asked.area {
        None => sheet.tops(&reach),
        Some(area) => {
            let node = sheet.node(area).filter(|node| reach.iter().any(|range| range.touches(node.range)));
            vec![node.ok_or_else(|| general::NOT_FOUND.at("area"))?]
        }
    };
    let mut rows = Vec::new();
    for top in tops {
        let lowest = asked.down_to.or(top.level.below()).unwrap_or(top.level).max(top.level);
        let shown = |node: &&Node| {
            top.range.covers(node.range)
                && (top.level..=lowest).contains(&node.level)
                && reach.iter().any(|range| range.touches(node.range))
        };
        rows.extend(sheet.nodes.iter().filter(shown).map(|node| row(&sheet, node, &reach)));
    }
    Ok(ReachTable { rows })
}

pub(in crate::directives) fn row(sheet: &Sheet, node: &Node, reach: &[OrdRange]) -> ReachRow {
    let figures = sheet.figures(node.range, reach);
    let last = figures.last_reached.since(sheet.issued_at);
    let (counts, times) = (figures.reach, figures.times);
    let signs = tier_of(node.level)
        .map(|_| sheet.signed.get(&node.id).is_some_and(|signed| signed.version == sheet.directive.version));
    ReachRow {
        area_id: node.id,
        parent_id: node.parent_id,
        level: node.level,
        name: node.name.clone(),
        grids: figures.grids,
        grids_silent: figures.grids_silent,
        reach: counts,
        p50_ms: times.percentile(50, counts.due, last),
        p90_ms: times.percentile(90, counts.due, last),
        last_ms: (counts.reached > 0).then_some(last.max(0)),
        complete: counts.due > 0 && counts.left() == 0,
        signed: signs,
    }
}
