//! A post as it is shown, and who may fill it.

use gridward_database::{Change, Tx};
use gridward_domain::access::{Role, Verb};
use gridward_domain::areas::{Level, OrdRange};
use gridward_domain::posts::{Span, may_appoint};
use gridward_domain::{Id, Refusal, Timestamp, faults as general};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::{faults, links, recount, store};
use crate::areas::{self, Area};
use crate::{Authority, Ctx, Error, audit};

/// A person who answers for an area, or for a set of households, from a time to a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Post {
    /// The post.
    pub id: Id,
    /// Who holds it.
    pub person_id: Id,
    /// The holder's name.
    pub person_name: String,
    /// The number the holder is reached at on duty.
    pub work_phone: String,
    /// What for.
    pub role: Role,
    /// Where; for a liaison the grid of the household set.
    pub area_id: Id,
    /// The area's name.
    pub area_name: String,
    /// The area's level.
    pub area_level: Level,
    /// From when.
    pub from_at: Timestamp,
    /// Until when, if it ends.
    pub to_at: Option<Timestamp>,
    /// The post this one stands in for, if it does.
    pub stands_in_for: Option<Id>,
    /// How many households a liaison's set has.
    pub households: i64,
    /// Why it was filled, or what was said about it.
    pub reason: String,
    /// Who filled it.
    pub appointed_by: Id,
    /// Who ended it.
    pub ended_by: Option<Id>,
    /// Revision: a change names the one it saw.
    pub rev: i64,
    /// The order numbers of the area.
    #[serde(skip, default = "nowhere")]
    pub(crate) range: OrdRange,
}

fn nowhere() -> OrdRange {
    OrdRange { from: 0, to: 0 }
}

impl Post {
    /// When it is held.
    pub fn span(&self) -> Span {
        Span { from: self.from_at, to: self.to_at }
    }

    /// Whether coverage of its grid counts it.
    pub(super) fn counts(&self) -> bool {
        matches!(self.role, Role::GridHead | Role::Liaison)
    }
}

/// One post, if the asker's posts reach its area.
pub fn find(tx: &mut Tx<'_>, ctx: &Ctx, id: Id) -> Result<Post, Error> {
    ctx.may_somewhere(Verb::PostsRead)?;
    let post = store::find(tx, id, ctx.now)?.ok_or_else(|| general::NOT_FOUND.refuse())?;
    if ctx.touches(Verb::PostsRead, post.range) { Ok(post) } else { Err(general::NOT_FOUND.refuse().into()) }
}

/// How many posts are held in a range of areas, now or later.
pub(crate) fn open_within(tx: &mut Tx<'_>, ctx: &Ctx, range: OrdRange) -> Result<i64, Error> {
    Ok(store::open_within(tx, range, ctx.now)?)
}

/// Passes when one of the asker's posts may fill a post of `role` in the whole of `range`.
pub(super) fn may_fill(ctx: &Ctx, role: Role, range: OrdRange) -> Result<(), Refusal> {
    ctx.may(Verb::PostsAppoint, range)?;
    let allowed = match &ctx.authority {
        Authority::Operator => true,
        Authority::Posts(posts) => posts.iter().any(|post| may_appoint(post.role, role) && post.range.covers(range)),
    };
    if allowed {
        Ok(())
    } else {
        Err(faults::NOT_BELOW.at("role").with("role", ctx.language.pick(role.title().0, role.title().1)))
    }
}

/// The post for a change: within reach, of a role the asker may fill, and still as the asker saw it.
pub(super) fn changing(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, rev: i64) -> Result<Post, Error> {
    let post = store::find(tx, id, ctx.now)?.ok_or_else(|| general::NOT_FOUND.refuse())?;
    may_fill(ctx, post.role, post.range)?;
    if post.rev != rev {
        return Err(general::CHANGED_MEANWHILE.at("rev").into());
    }
    if post.to_at.is_some_and(|to| to <= ctx.now) {
        return Err(faults::ENDED.at("id").into());
    }
    Ok(post)
}

/// A new post for a person in an area, not yet stored.
pub(super) fn draft(ctx: &Ctx, (person, role): (Id, Role), area: &Area, span: Span, reason: &str) -> Post {
    Post {
        id: ctx.ids.make(),
        person_id: person,
        person_name: String::new(),
        work_phone: String::new(),
        role,
        area_id: area.id,
        area_name: area.name.clone(),
        area_level: area.level,
        from_at: span.from,
        to_at: span.to,
        stands_in_for: None,
        households: 0,
        reason: reason.trim().to_owned(),
        appointed_by: ctx.actor,
        ended_by: None,
        rev: 1,
        range: area.range(),
    }
}

/// Stores a new post with the households it is held for.
pub(super) fn enter(tx: &mut Tx<'_>, ctx: &Ctx, post: &Post, homes: &[(Id, i64)]) -> Result<(), Error> {
    if !post.span().is_sound() {
        return Err(faults::UNSOUND.at("to_at").into());
    }
    if !store::is_present(tx, post.person_id)? {
        return Err(faults::NO_SUCH_PERSON.at("person_id").into());
    }
    if post.stands_in_for.is_none() && store::holds(tx, post)? {
        return Err(faults::HELD_ALREADY.at("person_id").into());
    }
    store::add(tx, post)?;
    let set: Vec<links::Link> = homes
        .iter()
        .map(|(household, grid_ord)| links::Link {
            id: ctx.ids.make(),
            household: *household,
            grid_ord: *grid_ord,
            from: post.from_at,
            to: post.to_at,
        })
        .collect();
    links::add_all(tx, post.id, &set)?;
    Ok(())
}

/// Tells the feed and the audit log what happened to a post.
pub(super) fn tell(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    post: &Post,
    verbs: (&'static str, &'static str),
    reason: &str,
    detail: Value,
) -> Result<(), Error> {
    let (verb, op) = verbs;
    let (area_ord, record) = (post.range.from, post.id);
    tx.note_change(Change { area: area_ord, noun: "posts", id: record.to_string(), rev: post.rev, op });
    audit::note(tx, ctx, &audit::Entry { verb, noun: "posts", record, area_ord, reason, detail })
}

/// Recounts what a change of this post can touch.
pub(super) fn follow(tx: &mut Tx<'_>, ctx: &Ctx, post: &Post) -> Result<(), Error> {
    if post.counts() {
        let area = areas::stored(tx, post.area_id)?.ok_or_else(|| Error::broken("a post without an area"))?;
        recount::areas_changed(tx, ctx, &[area])?;
    }
    Ok(())
}

/// The post as it is now in this transaction.
pub(super) fn current(tx: &mut Tx<'_>, ctx: &Ctx, id: Id) -> Result<Post, Error> {
    store::find(tx, id, ctx.now)?.ok_or_else(|| Error::broken("a post is gone"))
}
