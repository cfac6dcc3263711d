//! A post given by the operator from now on: for the demo town and for tests.

use gridward_database::Tx;
use gridward_domain::Id;
use gridward_domain::access::Role;
use gridward_domain::posts::Span;

use super::post;
use crate::areas::Area;
use crate::{Ctx, Error};

/// Gives a person a post from now on, whatever the asker may do.
pub fn plant(tx: &mut Tx<'_>, ctx: &Ctx, person: Id, role: Role, area: &Area) -> Result<Id, Error> {
    let new = post::draft(ctx, (person, role), area, Span::since(ctx.now), "");
    post::enter(tx, ctx, &new, &[])?;
    post::follow(tx, ctx, &new)?;
    Ok(new.id)
}
