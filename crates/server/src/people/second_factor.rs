//! The second factor: a time-based code (RFC 6238) that works once.

use gridward_database::Tx;
use gridward_domain::{Id, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::json;
use totp_rs::{Builder, Secret, Totp};
use utoipa::ToSchema;

use super::account_store::{self, Account};
use super::lifetime::Lifetime;
use super::session::{self, Proof};
use super::session_store;
use super::sign_in::{Next, Opened, Origin};
use super::tries::{self, Tried};
use super::{faults, store};
use crate::keys::token_hash;
use crate::{App, Authority, Ctx, Error, audit};

/// What the sealed key is for.
pub(super) const SEALED_AS: &str = "account.totp";

/// Proof that a code was checked; only made here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Checked(());

/// A code.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Code {
    /// The six digits that the authenticator shows.
    pub code: String,
}

/// The key of a new second factor, shown once.
#[derive(Clone, Serialize, ToSchema)]
pub struct Factor {
    /// The key in base 32, to type in.
    pub secret: String,
    /// The address that an authenticator reads from a QR code.
    pub url: String,
}

/// Whether a log-in has a second factor.
pub(super) fn is_set(account: &Account) -> bool {
    account.totp_sealed.is_some()
}

/// Makes a new second factor for whoever has none; it is set by the first code that proves it.
pub(super) async fn begin(app: &App, token: &str) -> Result<Factor, Error> {
    let ctx = app.operator();
    let hash = token_hash(token);
    app.db().write("people.begin_factor", move |tx| new_factor(tx, &ctx, &hash)).await
}

fn new_factor(tx: &mut Tx<'_>, ctx: &Ctx, hash: &str) -> Result<Factor, Error> {
    let waiting = session::find(tx, hash, ctx.now)?;
    let account = account_of(tx, waiting.person_id)?;
    if is_set(&account) {
        return Err(faults::FACTOR_SET.refuse().into());
    }
    let secret = Secret::generate().to_base32();
    let sealed = ctx.keys.seal(SEALED_AS, &secret).map_err(Error::broken)?;
    account_store::wait_factor(tx, waiting.person_id, &sealed)?;
    let url = format!("otpauth://totp/Gridward:{}?secret={secret}&issuer=Gridward", percent(&account.login));
    Ok(Factor { secret, url })
}

/// Checks a code and opens the session that has the second factor, in place of the one that waited for it.
pub(super) async fn give_code(app: &App, origin: Origin, token: &str, input: Code) -> Result<Opened, Error> {
    let ctx = app.ctx(Id::from_number(0), Authority::Posts(Vec::new()), origin.language);
    app.log_in_limits().attempt(&origin.address, ctx.now)?;
    let hash = token_hash(token);
    let address = origin.address.clone();
    let tried = app.db().write("people.give_code", move |tx| enter(tx, &ctx, &hash, &input.code, &origin)).await?;
    app.sessions().forget();
    match tried {
        Tried::Good(opened) => {
            app.log_in_limits().forgive(&address);
            Ok(opened)
        }
        Tried::Wrong => Err(faults::WRONG_CODE.at("body.code").into()),
        Tried::Locked(minutes) => Err(faults::LOCKED.refuse().with("minutes", minutes).into()),
    }
}

fn enter(tx: &mut Tx<'_>, ctx: &Ctx, hash: &str, code: &str, origin: &Origin) -> Result<Tried<Opened>, Error> {
    let waiting = session::find(tx, hash, ctx.now)?;
    let account = account_of(tx, waiting.person_id)?;
    let index = tries::index_of(ctx, &account.login);
    tries::open(tx, ctx, &index)?;
    let Some((step, checked)) = check(ctx, &account, code)? else {
        return tries::wrong(tx, ctx, &index, Some(account.person_id));
    };
    account_store::take_factor(tx, account.person_id, step)?;
    account_store::remove_tries(tx, &index)?;
    session_store::remove(tx, hash)?;
    note(tx, ctx, &account)?;
    let lasts = Lifetime::DESK;
    let token = session::open(tx, (account.person_id, ctx.now), Proof::Code(checked), lasts, &origin.device)?;
    Ok(Tried::Good(Opened { token, next: Next::Done, longest: lasts.longest }))
}

/// Who enters with the rights of an administrator, and who sets up a second factor, is in the audit log.
fn note(tx: &mut Tx<'_>, ctx: &Ctx, account: &Account) -> Result<(), Error> {
    let record = account.person_id;
    let area_ord = store::named(tx, record)?.map_or(0, |(_, ord)| ord);
    let verb = if is_set(account) { "session.sign_in" } else { "session.set_factor" };
    let own = Ctx { actor: record, ..ctx.clone() };
    audit::note(tx, &own, &audit::Entry { verb, noun: "session", record, area_ord, reason: "", detail: json!({}) })
}

/// The step of a code that fits and was not used before, nor any later one.
fn check(ctx: &Ctx, account: &Account, code: &str) -> Result<Option<(i64, Checked)>, Error> {
    let sealed = account.totp_sealed.as_ref().or(account.totp_waiting.as_ref());
    let sealed = sealed.ok_or_else(|| faults::FACTOR_MISSING.refuse())?;
    let secret = ctx.keys.open(SEALED_AS, sealed).map_err(Error::broken)?;
    let step = step_of(&secret, code, ctx.now)?;
    Ok(step.filter(|step| *step > account.totp_step).map(|step| (step, Checked(()))))
}

fn step_of(secret: &str, code: &str, now: Timestamp) -> Result<Option<i64>, Error> {
    let seconds = u64::try_from(now.0 / 1000).map_err(Error::broken)?;
    let step = authenticator(secret)?.check(code.trim(), seconds);
    Ok(step.and_then(|step| i64::try_from(step).ok()))
}

/// Six digits, half a minute, SHA-1, one step of tolerance: what every authenticator app does.
fn authenticator(secret: &str) -> Result<Totp, Error> {
    let secret = Secret::try_from_base32(secret).map_err(Error::broken)?;
    Builder::new().with_secret(secret).build().map_err(Error::broken)
}

fn account_of(tx: &mut Tx<'_>, person: Id) -> Result<Account, Error> {
    account_store::of_person(tx, person)?.ok_or_else(|| faults::FACTOR_MISSING.refuse().into())
}

/// A text as it may stand in an address.
fn percent(text: &str) -> String {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_');
    text.bytes().map(|byte| if plain(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

#[cfg(test)]
mod tests {
    use gridward_domain::Timestamp;

    use super::{authenticator, percent, step_of};

    const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    #[test]
    fn the_codes_are_those_of_the_standard() {
        // RFC 6238, appendix B, cut to six digits.
        assert_eq!(step_of(SECRET, "287082", Timestamp(59_000)).unwrap(), Some(1));
        assert_eq!(step_of(SECRET, "081804", Timestamp(1_111_111_109_000)).unwrap(), Some(37_037_036));
        assert_eq!(step_of(SECRET, "081804", Timestamp(1_111_111_109_000 + 120_000)).unwrap(), None);
        assert!(authenticator("not base 32").is_err());
    }

    #[test]
    fn a_chinese_name_may_stand_in_an_address() {
        assert_eq!(percent("张san.1"), "%E5%BC%A0san.1");
    }
}
