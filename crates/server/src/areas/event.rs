//! What happened to an area: its history, the audit log and the change feed, told in one place.

use gridward_database::{Change, Tx};
use gridward_domain::{Id, Timestamp};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::{Area, find, store};
use crate::{Ctx, Error, audit};

/// Something that happened to an area.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct AreaEvent {
    /// The event.
    pub id: Id,
    /// What: `created`, `imported`, `renamed`, `split`, `merged`, `closed`, `code_issued`, `code_withdrawn`, `shaped`.
    pub verb: String,
    /// When.
    pub at: Timestamp,
    /// Who did it.
    pub person_id: Id,
    /// The name of whoever did it; absent for the operator.
    pub person_name: Option<String>,
    /// Values before and after, and areas concerned.
    #[schema(value_type = Object)]
    pub detail: Value,
}

/// The history of an area.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct AreaHistory {
    /// The newest 200 events, newest first.
    pub items: Vec<AreaEvent>,
}

/// The history of an area within reach.
pub fn history(tx: &mut Tx<'_>, ctx: &Ctx, id: Id) -> Result<AreaHistory, Error> {
    let area = find(tx, ctx, id)?;
    Ok(AreaHistory { items: store::events(tx, area.id)? })
}

/// A verb of areas as history, audit log and change feed know it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Happening {
    pub(super) history: &'static str,
    pub(super) audit: &'static str,
    pub(super) change: &'static str,
}

macro_rules! happening {
    ($name:ident, $history:literal, $audit:literal, $change:literal) => {
        pub(super) const $name: Happening = Happening { history: $history, audit: $audit, change: $change };
    };
}

/// History only: the import of boundaries as a whole is in the audit log.
pub(super) const SHAPED: &str = "shaped";

happening!(CREATED, "created", "areas.create", "create");
happening!(RENAMED, "renamed", "areas.rename", "edit");
happening!(CLOSED, "closed", "areas.close", "close");
happening!(SPLIT, "split", "areas.split", "close");
happening!(MERGED, "merged", "areas.merge", "close");
happening!(CODE_ISSUED, "code_issued", "areas.issue_code", "edit");
happening!(CODE_WITHDRAWN, "code_withdrawn", "areas.withdraw_code", "edit");

/// Tells what happened to an area, in the transaction in which it happens. `area` is as it is afterwards.
pub(super) fn tell(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    area: &Area,
    happening: Happening,
    reason: &str,
    detail: Value,
) -> Result<(), Error> {
    let text = serde_json::to_string(&detail)?;
    store::add_event(tx, (ctx.ids.make(), area.id), happening.history, (ctx.now, ctx.actor), &text)?;
    let (id, op) = (area.id.to_string(), happening.change);
    tx.note_change(Change { area: area.ord, noun: "areas", id, rev: area.rev, op });
    let (verb, noun) = (happening.audit, "areas");
    audit::note(tx, ctx, &audit::Entry { verb, noun, record: area.id, area_ord: area.ord, reason, detail })
}
