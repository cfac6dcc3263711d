//! People and sessions made by the operator: for the demo town and for tests.

use gridward_database::Tx;
use gridward_domain::Id;

use super::session::LONGEST;
use super::store;
use crate::keys::{new_token, token_hash};
use crate::{Ctx, Error};

/// Enters a person without a log-in.
pub fn plant(tx: &mut Tx<'_>, ctx: &Ctx, name: &str) -> Result<Id, Error> {
    let id = ctx.ids.make();
    store::add(tx, id, name, "", "")?;
    Ok(id)
}

/// Opens a session and hands its token over; only the token's hash is stored.
pub fn open_session(tx: &mut Tx<'_>, ctx: &Ctx, person: Id, second_factor: bool) -> Result<String, Error> {
    let token = new_token().map_err(Error::broken)?;
    let times = (ctx.now, ctx.now.plus(LONGEST));
    store::add_session(tx, &token_hash(&token), person, second_factor, times, "")?;
    Ok(token)
}
