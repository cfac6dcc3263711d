//! The villages and groups that a form offers.

use gridward_database::Tx;
use gridward_domain::Id;
use gridward_domain::areas::Level;

use super::faults;
use crate::Error;
use crate::areas::{self, Area};
use crate::arrivals::Entrance;

/// What there is to choose from.
#[derive(Debug, Clone)]
pub(super) enum Choices {
    /// Each village with its groups.
    Groups(Vec<(Area, Vec<Area>)>),
    /// An area so large that one of those below comes first.
    Below(Vec<Area>),
    /// Nothing: the card of a household says it.
    Fixed(Area),
}

/// What an entrance offers; `chosen` is the part of a large area that was picked first.
pub(super) fn choices(tx: &mut Tx<'_>, entrance: &Entrance, chosen: Option<Id>) -> Result<Choices, Error> {
    let mut area = entrance.area.clone();
    if entrance.household_id.is_some() {
        return Ok(Choices::Fixed(area));
    }
    if let Some(id) = chosen {
        let inside = areas::stored(tx, id)?.filter(|inside| area.range().covers(inside.range()));
        area = inside.ok_or_else(|| faults::NO_AREA.at("area"))?;
    }
    let below = areas::stored_children(tx, area.id)?;
    match area.level {
        Level::Village => Ok(Choices::Groups(vec![(area, groups(below))])),
        Level::Grid | Level::MicroGrid => {
            let village = area.parent_id.map(|id| areas::stored(tx, id)).transpose()?.flatten();
            Ok(Choices::Groups(vec![(village.unwrap_or_else(|| area.clone()), vec![area])]))
        }
        Level::Town => {
            let mut villages = Vec::with_capacity(below.len());
            for village in below.into_iter().filter(|village| village.level == Level::Village) {
                let groups = groups(areas::stored_children(tx, village.id)?);
                villages.push((village, groups));
            }
            Ok(Choices::Groups(villages))
        }
        Level::Province | Level::City | Level::County => Ok(Choices::Below(below)),
    }
}

fn groups(below: Vec<Area>) -> Vec<Area> {
    below.into_iter().filter(|area| area.level == Level::Grid).collect()
}

/// The area that was chosen, if it is one that the entrance offers.
pub(super) fn offered(tx: &mut Tx<'_>, entrance: &Entrance, id: Id) -> Result<Area, Error> {
    let area = areas::stored(tx, id)?.filter(|area| area.to_at.is_none() && area.level >= Level::Village);
    let area = area.filter(|area| {
        let range = area.range();
        // On the poster of a group its village may be chosen, too: the group may be another.
        entrance.area.range().covers(range) || range.covers(entrance.area.range())
    });
    area.ok_or_else(|| faults::NO_AREA.at("area").into())
}
