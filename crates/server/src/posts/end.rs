//! End a post, or hand it over.

use gridward_database::Tx;
use gridward_domain::posts::Span;
use gridward_domain::{Id, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::post::{self, Post};
use super::{faults, links, store};
use crate::areas;
use crate::{Ctx, Error};

/// When and why a post ends.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EndPost {
    /// The revision the asker saw.
    pub rev: i64,
    /// From when it is no longer held; now when absent.
    #[serde(default)]
    pub at: Option<Timestamp>,
    /// Why.
    pub reason: String,
}

/// Who takes a post over, and when.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HandOver {
    /// The revision the asker saw.
    pub rev: i64,
    /// Who takes over.
    pub to_person_id: Id,
    /// When; now when absent.
    #[serde(default)]
    pub at: Option<Timestamp>,
    /// Why.
    #[serde(default)]
    pub reason: String,
}

/// A post that was handed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HandedOver {
    /// The post that ended.
    pub ended: Post,
    /// The post that began at the same instant.
    pub started: Post,
}

/// Writes the end of a post; what was held until then stays on record. Whoever stands in for it ends with it.
pub fn end(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, input: &EndPost) -> Result<Post, Error> {
    let held = post::changing(tx, ctx, id, input.rev)?;
    if input.reason.trim().is_empty() {
        return Err(faults::REASON_MISSING.at("reason").into());
    }
    finish(tx, ctx, &held, input.at.unwrap_or(ctx.now), &input.reason)?;
    post::follow(tx, ctx, &held)?;
    post::current(tx, ctx, id)
}

/// Ends a post and starts the next at the same instant; a liaison's household set goes along.
pub fn hand_over(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, input: &HandOver) -> Result<HandedOver, Error> {
    let held = post::changing(tx, ctx, id, input.rev)?;
    if held.stands_in_for.is_some() {
        return Err(faults::STANDS_IN.at("id").into());
    }
    if held.person_id == input.to_person_id {
        return Err(faults::HELD_ALREADY.at("to_person_id").into());
    }
    let at = input.at.unwrap_or(ctx.now);
    let area = areas::stored(tx, held.area_id)?.ok_or_else(|| Error::broken("a post without an area"))?;
    let homes: Vec<(Id, i64)> =
        links::open_of(tx, id, at)?.iter().map(|link| (link.household, link.grid_ord)).collect();
    finish(tx, ctx, &held, at, &input.reason)?;
    let next =
        post::draft(ctx, (input.to_person_id, held.role), &area, Span { from: at, to: held.to_at }, &input.reason);
    post::enter(tx, ctx, &next, &homes)?;
    let detail = json!({ "person": next.person_id, "role": next.role, "area": area.id, "from": at, "after": held.id,
        "households": homes.len() });
    post::tell(tx, ctx, &next, ("posts.hand_over", "create"), &input.reason, detail)?;
    post::follow(tx, ctx, &next)?;
    Ok(HandedOver { ended: post::current(tx, ctx, id)?, started: post::current(tx, ctx, next.id)? })
}

/// Ends all posts that a person holds or is to hold, because the person leaves; tells how many there were.
pub fn end_of_person(tx: &mut Tx<'_>, ctx: &Ctx, person: Id, reason: &str) -> Result<usize, Error> {
    let mut held = store::of_person(tx, (person, Id::from_number(0)), ctx.now, i64::MAX)?;
    held.retain(|post| post.to_at.is_none_or(|to| to > ctx.now));
    for post in &held {
        finish(tx, ctx, post, ctx.now.max(post.from_at), reason)?;
        post::follow(tx, ctx, post)?;
    }
    Ok(held.len())
}

/// Writes the end of a post, of its household set, and of whoever stands in for it.
pub(super) fn finish(tx: &mut Tx<'_>, ctx: &Ctx, held: &Post, at: Timestamp, reason: &str) -> Result<(), Error> {
    if at < held.from_at || held.to_at.is_some_and(|to| at > to) {
        return Err(faults::END_OUTSIDE.at("at").into());
    }
    let mut ending = vec![held.clone()];
    ending.extend(store::stand_ins(tx, held.id, at)?);
    for post in &ending {
        let set: Vec<Id> = links::open_of(tx, post.id, at)?.iter().map(|link| link.id).collect();
        let last = at.max(post.from_at);
        links::end_all(tx, &set, last)?;
        store::end(tx, post.id, last, ctx.actor)?;
        let ended = Post { rev: post.rev + 1, ..post.clone() };
        post::tell(tx, ctx, &ended, ("posts.end", "end"), reason, json!({ "at": last, "role": post.role }))?;
    }
    Ok(())
}
