//! Where a returnee goes decides at once which grid, and so who, answers for them.

use gridward_database::{Statement, Tx, params};
use gridward_domain::Id;
use gridward_domain::access::Verb;
use gridward_domain::areas::Level;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::arrival::Placed;
use super::faults;
use crate::areas::Area;
use crate::{Ctx, Error, areas, households};

/// The longest place, in characters.
const LONGEST: usize = 100;

static ONLY_GRID: Statement = Statement::new(
    "arrivals.only_grid",
    "SELECT id FROM area WHERE parent_id = $1 AND level = 'grid' AND to_at IS NULL ORDER BY ord LIMIT 2",
);

pub(super) const STATEMENTS: &[&Statement] = &[&ONLY_GRID];

/// Where they go: a household, or a place in a grid, or one in a village whose grid nobody knows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Destination {
    /// The household, where it is known.
    #[serde(default)]
    pub household_id: Option<Id>,
    /// The grid or micro-grid; the village, while nobody knows the grid.
    #[serde(default)]
    pub area_id: Option<Id>,
    /// The door, the hotel or the place in words, at most 100 characters.
    #[serde(default)]
    pub place: String,
}

/// The one grid of a destination, if the asker may use `verb` there.
pub(super) fn place_within(tx: &mut Tx<'_>, ctx: &Ctx, verb: Verb, to: &Destination) -> Result<Placed, Error> {
    if let Some(household) = to.household_id {
        households::reached(tx, ctx, verb, household)?;
    } else if let Some(area) = to.area_id {
        ctx.may(verb, live_area(tx, area)?.range())?;
    }
    place(tx, to)
}

/// The one grid of a destination; the village where nobody knows the grid.
pub(super) fn place(tx: &mut Tx<'_>, to: &Destination) -> Result<Placed, Error> {
    let place = to.place.trim();
    if place.chars().count() > LONGEST {
        return Err(faults::PLACE_TOO_LONG.at("destination.place").with("most", LONGEST).into());
    }
    if let Some(household) = to.household_id {
        return at_household(tx, household, place);
    }
    let area = live_area(tx, to.area_id.ok_or_else(|| faults::NO_DESTINATION.at("destination.area_id"))?)?;
    let area = match area.level {
        Level::Village => only_grid(tx, &area)?.unwrap_or(area),
        Level::Grid | Level::MicroGrid => area,
        _ => return Err(faults::NO_DESTINATION.at("destination.area_id").into()),
    };
    // A door that one household of the grid has is that household.
    let doors = match area.level {
        Level::Village => Vec::new(),
        _ if place.is_empty() => Vec::new(),
        _ => households::at_door(tx, "", place, area.ord)?,
    };
    match doors.as_slice() {
        [household] => at_household(tx, *household, place),
        _ => in_area(tx, &area, place),
    }
}

fn live_area(tx: &mut Tx<'_>, id: Id) -> Result<Area, Error> {
    let area = areas::stored(tx, id)?.filter(|area| area.to_at.is_none());
    area.ok_or_else(|| faults::NO_DESTINATION.at("destination.area_id").into())
}

/// The grid of a village that has one only.
fn only_grid(tx: &mut Tx<'_>, village: &Area) -> Result<Option<Area>, Error> {
    let grids = tx.all(&ONLY_GRID, &params![village.id.to_string()], |row| row.parse::<Id>(0))?;
    match grids.as_slice() {
        [grid] => Ok(areas::stored(tx, *grid)?),
        _ => Ok(None),
    }
}

pub(super) fn at_household(tx: &mut Tx<'_>, id: Id, place: &str) -> Result<Placed, Error> {
    let household = households::current(tx, id)?;
    if household.to_at.is_some() {
        return Err(households::faults::ENDED.at("destination.household_id").into());
    }
    let door = format!("{}{}", household.lane, household.door);
    Ok(Placed {
        household_id: Some(id),
        place: if place.is_empty() { door } else { place.to_owned() },
        grid_id: household.grid_id,
        grid_ord: household.grid_ord,
        grid_name: household.grid_name,
        level: Level::Grid,
        village_name: household.village_name,
    })
}

pub(super) fn in_area(tx: &mut Tx<'_>, area: &Area, place: &str) -> Result<Placed, Error> {
    let village_name = match (area.level, area.parent_id) {
        (Level::Village, _) | (_, None) => area.name.clone(),
        (_, Some(parent)) => areas::stored(tx, parent)?.map_or_else(String::new, |parent| parent.name),
    };
    Ok(Placed {
        household_id: None,
        place: place.to_owned(),
        grid_id: area.id,
        grid_ord: area.ord,
        grid_name: area.name.clone(),
        level: area.level,
        village_name,
    })
}

/// Whether an asker who may not reach a destination may still send somebody there: back to the village's own list.
pub(super) fn is_own_village(placed: &Placed, current: &Placed) -> bool {
    placed.is_gap() && placed.grid_ord == current.village_ord()
}

/// The town that a grid or village lies in.
pub(crate) fn town_of(tx: &mut Tx<'_>, id: Id) -> Result<Option<Area>, Error> {
    let mut area = areas::stored(tx, id)?;
    while let Some(parent) = area.as_ref().filter(|area| area.level > Level::Town).and_then(|area| area.parent_id) {
        area = areas::stored(tx, parent)?;
    }
    Ok(area.filter(|area| area.level == Level::Town))
}
