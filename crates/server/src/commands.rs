//! Commands by op_id: the outcome is stored with the writes, so that a repeat answers the same and does nothing.

use gridward_database::{Statement, Tx, params};
use gridward_domain::{Id, faults};
use serde::Serialize;

use crate::{Ctx, Error};

static FIND: Statement =
    Statement::new("commands.find", "SELECT person_id, verb, outcome FROM command WHERE op_id = $1");
static ADD: Statement = Statement::new(
    "commands.add",
    "INSERT INTO command (op_id, person_id, verb, outcome, at) VALUES ($1, $2, $3, $4, $5)",
);

pub(crate) const STATEMENTS: &[&Statement] = &[&FIND, &ADD];

/// Runs a command once: a repeat of its op_id by the same person answers the stored outcome; another person's or
/// another command's op_id is refused. Without an op_id it simply runs. The outcome is JSON and must hold no number in
/// full, since it is kept.
pub fn once<T: Serialize>(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    verb: &'static str,
    run: &mut dyn FnMut(&mut Tx<'_>, &Ctx) -> Result<T, Error>,
) -> Result<String, Error> {
    let Some(op) = ctx.op.map(|op| op.to_string()) else {
        return Ok(serde_json::to_string(&run(tx, ctx)?)?);
    };
    let stored =
        tx.opt(&FIND, &params![&op], |row| Ok((row.parse::<Id>(0)?, row.get::<String>(1)?, row.get::<String>(2)?)))?;
    if let Some((person, stored_verb, outcome)) = stored {
        return if person == ctx.actor && stored_verb == verb {
            Ok(outcome)
        } else {
            Err(faults::OP_REUSED.at("Idempotency-Key").into())
        };
    }
    let outcome = serde_json::to_string(&run(tx, ctx)?)?;
    tx.exec(&ADD, &params![&op, ctx.actor.to_string(), verb, &outcome, ctx.now.0])?;
    Ok(outcome)
}
