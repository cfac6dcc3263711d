//! Which table holds: one indexed read, asked at every assessment.

use gridward_database::{DbError, Statement, Tx, params};
use gridward_domain::Id;
use gridward_domain::rule_tables::RuleTable;

use crate::Ctx;

static IN_FORCE: Statement = Statement::new(
    "rule_tables.in_force",
    "SELECT id, version, content FROM rule_table
     WHERE response_id = $1 AND in_force_at <= $2 AND withdrawn_at IS NULL ORDER BY in_force_at DESC, id DESC LIMIT 1",
);

pub(super) const STATEMENTS: &[&Statement] = &[&IN_FORCE];

/// The table by which a response goes at the time of the request, with its version; nothing where it goes by its programme
/// alone.
pub(crate) fn in_force(tx: &mut Tx<'_>, ctx: &Ctx, response: Id) -> Result<Option<(Id, i64, RuleTable)>, DbError> {
    let newest = tx.opt(&IN_FORCE, &params![response.to_string(), ctx.now.0], |row| {
        let table: RuleTable = serde_json::from_str(row.text(2)?).map_err(|error| DbError::Shape(error.to_string()))?;
        Ok((row.parse(0)?, row.get(1)?, table))
    })?;
    Ok(newest.filter(|(.., table)| table.holds(ctx.zone.date(ctx.now))))
}
