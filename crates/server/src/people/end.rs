//! A person leaves: posts, sessions and links end with the same stroke.

use gridward_database::Tx;
use gridward_domain::Id;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::person::{self, Person};
use super::{directory_store, edit, faults, invite, invite_store, session_store};
use crate::{Ctx, Error, posts};

/// Why a person leaves.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EndPerson {
    /// The revision the asker saw.
    pub rev: i64,
    /// Why.
    pub reason: String,
}

/// Sessions that were ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct EndedSessions {
    /// How many.
    pub ended: u64,
}

/// Writes that a person has left. The entry stays, because others look up who did what.
pub fn end(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, input: &EndPerson) -> Result<Person, Error> {
    let person = edit::seen(person::changing(tx, ctx, id)?, input.rev)?;
    let reason = input.reason.trim();
    if reason.is_empty() {
        return Err(faults::REASON_MISSING.at("reason").into());
    }
    let posts = posts::end_of_person(tx, ctx, id, reason)?;
    session_store::remove_of(tx, id)?;
    invite_store::remove_of(tx, id)?;
    directory_store::end(tx, id, ctx.now)?;
    edit::tell(tx, ctx, (id, person.area_ord, person.rev + 1), "people.end", reason, json!({ "posts": posts }))?;
    person::current(tx, ctx, id)
}

/// Ends all sessions of a person.
pub fn end_sessions(tx: &mut Tx<'_>, ctx: &Ctx, id: Id) -> Result<EndedSessions, Error> {
    person::changing(tx, ctx, id)?;
    let ended = session_store::remove_of(tx, id)?;
    invite::note(tx, ctx, "people.end_sessions", id, json!({ "ended": ended }))?;
    Ok(EndedSessions { ended })
}
