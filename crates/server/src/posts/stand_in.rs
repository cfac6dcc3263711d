//! Stand in for somebody: dated, and naming the post it stands for.

use gridward_database::Tx;
use gridward_domain::posts::Span;
use gridward_domain::{Id, Timestamp, faults as general};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::post::{self, Post};
use super::{faults, links, store};
use crate::areas;
use crate::{Ctx, Error};

/// Who stands in, and when.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StandIn {
    /// Who stands in.
    pub person_id: Id,
    /// From when; now when absent.
    #[serde(default)]
    pub from_at: Option<Timestamp>,
    /// Until when.
    pub to_at: Timestamp,
    /// Why, such as leave or illness of the holder in general words.
    pub reason: String,
}

/// Lets a person stand in for a post within its dates, with its household set. Coverage still counts the post itself.
pub fn stand_in(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, input: &StandIn) -> Result<Post, Error> {
    let principal = store::find(tx, id, ctx.now)?.ok_or_else(|| general::NOT_FOUND.refuse())?;
    post::may_fill(ctx, principal.role, principal.range)?;
    if principal.stands_in_for.is_some() {
        return Err(faults::STANDS_IN.at("id").into());
    }
    if input.reason.trim().is_empty() {
        return Err(faults::REASON_MISSING.at("reason").into());
    }
    let span = Span { from: input.from_at.unwrap_or(ctx.now), to: Some(input.to_at) };
    if !principal.span().covers(span) {
        return Err(faults::STAND_IN_OUTSIDE.at("to_at").into());
    }
    if principal.person_id == input.person_id {
        return Err(faults::HELD_ALREADY.at("person_id").into());
    }
    let area = areas::stored(tx, principal.area_id)?.ok_or_else(|| Error::broken("a post without an area"))?;
    let set = links::open_of(tx, id, span.from)?;
    let homes: Vec<(Id, i64)> = set.iter().map(|link| (link.household, link.grid_ord)).collect();
    let draft = post::draft(ctx, (input.person_id, principal.role), &area, span, &input.reason);
    let new = Post { stands_in_for: Some(id), ..draft };
    post::enter(tx, ctx, &new, &homes)?;
    let detail =
        json!({ "person": new.person_id, "role": new.role, "stands_in_for": id, "from": span.from, "to": span.to });
    post::tell(tx, ctx, &new, ("posts.stand_in", "create"), &input.reason, detail)?;
    post::current(tx, ctx, new.id)
}
