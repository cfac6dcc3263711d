//! The SQL of log-ins: names, password hashes, second factors, wrong tries.

use gridward_database::{DbError, Row, SetStatement, Statement, Tx, params};
use gridward_domain::people::Tries;
use gridward_domain::{Id, Timestamp};

/// Wrong tries are forgotten after so long, in milliseconds.
const KEPT: i64 = Timestamp::DAY;

macro_rules! columns {
    () => {
        "SELECT a.person_id, a.login, a.password_hash, a.totp_sealed, a.totp_step, a.totp_waiting_sealed FROM account a
     JOIN person p ON p.id = a.person_id WHERE p.ended_at IS NULL AND "
    };
}

static BY_LOGIN: Statement = Statement::new("people.account_by_login", concat!(columns!(), "a.login = $1"));
static OF_PERSON: Statement = Statement::new("people.account_of_person", concat!(columns!(), "a.person_id = $1"));
static ANY: Statement = Statement::new("people.any_account", "SELECT person_id FROM account LIMIT 1");
static LOGIN_HOLDER: Statement =
    Statement::new("people.login_holder", "SELECT person_id FROM account WHERE login = $1");
static PUT: Statement = Statement::new(
    "people.put_account",
    "INSERT INTO account (person_id, login, password_hash, totp_sealed, totp_step, changed_at)
     VALUES ($1, $2, $3, NULL, 0, $4)
     ON CONFLICT (person_id) DO UPDATE SET login = excluded.login, password_hash = excluded.password_hash,
       changed_at = excluded.changed_at",
);
static ADD_ALL: SetStatement = SetStatement::new(
    "people.add_accounts",
    "INSERT INTO account (person_id, login, password_hash, totp_sealed, totp_step, changed_at) VALUES ",
    "(?, ?, ?, ?, 0, ?)",
    "",
);
static SET_PASSWORD: Statement = Statement::new(
    "people.set_password",
    "UPDATE account SET password_hash = $2, changed_at = $3 WHERE person_id = $1",
);
static WAIT_FACTOR: Statement =
    Statement::new("people.wait_factor", "UPDATE account SET totp_waiting_sealed = $2 WHERE person_id = $1");
static TAKE_FACTOR: Statement = Statement::new(
    "people.take_factor",
    "UPDATE account SET totp_sealed = COALESCE(totp_sealed, totp_waiting_sealed), totp_waiting_sealed = NULL, totp_step = $2
     WHERE person_id = $1",
);
static FORGET_FACTOR: Statement = Statement::new(
    "people.forget_factor",
    "UPDATE account SET totp_sealed = NULL, totp_waiting_sealed = NULL, totp_step = 0 WHERE person_id = $1",
);
static TRIES: Statement =
    Statement::new("people.tries", "SELECT wrong, locked_until FROM log_in_try WHERE login_index = $1");
static PUT_TRIES: Statement = Statement::new(
    "people.put_tries",
    "INSERT INTO log_in_try (login_index, wrong, locked_until, at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (login_index) DO UPDATE SET wrong = excluded.wrong, locked_until = excluded.locked_until,
       at = excluded.at",
);
static REMOVE_TRIES: Statement = Statement::new("people.remove_tries", "DELETE FROM log_in_try WHERE login_index = $1");
static REMOVE_OLD_TRIES: Statement = Statement::new("people.remove_old_tries", "DELETE FROM log_in_try WHERE at < $1");

pub(super) const STATEMENTS: &[&Statement] = &[
    &BY_LOGIN,
    &OF_PERSON,
    &ANY,
    &LOGIN_HOLDER,
    &PUT,
    &SET_PASSWORD,
    &WAIT_FACTOR,
    &TAKE_FACTOR,
    &FORGET_FACTOR,
    &TRIES,
    &PUT_TRIES,
    &REMOVE_TRIES,
    &REMOVE_OLD_TRIES,
];
pub(super) const SET_STATEMENTS: &[&SetStatement] = &[&ADD_ALL];

/// A log-in as stored. Prints neither hash nor key.
#[derive(Clone)]
pub(super) struct Account {
    pub(super) person_id: Id,
    pub(super) login: String,
    pub(super) password_hash: String,
    /// The key of the second factor, sealed.
    pub(super) totp_sealed: Option<Vec<u8>>,
    /// The step of the last code that was taken.
    pub(super) totp_step: i64,
    /// A key that was shown, but not yet proven by a code; sealed.
    pub(super) totp_waiting: Option<Vec<u8>>,
}

fn account(row: &Row<'_>) -> Result<Account, DbError> {
    Ok(Account {
        person_id: row.parse(0)?,
        login: row.get(1)?,
        password_hash: row.get(2)?,
        totp_sealed: row.get(3)?,
        totp_step: row.get(4)?,
        totp_waiting: row.get(5)?,
    })
}

/// The log-in of a name, unless its person has left.
pub(super) fn by_login(tx: &mut Tx<'_>, login: &str) -> Result<Option<Account>, DbError> {
    tx.opt(&BY_LOGIN, &params![login], account)
}

/// The log-in of a person who has not left.
pub(super) fn of_person(tx: &mut Tx<'_>, person: Id) -> Result<Option<Account>, DbError> {
    tx.opt(&OF_PERSON, &params![person.to_string()], account)
}

/// Whether anybody has a log-in.
pub(super) fn any(tx: &mut Tx<'_>) -> Result<bool, DbError> {
    Ok(tx.opt(&ANY, &[], |_| Ok(()))?.is_some())
}

/// Who has a log-in name, even if that person has left.
pub(super) fn login_holder(tx: &mut Tx<'_>, login: &str) -> Result<Option<Id>, DbError> {
    tx.opt(&LOGIN_HOLDER, &params![login], |row| row.parse(0))
}

/// Sets name and password; a second factor stays.
pub(super) fn put(tx: &mut Tx<'_>, person: Id, login: &str, hash: &str, now: Timestamp) -> Result<(), DbError> {
    tx.exec(&PUT, &params![person.to_string(), login, hash, now.0]).map(drop)
}

/// Adds log-ins set-wise.
pub(super) fn add_all(tx: &mut Tx<'_>, accounts: &[Account], now: Timestamp) -> Result<(), DbError> {
    let ids: Vec<String> = accounts.iter().map(|account| account.person_id.to_string()).collect();
    let rows: Vec<_> = ids
        .iter()
        .zip(accounts)
        .map(|(id, account)| params![id, &account.login, &account.password_hash, account.totp_sealed.as_deref(), now.0])
        .collect();
    tx.exec_set(&ADD_ALL, &[], &rows).map(drop)
}

pub(super) fn set_password(tx: &mut Tx<'_>, person: Id, hash: &str, now: Timestamp) -> Result<(), DbError> {
    tx.exec(&SET_PASSWORD, &params![person.to_string(), hash, now.0]).map(drop)
}

/// Keeps the sealed key of a second factor until a code proves it.
pub(super) fn wait_factor(tx: &mut Tx<'_>, person: Id, sealed: &[u8]) -> Result<(), DbError> {
    tx.exec(&WAIT_FACTOR, &params![person.to_string(), sealed]).map(drop)
}

/// Notes that the code of this step was taken; a second factor that waited for its first code is set by it.
pub(super) fn take_factor(tx: &mut Tx<'_>, person: Id, step: i64) -> Result<(), DbError> {
    tx.exec(&TAKE_FACTOR, &params![person.to_string(), step]).map(drop)
}

pub(super) fn forget_factor(tx: &mut Tx<'_>, person: Id) -> Result<(), DbError> {
    tx.exec(&FORGET_FACTOR, &params![person.to_string()]).map(drop)
}

/// The wrong tries at a log-in name.
pub(super) fn tries(tx: &mut Tx<'_>, index: &str) -> Result<Tries, DbError> {
    let found =
        tx.opt(&TRIES, &params![index], |row| Ok(Tries { wrong: row.get(0)?, locked_until: Timestamp(row.get(1)?) }))?;
    Ok(found.unwrap_or_default())
}

/// Keeps the wrong tries at a log-in name, and forgets those of days ago.
pub(super) fn put_tries(tx: &mut Tx<'_>, index: &str, tries: Tries, now: Timestamp) -> Result<(), DbError> {
    tx.exec(&REMOVE_OLD_TRIES, &params![now.plus(-KEPT).0])?;
    tx.exec(&PUT_TRIES, &params![index, tries.wrong, tries.locked_until.0, now.0]).map(drop)
}

pub(super) fn remove_tries(tx: &mut Tx<'_>, index: &str) -> Result<(), DbError> {
    tx.exec(&REMOVE_TRIES, &params![index]).map(drop)
}
