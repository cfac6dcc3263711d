//! One-time links: by one a person sets the log-in name and the password, for the first time or anew.

use gridward_database::{Change, Tx};
use gridward_domain::people::{check_password, log_in_name};
use gridward_domain::{Id, Language, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::{account_store, faults, invite_store, session_store, store, tries};
use crate::keys::{new_token, token_hash};
use crate::{App, Authority, Ctx, Error, audit};

/// How long a link can be used, in milliseconds.
const LASTS: i64 = 3 * Timestamp::DAY;

/// A link that works once. It is shown once and not stored.
#[derive(Clone, Serialize, ToSchema)]
pub struct Invite {
    /// The secret in the link.
    pub token: String,
    /// The path of the page that it opens.
    pub path: String,
    /// Until when it works.
    pub ends_at: Timestamp,
}

/// For whom a link is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Invited {
    /// The person's name.
    pub name: String,
    /// The log-in name so far, if there is one.
    pub login: Option<String>,
}

/// The log-in that somebody chose.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChosenLogIn {
    /// The log-in name: 2 to 40 letters, digits and `.-_@`; the case of letters counts for nothing.
    pub login: String,
    /// The password: at least 10 characters.
    pub password: String,
}

/// A log-in that was set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SetLogIn {
    /// The log-in name as it is kept.
    pub login: String,
}

/// Makes a link for a person; earlier links of theirs stop working. Whoever lost the phone gets a new second factor.
pub fn make(tx: &mut Tx<'_>, ctx: &Ctx, person: Id, forget_second_factor: bool) -> Result<Invite, Error> {
    let token = new_token().map_err(Error::broken)?;
    let ends_at = ctx.now.plus(LASTS);
    invite_store::remove_of(tx, person)?;
    invite_store::add(tx, &token_hash(&token), person, (ctx.now, ends_at))?;
    if forget_second_factor {
        account_store::forget_factor(tx, person)?;
        session_store::remove_of(tx, person)?;
    }
    let detail = json!({ "until": ends_at, "forgets_second_factor": forget_second_factor });
    note(tx, ctx, "people.invite", person, detail)?;
    Ok(Invite { path: format!("/console/invite/{token}"), token, ends_at })
}

/// For whom a link is, as long as it works.
pub(super) async fn look(app: &App, address: &str, token: &str) -> Result<Invited, Error> {
    let now = app.clock().now();
    app.log_in_limits().attempt(address, now)?;
    let hash = token_hash(token);
    let found = app.db().read("people.invite.look", move |tx| {
        let person = invite_store::find(tx, &hash, now)?.ok_or_else(|| faults::INVITE_OVER.refuse())?;
        let (name, _) = store::named(tx, person)?.ok_or_else(|| faults::INVITE_OVER.refuse())?;
        let login = account_store::of_person(tx, person)?.map(|account| account.login);
        Ok::<_, Error>(Invited { name, login })
    });
    let invited = found.await?;
    app.log_in_limits().forgive(address);
    Ok(invited)
}

/// Sets the log-in that the holder of a link chose; the link is used up and earlier sessions end.
pub(super) async fn accept(
    app: &App,
    (address, language): (&str, Language),
    token: &str,
    input: ChosenLogIn,
) -> Result<SetLogIn, Error> {
    let ctx = app.ctx(Id::from_number(0), Authority::Posts(Vec::new()), language);
    app.log_in_limits().attempt(address, ctx.now)?;
    let login = log_in_name(&input.login).map_err(faults::of_log_in)?;
    check_password(&input.password, &login).map_err(faults::of_password)?;
    let hash = token_hash(token);
    let (asked, now) = (hash.clone(), ctx.now);
    // Only the holder of a link makes the server hash.
    let found = app.db().read("people.invite.look", move |tx| Ok::<_, Error>(invite_store::find(tx, &asked, now)?));
    found.await?.ok_or_else(|| faults::INVITE_OVER.refuse())?;
    let password_hash = app.passwords().hash(input.password).await?;
    let chosen = login.clone();
    app.db().write("people.accept", move |tx| enter(tx, &ctx, &hash, (&chosen, &password_hash))).await?;
    app.sessions().forget();
    app.log_in_limits().forgive(address);
    Ok(SetLogIn { login })
}

fn enter(tx: &mut Tx<'_>, ctx: &Ctx, hash: &str, (login, password_hash): (&str, &str)) -> Result<(), Error> {
    let person = invite_store::find(tx, hash, ctx.now)?.ok_or_else(|| faults::INVITE_OVER.refuse())?;
    if account_store::login_holder(tx, login)?.is_some_and(|holder| holder != person) {
        return Err(faults::LOG_IN_TAKEN.at("body.login").into());
    }
    account_store::put(tx, person, login, password_hash, ctx.now)?;
    account_store::remove_tries(tx, &tries::index_of(ctx, login))?;
    invite_store::mark_used(tx, hash, ctx.now)?;
    session_store::remove_of(tx, person)?;
    let own = Ctx { actor: person, ..ctx.clone() };
    note(tx, &own, "people.set_log_in", person, json!({}))
}

/// Tells the feed and the audit log what happened to a log-in.
pub(super) fn note(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    verb: &'static str,
    person: Id,
    detail: serde_json::Value,
) -> Result<(), Error> {
    let area_ord = store::named(tx, person)?.map_or(0, |(_, ord)| ord);
    tx.note_change(Change { area: area_ord, noun: "people", id: person.to_string(), rev: 0, op: "log_in" });
    audit::note(tx, ctx, &audit::Entry { verb, noun: "people", record: person, area_ord, reason: "", detail })
}
