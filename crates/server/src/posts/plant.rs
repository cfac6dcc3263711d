//! A post given by the operator from now on: for the demo town and for tests.

use gridward_database::Tx;
use gridward_domain::Id;
use gridward_domain::access::Role;

use super::store;
use crate::areas::Area;
use crate::{Ctx, Error};

/// Gives a person a post from now on.
pub fn plant(tx: &mut Tx<'_>, ctx: &Ctx, person: Id, role: Role, area: &Area) -> Result<Id, Error> {
    let id = ctx.ids.make();
    store::add(tx, ctx, id, person, role, area)?;
    Ok(id)
}
