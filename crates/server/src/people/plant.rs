//! People and log-ins made by the operator: for the demo town, for measurements and for tests.

use gridward_database::Tx;
use gridward_domain::Id;

use super::account_store::{self, Account};
use super::second_factor::SEALED_AS;
use super::store::{self, NewPerson};
use crate::{Ctx, Error};

/// A log-in to be made.
#[derive(Clone)]
pub struct NewAccount {
    /// Whose.
    pub person: Id,
    /// The log-in name, lower case.
    pub login: String,
    /// The password, as [`super::hash_password`] hashed it; many may share one hash.
    pub password_hash: String,
    /// The key of the second factor in base 32, if it is to have one.
    pub totp_secret: Option<String>,
}

/// Enters a person without a log-in.
pub fn plant(tx: &mut Tx<'_>, ctx: &Ctx, name: &str) -> Result<Id, Error> {
    let id = ctx.ids.make();
    plant_all(tx, &[NewPerson { id, name: name.to_owned(), work_phone: String::new(), area: None }])?;
    Ok(id)
}

/// Enters people set-wise.
pub fn plant_all(tx: &mut Tx<'_>, people: &[NewPerson]) -> Result<(), Error> {
    Ok(store::add_all(tx, people)?)
}

/// Gives a person a log-in.
pub fn plant_account(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    person: Id,
    login: &str,
    password_hash: &str,
    totp_secret: Option<&str>,
) -> Result<(), Error> {
    let (login, password_hash, totp_secret) =
        (login.to_owned(), password_hash.to_owned(), totp_secret.map(str::to_owned));
    plant_accounts(tx, ctx, &[NewAccount { person, login, password_hash, totp_secret }])
}

/// Gives people log-ins set-wise.
pub fn plant_accounts(tx: &mut Tx<'_>, ctx: &Ctx, accounts: &[NewAccount]) -> Result<(), Error> {
    let sealed = |account: &NewAccount| {
        let secret = account.totp_secret.as_ref();
        let totp_sealed = secret.map(|secret| ctx.keys.seal(SEALED_AS, secret)).transpose().map_err(Error::broken)?;
        Ok(Account {
            person_id: account.person,
            login: account.login.clone(),
            password_hash: account.password_hash.clone(),
            totp_sealed,
            totp_step: 0,
            totp_waiting: None,
        })
    };
    let stored: Vec<Account> = accounts.iter().map(sealed).collect::<Result<_, Error>>()?;
    Ok(account_store::add_all(tx, &stored, ctx.now)?)
}
