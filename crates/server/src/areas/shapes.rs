//! Boundaries: shapes of areas for the map.

use std::collections::HashMap;

use gridward_database::{Change, DbError, Statement, Tx, params};
use gridward_domain::Id;
use gridward_domain::access::Verb;
use gridward_domain::areas::{Level, OrdRange};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::json;
use utoipa::{IntoParams, ToSchema};

use super::{Area, codes, event, faults, find, store};
use crate::{Ctx, Error, audit};

static PUT: Statement = Statement::new(
    "areas.put_shape",
    "INSERT INTO area_shape (area_id, ord, shape, synthetic, source, at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (area_id) DO UPDATE SET shape = excluded.shape, synthetic = excluded.synthetic,
       source = excluded.source, at = excluded.at",
);
static BELOW: Statement = Statement::new(
    "areas.shapes_below",
    "SELECT a.id, a.name, a.level, s.synthetic, s.source, s.shape FROM area_shape s JOIN area a ON a.id = s.area_id
     WHERE s.ord >= $1 AND s.ord < $2 AND a.to_at IS NULL AND (CAST($3 AS TEXT) IS NULL OR a.level = $3)
     ORDER BY s.ord",
);

pub(super) const STATEMENTS: &[&Statement] = &[&PUT, &BELOW];

/// The outline of an area as a file of boundaries gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Boundary {
    /// The area's official code, or the village's code and the grid's number: `411526109001-01`.
    pub key: String,
    /// The area's name.
    pub name: String,
    /// A GeoJSON MultiPolygon.
    pub geometry: String,
    /// Whether it is made up (示意), not surveyed.
    pub synthetic: bool,
}

/// A shape that belongs to no area.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ShapeProblem {
    /// Which feature of the file, from 0.
    pub feature: usize,
    /// What is wrong, for machines.
    pub code: String,
    /// What is wrong and what to do.
    pub message: String,
}

/// What an import of boundaries did, or would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ShapesReport {
    /// Whether it was only tried.
    pub dry_run: bool,
    /// Shapes in the file.
    pub shapes: usize,
    /// Shapes that belong to an area.
    pub placed: usize,
    /// Shapes that are made up.
    pub synthetic: usize,
    /// Shapes left out.
    pub problems: Vec<ShapeProblem>,
}

/// Which shapes.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ShapesQuery {
    /// Only areas of this level.
    #[param(inline)]
    pub level: Option<Level>,
}

/// The shape of an area.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Shape {
    /// The area.
    pub area_id: Id,
    /// Its name.
    pub name: String,
    /// Its level.
    pub level: Level,
    /// Whether the outline is made up: it is to be labelled 示意.
    pub synthetic: bool,
    /// Where it came from.
    pub source: String,
    /// A GeoJSON geometry.
    #[schema(value_type = Object)]
    pub shape: Value,
}

/// Shapes for a map.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Shapes {
    /// The shapes, in tree order.
    pub items: Vec<Shape>,
}

/// The shapes of an area and of everything below it.
pub fn shapes(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, query: ShapesQuery) -> Result<Shapes, Error> {
    let area = find(tx, ctx, id)?;
    let OrdRange { from, to } = area.range();
    let mut found = tx.all(&BELOW, &params![from, to, query.level.map(Level::name)], |row| {
        let text = row.text(5)?;
        let shape = serde_json::from_str(text).map_err(|_| DbError::Shape("areas.shapes_below: shape".to_owned()))?;
        let (area_id, name, level) = (row.parse(0)?, row.get(1)?, row.parse(2)?);
        Ok(Shape { area_id, name, level, synthetic: row.get(3)?, source: row.get(4)?, shape })
    })?;
    if !ctx.ranges(Verb::AreasRead).iter().any(|range| range.covers(area.range())) {
        let ids: Vec<Id> = found.iter().map(|shape| shape.area_id).collect();
        let reached: HashMap<Id, bool> = store::find_all(tx, &ids)?
            .iter()
            .map(|area| (area.id, ctx.touches(Verb::AreasRead, area.range())))
            .collect();
        found.retain(|shape| reached.get(&shape.area_id).copied().unwrap_or(false));
    }
    Ok(Shapes { items: found })
}

/// Keeps the outlines of a file for the areas they belong to; a newer outline replaces the older.
pub fn import_shapes(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    boundaries: &[Boundary],
    source: &str,
    dry_run: bool,
) -> Result<ShapesReport, Error> {
    ctx.may_somewhere(Verb::AreasEdit)?;
    let mut report = ShapesReport { dry_run, shapes: boundaries.len(), placed: 0, synthetic: 0, problems: Vec::new() };
    let mut first = None;
    for (feature, boundary) in boundaries.iter().enumerate() {
        let Some(area) = owner(tx, ctx, boundary)? else {
            let fault = &faults::SHAPE_WITHOUT_AREA;
            let message = fault.refuse().with("key", &boundary.key).with("name", &boundary.name);
            let message = message.sentence(ctx.language);
            report.problems.push(ShapeProblem { feature, code: fault.code.to_owned(), message });
            continue;
        };
        report.placed += 1;
        report.synthetic += usize::from(boundary.synthetic);
        if !dry_run {
            place(tx, ctx, &area, boundary, source)?;
        }
        first = first.or(Some(area));
    }
    if let Some(area) = first.filter(|_| !dry_run) {
        let detail = json!({ "placed": report.placed, "synthetic": report.synthetic });
        let (record, area_ord) = (area.id, area.ord);
        let entry = audit::Entry { verb: "areas.shape", noun: "areas", record, area_ord, reason: "", detail };
        audit::note(tx, ctx, &entry)?;
    }
    Ok(report)
}

fn place(tx: &mut Tx<'_>, ctx: &Ctx, area: &Area, boundary: &Boundary, source: &str) -> Result<(), Error> {
    let (id, geometry) = (area.id.to_string(), boundary.geometry.as_str());
    tx.exec(&PUT, &params![&id, area.ord, geometry, boundary.synthetic, source, ctx.now.0])?;
    let detail = json!({ "synthetic": boundary.synthetic, "source": source }).to_string();
    store::add_event(tx, (ctx.ids.make(), area.id), event::SHAPED, (ctx.now, ctx.actor), &detail)?;
    tx.note_change(Change { area: area.ord, noun: "areas", id, rev: area.rev, op: "edit" });
    Ok(())
}

/// The live area within reach that an outline belongs to: by code and name, or by a grid's number or name below its
/// village's code.
fn owner(tx: &mut Tx<'_>, ctx: &Ctx, boundary: &Boundary) -> Result<Option<Area>, Error> {
    let today = ctx.zone.date(ctx.now);
    let (code, number) = match boundary.key.split_once('-') {
        Some((village, number)) => (village, Some(number)),
        None => (boundary.key.as_str(), None),
    };
    let ids = codes::holders(tx, code, today)?;
    let mut areas = store::find_all(tx, &ids)?;
    areas.retain(|area| area.to_at.is_none());
    // A padded code may stand on two levels: the name decides, then the smaller area.
    areas.sort_by_key(|area| (area.name == boundary.name, area.level));
    let Some(mut area) = areas.pop() else { return Ok(None) };
    if let Some(number) = number {
        let below = store::children(tx, Some(area.id))?;
        let by_name = below.iter().find(|grid| grid.name == boundary.name);
        let by_number = || {
            let number: i64 = number.parse().ok()?;
            below.iter().find(|grid| gridward_domain::areas::AreaOrd(grid.ord).sibling(grid.level) == number)
        };
        let Some(grid) = by_name.or_else(by_number) else { return Ok(None) };
        area = grid.clone();
    }
    Ok(ctx.ranges(Verb::AreasEdit).iter().any(|range| range.covers(area.range())).then_some(area))
}
