//! Counting wrong tries, and locking what was tried too often.

use gridward_database::Tx;
use gridward_domain::Id;
use serde_json::json;

use super::{account_store, faults, store};
use crate::{Ctx, Error, audit};

/// What a try at a log-in came to. A wrong one is written down, so it is an outcome and not an error, which would take
/// the note back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Tried<T> {
    /// It was right.
    Good(T),
    /// It was wrong, and counted.
    Wrong,
    /// It was wrong, and the log-in is locked for so many minutes.
    Locked(i64),
}

/// The blind index under which tries at a log-in name are counted.
pub(super) fn index_of(ctx: &Ctx, login: &str) -> String {
    ctx.keys.index("account.login", login)
}

/// Declines while a log-in name is locked.
pub(super) fn open(tx: &mut Tx<'_>, ctx: &Ctx, index: &str) -> Result<(), Error> {
    match account_store::tries(tx, index)?.minutes_left(ctx.now) {
        Some(minutes) => Err(faults::LOCKED.refuse().with("minutes", minutes).into()),
        None => Ok(()),
    }
}

/// Counts a wrong try; the one that locks somebody's log-in goes into the audit log.
pub(super) fn wrong<T>(tx: &mut Tx<'_>, ctx: &Ctx, index: &str, whose: Option<Id>) -> Result<Tried<T>, Error> {
    let tries = account_store::tries(tx, index)?.and_wrong(ctx.now);
    account_store::put_tries(tx, index, tries, ctx.now)?;
    let Some(minutes) = tries.minutes_left(ctx.now) else { return Ok(Tried::Wrong) };
    if let Some(person) = whose {
        let area_ord = store::named(tx, person)?.map_or(0, |(_, ord)| ord);
        let detail = json!({ "minutes": minutes });
        let entry =
            audit::Entry { verb: "session.lock", noun: "session", record: person, area_ord, reason: "", detail };
        audit::note(tx, ctx, &entry)?;
    }
    Ok(Tried::Locked(minutes))
}
