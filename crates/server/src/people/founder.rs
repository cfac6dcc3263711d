//! The first administrator, who comes before the first area.
//!
//! A post lies in an area, and a new installation has none: until its tree is imported, the founder acts as an
//! administrator everywhere; the import that settles the jurisdiction's own area gives the founder a post there.

use gridward_database::Tx;
use gridward_domain::Id;
use gridward_domain::access::Role;
use gridward_domain::areas::OrdRange;
use serde_json::json;

use super::invite::{self, Invite};
use super::{account_store, plant, store};
use crate::areas::Area;
use crate::{Ctx, Error, HeldPost, areas, audit, posts, settings};

/// The name the first administrator bears until somebody corrects it.
const NAME: &str = "系统管理员";

/// The post of the founder, as long as there is no area to hold one in.
pub(super) fn post_of(tx: &mut Tx<'_>, person: Id) -> Result<Option<HeldPost>, Error> {
    if founder(tx)? != Some(person) || settings::find(tx, settings::ROOT_AREA)?.is_some() {
        return Ok(None);
    }
    Ok(Some(HeldPost { id: person, role: Role::Admin, area_id: person, range: OrdRange::EVERYTHING }))
}

/// A one-time link for the first administrator while nobody has a log-in yet; nothing afterwards.
pub fn first_run(tx: &mut Tx<'_>, ctx: &Ctx) -> Result<Option<Invite>, Error> {
    if account_store::any(tx)? {
        return Ok(None);
    }
    let known = match founder(tx)? {
        Some(person) => store::named(tx, person)?.map(|_| person),
        None => None,
    };
    let person = match known {
        Some(person) => person,
        None => begin(tx, ctx)?,
    };
    invite::make(tx, ctx, person, false).map(Some)
}

fn begin(tx: &mut Tx<'_>, ctx: &Ctx) -> Result<Id, Error> {
    let person = plant::plant(tx, ctx, NAME)?;
    settings::put(tx, settings::FOUNDER, &person.to_string())?;
    if let Some(root) = settings::find(tx, settings::ROOT_AREA)? {
        let root = areas::stored(tx, root.parse().map_err(Error::broken)?)?;
        take_post(tx, ctx, &root.ok_or_else(|| Error::broken("the jurisdiction's own area is gone"))?)?;
    }
    Ok(person)
}

/// Gives the founder a post in the area that was just settled as the jurisdiction's own.
pub(crate) fn take_post(tx: &mut Tx<'_>, ctx: &Ctx, root: &Area) -> Result<(), Error> {
    let Some(person) = founder(tx)? else { return Ok(()) };
    let post = posts::plant(tx, ctx, person, Role::Admin, root)?;
    let detail = json!({ "person": person, "role": Role::Admin, "area": root.id, "first": true });
    let entry =
        audit::Entry { verb: "posts.appoint", noun: "posts", record: post, area_ord: root.ord, reason: "", detail };
    audit::note(tx, ctx, &entry)
}

fn founder(tx: &mut Tx<'_>) -> Result<Option<Id>, Error> {
    settings::find(tx, settings::FOUNDER)?.map(|text| text.parse().map_err(Error::broken)).transpose()
}
