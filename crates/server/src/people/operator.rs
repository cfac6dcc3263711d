//! What the operator does with log-ins at the machine's own command line.

use gridward_database::Tx;
use gridward_domain::access::Role;
use gridward_domain::people::log_in_name;
use gridward_domain::posts::fits;
use serde_json::json;

use super::invite::{self, Invite};
use super::store::{self, NewPerson};
use super::{directory_store, faults, founder};
use crate::areas::{self, Area};
use crate::{Ctx, Error, posts, settings};

/// Who is to be entered with a post and a link.
#[derive(Debug, Clone)]
pub struct NewUser {
    /// The name.
    pub name: String,
    /// What for; administrators are made only so.
    pub role: Role,
    /// The code of the area of the post; the jurisdiction's own area when absent.
    pub area_code: Option<String>,
}

/// Enters a person with a post and hands over the link that sets the log-in. Before there are areas, only the first
/// administrator can be made.
pub fn add_user(tx: &mut Tx<'_>, ctx: &Ctx, new: &NewUser) -> Result<Invite, Error> {
    let Some(area) = area_of(tx, ctx, new.area_code.as_deref())? else {
        let link = if new.role == Role::Admin { founder::first_run(tx, ctx)? } else { None };
        return link.ok_or_else(|| faults::NO_AREAS.refuse().into());
    };
    if !fits(new.role, area.level) || new.role.is_by_households() {
        return Err(faults::ROLE_DOES_NOT_FIT.refuse().into());
    }
    let (id, name) = (ctx.ids.make(), new.name.trim().to_owned());
    store::add_all(tx, &[NewPerson { id, name, work_phone: String::new(), area: Some((area.id, area.ord)) }])?;
    super::edit::tell(tx, ctx, (id, area.ord, 1), "people.add", "", json!({ "role": new.role, "area": area.id }))?;
    posts::plant(tx, ctx, id, new.role, &area)?;
    invite::make(tx, ctx, id, false)
}

/// A new link for whoever has this log-in name; the sessions end, and the authenticator is forgotten where asked.
pub fn reset_user(tx: &mut Tx<'_>, ctx: &Ctx, login: &str, forget_second_factor: bool) -> Result<Invite, Error> {
    let name = log_in_name(login).map_err(faults::of_log_in)?;
    let person = directory_store::by_login(tx, &name)?.ok_or_else(|| faults::NO_SUCH_LOG_IN.refuse())?;
    if person.ended_at.is_some() {
        return Err(faults::HAS_LEFT.refuse().into());
    }
    super::end::end_sessions(tx, ctx, person.id)?;
    invite::make(tx, ctx, person.id, forget_second_factor)
}

fn area_of(tx: &mut Tx<'_>, ctx: &Ctx, code: Option<&str>) -> Result<Option<Area>, Error> {
    if let Some(code) = code {
        let mut found = areas::by_code(tx, ctx, code, None)?.items;
        // A padded code may stand on two levels: the larger area is meant.
        found.truncate(1);
        return found.pop().map(Some).ok_or_else(|| faults::NO_SUCH_AREA.refuse().into());
    }
    match settings::find(tx, settings::ROOT_AREA)? {
        Some(root) => Ok(areas::stored(tx, root.parse().map_err(Error::broken)?)?),
        None => Ok(None),
    }
}
