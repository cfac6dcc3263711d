//! Log in with a name and a password.

use gridward_database::Tx;
use gridward_domain::people::log_in_name;
use gridward_domain::{Id, Language};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::account_store::{self, Account};
use super::lifetime::Lifetime;
use super::session::{self, Proof};
use super::tries::{self, Tried};
use super::{faults, second_factor};
use crate::{App, Authority, Ctx, Error};

/// A name and a password.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// The log-in name.
    pub login: String,
    /// The password.
    pub password: String,
}

/// What is asked for next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Next {
    /// Nothing: the person is in.
    Done,
    /// The code that the authenticator shows.
    Code,
    /// An authenticator has to be set up first.
    Enrol,
}

/// The next step of a log-in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Step {
    /// What is asked for next.
    pub next: Next,
}

/// Where a log-in comes from.
#[derive(Debug, Clone)]
pub(super) struct Origin {
    /// The network address, for the limit of tries.
    pub(super) address: String,
    /// Whether it comes from the phone pages.
    pub(super) phone: bool,
    /// What kind of device.
    pub(super) device: String,
    pub(super) language: Language,
}

/// A session that was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Opened {
    pub(super) token: String,
    pub(super) next: Next,
    /// How long it lasts at most, in milliseconds.
    pub(super) longest: i64,
}

/// Checks a name and a password and opens a session. An unknown name costs the same work, is locked by the same count
/// and is answered with the same words as a wrong password.
pub(super) async fn sign_in(app: &App, origin: Origin, input: SignIn) -> Result<Opened, Error> {
    let ctx = app.ctx(Id::from_number(0), Authority::Posts(Vec::new()), origin.language);
    app.log_in_limits().attempt(&origin.address, ctx.now)?;
    // A name that nobody can have is treated like one that nobody has.
    let login = log_in_name(&input.login).unwrap_or_else(|_| "?".to_owned());
    let index = tries::index_of(&ctx, &login);
    let (asked, key, asking) = (login.clone(), index.clone(), ctx.clone());
    let found = app.db().read("people.account", move |tx| look(tx, &asking, &key, &asked)).await?;
    let hash = found.as_ref().map(|account| account.password_hash.clone());
    let fits = app.passwords().fits(input.password, hash).await?;
    let address = origin.address.clone();
    let tried = app
        .db()
        .write("people.sign_in", move |tx| {
            let known = found.as_ref().map(|account| (account.person_id, account.password_hash.as_str()));
            enter(tx, &ctx, (&login, &index), known, fits, &origin)
        })
        .await?;
    match tried {
        Tried::Good(opened) => {
            app.log_in_limits().forgive(&address);
            Ok(opened)
        }
        Tried::Wrong => Err(faults::WRONG_LOG_IN.refuse().into()),
        Tried::Locked(minutes) => Err(faults::LOCKED.refuse().with("minutes", minutes).into()),
    }
}

fn look(tx: &mut Tx<'_>, ctx: &Ctx, index: &str, login: &str) -> Result<Option<Account>, Error> {
    tries::open(tx, ctx, index)?;
    Ok(account_store::by_login(tx, login)?)
}

/// The log-in is looked up again: it may have been locked or changed while the password was hashed.
fn enter(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    (login, index): (&str, &str),
    known: Option<(Id, &str)>,
    fits: bool,
    origin: &Origin,
) -> Result<Tried<Opened>, Error> {
    tries::open(tx, ctx, index)?;
    let whose = known.map(|(person, _)| person);
    let account = account_store::by_login(tx, login)?;
    let Some(account) = account.filter(|account| fits && known == Some((account.person_id, &account.password_hash)))
    else {
        return tries::wrong(tx, ctx, index, whose);
    };
    let person = account.person_id;
    let next = next_step(tx, ctx, &account)?;
    let lasts = match next {
        Next::Done => {
            account_store::remove_tries(tx, index)?;
            if origin.phone { Lifetime::PHONE } else { Lifetime::DESK }
        }
        Next::Code | Next::Enrol => Lifetime::WAITING,
    };
    let proof = if next == Next::Done { Proof::Password } else { Proof::PasswordBeforeCode };
    let token = session::open(tx, (person, ctx.now), proof, lasts, &origin.device)?;
    Ok(Tried::Good(Opened { token, next, longest: lasts.longest }))
}

/// Whoever has a second factor is asked for it, and whoever holds a role that needs one has to set it up.
fn next_step(tx: &mut Tx<'_>, ctx: &Ctx, account: &Account) -> Result<Next, Error> {
    if second_factor::is_set(account) {
        return Ok(Next::Code);
    }
    let posts = session::posts_of(tx, account.person_id, ctx.now)?;
    Ok(if posts.iter().any(|post| post.role.needs_second_factor()) { Next::Enrol } else { Next::Done })
}
