//! Create an area below another.

use gridward_database::{Change, Tx};
use gridward_domain::access::Verb;
use gridward_domain::areas::{AreaOrd, Level};
use gridward_domain::{Id, faults as general};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::{Area, faults, store};
use crate::{Ctx, Error, audit};

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
    let name = input.name.trim();
    if name.is_empty() || name.chars().count() > 100 {
        return Err(faults::NAME_MISSING.at("name").into());
    }
    if input.level <= parent.level || parent.to_at.is_some() {
        return Err(faults::WRONG_LEVEL.at("level").with("level", input.level).into());
    }
    let last = store::last_ord_below(tx, parent.id)?.map_or(0, |ord| AreaOrd(ord).sibling(input.level));
    let ord = AreaOrd(parent.ord).child(input.level, last + 1).ok_or_else(|| faults::NO_ROOM.at("parent_id"))?;
    let area = Area {
        id: ctx.ids.make(),
        parent_id: Some(parent.id),
        level: input.level,
        name: name.to_owned(),
        ord: ord.0,
        from_at: ctx.now,
        to_at: None,
        rev: 1,
    };
    store::add(tx, &area)?;
    tx.note_change(Change { area: area.ord, noun: "areas", id: area.id.to_string(), rev: 1, op: "create" });
    let detail = json!({ "level": area.level, "parent": parent.id });
    let entry =
        audit::Entry { verb: "areas.create", noun: "areas", record: area.id, area_ord: area.ord, reason: "", detail };
    audit::note(tx, ctx, &entry)?;
    Ok(area)
}
