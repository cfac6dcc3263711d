//! The hours at which tables begin and end to hold: at each, everybody who is here is looked at again.

use gridward_database::{Statement, Tx, params};
use gridward_domain::Id;
use gridward_domain::rule_tables::RuleTableState;

use super::store;
use crate::{Ctx, Error, plans};

static BEGINNING: Statement = Statement::new(
    "rule_tables.beginning",
    "SELECT id FROM rule_table WHERE begun_at IS NULL AND in_force_at <= $1 ORDER BY in_force_at, id LIMIT 100",
);
static BEGUN: Statement = Statement::new("rule_tables.begun", "UPDATE rule_table SET begun_at = $2 WHERE id = $1");
static ENDING: Statement = Statement::new(
    "rule_tables.ending",
    "SELECT id FROM rule_table WHERE ended_at IS NULL AND to_on < $1 AND begun_at IS NOT NULL ORDER BY to_on, id LIMIT 100",
);
static ENDED: Statement = Statement::new("rule_tables.ended", "UPDATE rule_table SET ended_at = $2 WHERE id = $1");

pub(super) const STATEMENTS: &[&Statement] = &[&BEGINNING, &BEGUN, &ENDING, &ENDED];

/// Asks for a new look wherever a table has begun or ceased to hold since the last time; answers how many tables there were.
pub(crate) fn turn(tx: &mut Tx<'_>, ctx: &Ctx) -> Result<usize, Error> {
    let beginning: Vec<Id> = tx.all(&BEGINNING, &params![ctx.now.0], |row| row.parse(0))?;
    for id in &beginning {
        tx.exec(&BEGUN, &params![id.to_string(), ctx.now.0])?;
        look_again(tx, ctx, *id, RuleTableState::InForce)?;
    }
    let today = ctx.zone.date(ctx.now).to_string();
    let ending: Vec<Id> = tx.all(&ENDING, &params![&today], |row| row.parse(0))?;
    for id in &ending {
        tx.exec(&ENDED, &params![id.to_string(), ctx.now.0])?;
        look_again(tx, ctx, *id, RuleTableState::Over)?;
    }
    Ok(beginning.len() + ending.len())
}

/// Nothing has changed by a table that was taken back or whose place another took.
fn look_again(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, turned: RuleTableState) -> Result<(), Error> {
    let Some(table) = store::find(tx, id)? else { return Ok(()) };
    if table.holding.state(ctx.now, &ctx.zone) == turned {
        plans::rules_changed(tx, ctx, table.response_id)?;
    }
    Ok(())
}
