//! Create an area below another.

use gridward_database::Tx;
use gridward_domain::access::Verb;
use gridward_domain::areas::{AreaOrd, Level};
use gridward_domain::{Id, Refusal, faults as general};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::{Area, event, faults, store};
use crate::{Ctx, Error, posts};

/// What a new area is made of.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewArea {
    /// The area it lies in.
    pub parent_id: Id,
    /// Its level: smaller than the parent's.
    pub level: Level,
    /// Its name, at most 100 characters.
    pub name: String,
}

/// Creates an area with the next free number below its parent.
pub fn create(tx: &mut Tx<'_>, ctx: &Ctx, input: &NewArea) -> Result<Area, Error> {
    let parent = store::find(tx, input.parent_id)?.ok_or_else(|| general::NOT_FOUND.at("parent_id"))?;
    ctx.may(Verb::AreasEdit, parent.range())?;
    let area = add_below(tx, ctx, &parent, input.level, &input.name)?;
    event::tell(tx, ctx, &area, event::CREATED, "", json!({ "level": area.level, "parent": parent.id }))?;
    posts::areas_changed(tx, ctx, std::slice::from_ref(&area))?;
    Ok(area)
}

/// Adds an area with the first free number below its parent; history is the caller's to tell.
pub(super) fn add_below(tx: &mut Tx<'_>, ctx: &Ctx, parent: &Area, level: Level, name: &str) -> Result<Area, Error> {
    if level <= parent.level || parent.to_at.is_some() {
        return Err(faults::WRONG_LEVEL.at("level").with("level", level).into());
    }
    let taken = store::ords_below(tx, parent.id, level.name())?;
    let ord = AreaOrd(parent.ord)
        .free_child(level, |ord| taken.contains(&ord))
        .ok_or_else(|| faults::NO_ROOM.at("parent_id"))?;
    let area = Area {
        id: ctx.ids.make(),
        parent_id: Some(parent.id),
        level,
        name: name_of(name)?,
        ord: ord.0,
        from_at: ctx.now,
        to_at: None,
        rev: 1,
    };
    store::add(tx, &area)?;
    Ok(area)
}

/// A name of 1 to 100 characters.
pub(super) fn name_of(text: &str) -> Result<String, Refusal> {
    let name = text.trim();
    if name.is_empty() || name.chars().count() > 100 {
        return Err(faults::NAME_MISSING.at("name"));
    }
    Ok(name.to_owned())
}
