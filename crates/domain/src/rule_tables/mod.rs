//! Rule tables (管控措施表): what an official document demands of whom, typed in row by row by a clerk.
//!
//! A table extends the rule set that a response goes by: it adds rows, each with the table's reason, and drops nothing of
//! the set. [`check`] finds what is wrong in one before it holds; [`RuleTable::as_rule_set`] makes the rules of it.

mod check;
mod holding;
#[cfg(test)]
mod properties;
mod rule_set;
mod sentence;
mod table;

pub use check::{TableFinding, TableFindingKind, check};
pub use holding::{CAN_BE_TAKEN_BACK, FURTHEST_AHEAD, Holding, RuleTableState};
pub use rule_set::TableName;
pub use table::{NamedArea, RuleTable, TableRow};
