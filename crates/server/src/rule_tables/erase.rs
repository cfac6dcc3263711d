//! What goes of rule tables after the retention: all of them. How many there were, the certificate says.

use gridward_database::Statement;

use crate::responses::Eraser;

static TABLES: Statement = Statement::new(
    "rule_tables.erase",
    "DELETE FROM rule_table WHERE id IN (SELECT id FROM rule_table WHERE response_id = $1 LIMIT $2)",
);

pub(super) const STATEMENTS: &[&Statement] = &[&TABLES];

const VERBS: &[&str] = &["rule_tables.draft", "rule_tables.edit", "rule_tables.put_in_force", "rule_tables.withdraw"];

/// The kind of records of rule tables.
pub(crate) static ERASERS: &[Eraser] =
    &[Eraser { noun: "rule_tables", table: "rule_table", statement: &TABLES, verbs: VERBS }];
