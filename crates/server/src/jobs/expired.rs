//! Remove what has ended and is of no use to anybody: sessions and one-time links.

use gridward_database::{Statement, Tx, params};

use crate::{Ctx, Error};

static SESSIONS: Statement = Statement::new("jobs.remove_ended_sessions", "DELETE FROM session WHERE ends_at <= $1");
static INVITES: Statement = Statement::new("jobs.remove_ended_invites", "DELETE FROM invite WHERE ends_at <= $1");

pub(super) const STATEMENTS: &[&Statement] = &[&SESSIONS, &INVITES];

/// Removes sessions and one-time links that have ended; answers how many.
pub(super) fn remove(tx: &mut Tx<'_>, ctx: &Ctx) -> Result<usize, Error> {
    let mut removed = 0;
    for statement in STATEMENTS {
        removed += tx.exec(statement, &params![ctx.now.0])?;
    }
    Ok(usize::try_from(removed).unwrap_or(usize::MAX))
}
