//! Change one's own password.

use gridward_database::Tx;
use gridward_domain::people::check_password;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::tries::{self, Tried};
use super::{account_store, faults, invite, session_store};
use crate::keys::token_hash;
use crate::{App, Ctx, Error};

/// The present password and the next.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPassword {
    /// The password so far.
    pub current: String,
    /// The new one: at least 10 characters.
    pub password: String,
}

/// A password that was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct PasswordChanged {
    /// Whether it was changed; all other sessions have ended.
    pub changed: bool,
}

/// Sets a new password and ends all other sessions. A wrong present password counts like one at the log-in.
pub(super) async fn change_password(
    app: &App,
    ctx: Ctx,
    token: &str,
    input: NewPassword,
) -> Result<PasswordChanged, Error> {
    let (asking, person) = (ctx.clone(), ctx.actor);
    let account = app.db().read("people.account", move |tx| {
        let account = account_store::of_person(tx, person)?.ok_or_else(|| faults::WRONG_PASSWORD.refuse())?;
        tries::open(tx, &asking, &tries::index_of(&asking, &account.login))?;
        Ok::<_, Error>(account)
    });
    let account = account.await?;
    check_password(&input.password, &account.login).map_err(faults::of_password)?;
    let fits = app.passwords().fits(input.current, Some(account.password_hash)).await?;
    let hash = if fits { app.passwords().hash(input.password).await? } else { String::new() };
    let (own, login) = (token_hash(token), account.login);
    let tried = app
        .db()
        .write("people.change_password", move |tx| enter(tx, &ctx, &login, fits.then_some((&hash, &own))))
        .await?;
    app.sessions().forget();
    match tried {
        Tried::Good(()) => Ok(PasswordChanged { changed: true }),
        Tried::Wrong => Err(faults::WRONG_PASSWORD.at("body.current").into()),
        Tried::Locked(minutes) => Err(faults::LOCKED.refuse().with("minutes", minutes).into()),
    }
}

fn enter(tx: &mut Tx<'_>, ctx: &Ctx, login: &str, good: Option<(&String, &String)>) -> Result<Tried<()>, Error> {
    let index = tries::index_of(ctx, login);
    let Some((hash, own)) = good else { return tries::wrong(tx, ctx, &index, Some(ctx.actor)) };
    account_store::set_password(tx, ctx.actor, hash, ctx.now)?;
    account_store::remove_tries(tx, &index)?;
    session_store::remove_others(tx, ctx.actor, own)?;
    invite::note(tx, ctx, "people.change_password", ctx.actor, json!({}))?;
    Ok(Tried::Good(()))
}
