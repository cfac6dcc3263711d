//! Rename an area, close an empty one.

use gridward_database::Tx;
use gridward_domain::access::Verb;
use gridward_domain::{Id, faults as general};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::create::name_of;
use super::{Area, event, faults, store};
use crate::{Ctx, Error, arrivals, posts};

/// A new name.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RenameArea {
    /// The revision the asker saw.
    pub rev: i64,
    /// The name, at most 100 characters.
    pub name: String,
    /// Why.
    #[serde(default)]
    pub reason: String,
}

/// Why an area is closed.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CloseArea {
    /// The revision the asker saw.
    pub rev: i64,
    /// Why.
    pub reason: String,
}

/// Gives an area another name; the old one stays in its history.
pub fn rename(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, input: &RenameArea) -> Result<Area, Error> {
    let before = editable(tx, ctx, id, input.rev)?;
    let name = name_of(&input.name)?;
    store::rename(tx, id, &name)?;
    let area = Area { name, rev: before.rev + 1, ..before.clone() };
    let detail = json!({ "from": before.name, "to": area.name });
    event::tell(tx, ctx, &area, event::RENAMED, &input.reason, detail)?;
    Ok(area)
}

/// Closes an area in which nothing is left; its number and its history stay.
pub fn close(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, input: &CloseArea) -> Result<Area, Error> {
    let area = editable(tx, ctx, id, input.rev)?;
    if input.reason.trim().is_empty() {
        return Err(faults::REASON_MISSING.at("reason").into());
    }
    let areas = store::live_below(tx, area.range())?;
    let households: i64 = store::counts(tx, area.range())?.iter().map(|(_, households, _)| households).sum();
    let held = posts::open_within(tx, ctx, area.range())?;
    let open = arrivals::open_within(tx, area.range())?;
    if areas + households + held + open > 0 {
        let refusal = faults::NOT_EMPTY.at("id").with("areas", areas).with("households", households);
        return Err(refusal.with("arrivals", open).with("posts", held).into());
    }
    shut(tx, ctx, area, event::CLOSED, &input.reason, json!({}))
}

/// Closes an area that is known to be empty.
pub(super) fn shut(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    area: Area,
    happening: event::Happening,
    reason: &str,
    detail: serde_json::Value,
) -> Result<Area, Error> {
    store::close(tx, area.id, ctx.now)?;
    let area = Area { to_at: Some(ctx.now), rev: area.rev + 1, ..area };
    event::tell(tx, ctx, &area, happening, reason, detail)?;
    posts::areas_changed(tx, ctx, std::slice::from_ref(&area))?;
    Ok(area)
}

/// The area for a change: within reach, live, and still as the asker saw it.
pub(super) fn editable(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, rev: i64) -> Result<Area, Error> {
    let area = store::find(tx, id)?.ok_or_else(|| general::NOT_FOUND.at("id"))?;
    ctx.may(Verb::AreasEdit, area.range())?;
    if area.to_at.is_some() {
        return Err(faults::CLOSED.at("id").into());
    }
    if area.rev != rev {
        return Err(general::CHANGED_MEANWHILE.at("rev").into());
    }
    Ok(area)
}
