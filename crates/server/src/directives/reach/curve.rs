//! The curve: how many households each village had reached by when.

use gridward_database::Tx;
use gridward_domain::access::Verb;
use gridward_domain::areas::Level;
use gridward_domain::directives::BOUNDS;
use gridward_domain::{Id, Timestamp};
use serde::Serialize;
use utoipa::ToSchema;

use super::cache::SheetCache;
use crate::{Ctx, Error};

/// One village's progress.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct VillageCurve {
    /// The village.
    pub area_id: Id,
    /// Its name.
    pub name: String,
    /// Households due, within reach.
    pub due: i64,
    /// Households reached by each bound.
    pub reached: Vec<i64>,
}

/// Progress over time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Curve {
    /// When the directive was issued.
    pub issued_at: Timestamp,
    /// Milliseconds after the issue; the last one is open.
    pub bounds_ms: Vec<Option<i64>>,
    /// The villages of the scope within reach, in tree order.
    pub villages: Vec<VillageCurve>,
}

/// How many households each village of the asker's reach had reached by when.
pub fn curve(tx: &mut Tx<'_>, ctx: &Ctx, cache: &SheetCache, id: Id) -> Result<Curve, Error> {
    let sheet = cache.sheet(tx, ctx, id)?;
    let reach = ctx.ranges(Verb::DirectivesRead);
    let villages = sheet
        .nodes
        .iter()
        .filter(|node| node.level == Level::Village && reach.iter().any(|range| range.touches(node.range)));
    let villages = villages.map(|node| {
        let figures = sheet.figures(node.range, &reach);
        let reached = figures.times.running().to_vec();
        VillageCurve { area_id: node.id, name: node.name.clone(), due: figures.reach.due, reached }
    });
    let bounds_ms = BOUNDS.iter().map(|bound| Some(*bound)).chain([None]).collect();
    Ok(Curve { issued_at: sheet.issued_at, bounds_ms, villages: villages.collect() })
}
