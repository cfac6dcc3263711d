//! A person as the list shows them, and who may change them.

use gridward_database::Tx;
use gridward_domain::access::{Reach, Role, Verb, reach};
use gridward_domain::areas::OrdRange;
use gridward_domain::posts::may_appoint;
use gridward_domain::{Id, Timestamp, faults as general};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{account_store, directory_store, tries};
use crate::{Authority, Ctx, Error};

/// A post that a person holds now or later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HeldNow {
    /// The post.
    pub id: Id,
    /// What for.
    pub role: Role,
    /// Where.
    pub area_id: Id,
    /// The area's name.
    pub area_name: String,
    /// From when.
    pub from_at: Timestamp,
    /// Until when, if it ends.
    pub to_at: Option<Timestamp>,
    /// The order numbers of the area.
    #[serde(skip, default = "nowhere")]
    pub(super) range: OrdRange,
}

fn nowhere() -> OrdRange {
    OrdRange { from: 0, to: 0 }
}

/// A person's log-in, for whoever may change it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PersonAccount {
    /// The log-in name; absent before the first link was used.
    pub login: Option<String>,
    /// Whether an authenticator is set up.
    pub second_factor: bool,
    /// Until when it is locked after wrong tries.
    pub locked_until: Option<Timestamp>,
    /// Whether the asker may change the person and the log-in.
    pub may_change: bool,
}

/// Someone who holds or may hold a post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Person {
    /// The person.
    pub id: Id,
    /// The name.
    pub name: String,
    /// The number the person is reached at on duty; may be empty.
    pub work_phone: String,
    /// The area the person belongs to.
    pub area_id: Option<Id>,
    /// That area's name.
    pub area_name: Option<String>,
    /// Since when the person has left, if so.
    pub ended_at: Option<Timestamp>,
    /// Revision: a change names the one it saw.
    pub rev: i64,
    /// The posts held now or later, as far as the asker may see them.
    pub posts: Vec<HeldNow>,
    /// The log-in; absent for whoever may not change it.
    pub account: Option<PersonAccount>,
}

/// A person as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PersonRecord {
    pub(super) id: Id,
    pub(super) name: String,
    pub(super) pinyin: String,
    pub(super) work_phone: String,
    pub(super) area_id: Option<Id>,
    pub(super) area_name: Option<String>,
    pub(super) area_ord: i64,
    pub(super) ended_at: Option<Timestamp>,
    pub(super) rev: i64,
    pub(super) login: Option<String>,
    pub(super) second_factor: bool,
}

/// People as the asker may see them, with their posts.
pub(super) fn shown(tx: &mut Tx<'_>, ctx: &Ctx, people: Vec<PersonRecord>) -> Result<Vec<Person>, Error> {
    let ids: Vec<Id> = people.iter().map(|person| person.id).collect();
    let mut held = directory_store::posts_of(tx, &ids, ctx.now)?;
    let mut shown = Vec::with_capacity(people.len());
    for person in people {
        let own: Vec<HeldNow> = held.extract_if(.., |(holder, _)| *holder == person.id).map(|(_, post)| post).collect();
        shown.push(show(tx, ctx, person, own)?);
    }
    Ok(shown)
}

fn show(tx: &mut Tx<'_>, ctx: &Ctx, person: PersonRecord, mut posts: Vec<HeldNow>) -> Result<Person, Error> {
    let account = if may_change(ctx, &person, &posts) { Some(account(tx, ctx, &person)?) } else { None };
    posts.retain(|post| ctx.touches(Verb::PostsRead, post.range));
    Ok(Person {
        id: person.id,
        name: person.name,
        work_phone: person.work_phone,
        area_id: person.area_id,
        area_name: person.area_name,
        ended_at: person.ended_at,
        rev: person.rev,
        posts,
        account,
    })
}

fn account(tx: &mut Tx<'_>, ctx: &Ctx, person: &PersonRecord) -> Result<PersonAccount, Error> {
    let locked_until = match &person.login {
        Some(login) => Some(account_store::tries(tx, &tries::index_of(ctx, login))?.locked_until),
        None => None,
    };
    Ok(PersonAccount {
        login: person.login.clone(),
        second_factor: person.second_factor,
        locked_until: locked_until.filter(|until| *until > ctx.now),
        may_change: true,
    })
}

/// Whoever can set a person's log-in can act as that person. So the asker needs a post that reaches all the person's
/// posts and could fill each of them, and that reaches the person's own area.
fn may_change(ctx: &Ctx, person: &PersonRecord, posts: &[HeldNow]) -> bool {
    let Authority::Posts(own) = &ctx.authority else { return true };
    own.iter().filter(|own| reach(own.role, Verb::PeopleEdit) == Reach::Subtree).any(|own| {
        let near = own.range.holds(person.area_ord) || (person.area_id.is_none() && !posts.is_empty());
        near && posts.iter().all(|post| own.range.covers(post.range) && may_appoint(own.role, post.role))
    })
}

/// Whether the asker may know of a person: one who belongs to an area in reach, or holds a post there.
fn may_know(ctx: &Ctx, person: &PersonRecord, posts: &[HeldNow]) -> bool {
    ranges(ctx)
        .iter()
        .any(|range| range.holds(person.area_ord) || posts.iter().any(|post| range.holds(post.range.from)))
}

/// Where the asker may see people: those who edit them, and those who fill posts with them.
pub(super) fn ranges(ctx: &Ctx) -> Vec<OrdRange> {
    let mut ranges = ctx.ranges(Verb::PeopleEdit);
    for range in ctx.ranges(Verb::PostsAppoint) {
        if !ranges.iter().any(|known| known.covers(range)) {
            ranges.retain(|known| !range.covers(*known));
            ranges.push(range);
        }
    }
    ranges
}

/// A person for a change: known to the asker, not above the asker, still here.
pub(super) fn changing(tx: &mut Tx<'_>, ctx: &Ctx, id: Id) -> Result<PersonRecord, Error> {
    ctx.may_somewhere(Verb::PeopleEdit)?;
    let person = directory_store::find(tx, id)?.ok_or_else(|| general::NOT_FOUND.refuse())?;
    let posts: Vec<HeldNow> =
        directory_store::posts_of(tx, &[id], ctx.now)?.into_iter().map(|(_, post)| post).collect();
    if !may_know(ctx, &person, &posts) {
        return Err(general::NOT_FOUND.refuse().into());
    }
    if !may_change(ctx, &person, &posts) {
        return Err(super::faults::ABOVE_YOU.refuse().into());
    }
    if person.ended_at.is_some() {
        return Err(super::faults::HAS_LEFT.refuse().into());
    }
    Ok(person)
}

/// The person as they are now in this transaction.
pub(super) fn current(tx: &mut Tx<'_>, ctx: &Ctx, id: Id) -> Result<Person, Error> {
    let person = directory_store::find(tx, id)?.ok_or_else(|| Error::broken("a person is gone"))?;
    shown(tx, ctx, vec![person])?.pop().ok_or_else(|| Error::broken("a person is gone"))
}
