//! Rule tables: what an official document demands of whom, typed in by a clerk, checked, tried and put in force.

mod change;
mod check;
mod erase;
mod faults;
mod force;
mod http;
mod list;
mod put_in_force;
mod record;
mod store;
mod trial;
mod turn;
mod withdraw;

pub use change::{DiscardRuleTable, EditRuleTable, NewRuleTable, discard, draft, edit};
pub use check::{BaseRule, BaseRules, BaseSlot, CheckRuleTable, CheckedRow, RuleTableCheck, TableRemark, base, check};
pub use list::{BaseQuery, RuleTableQuery, find, list};
pub use put_in_force::{PutTableInForce, put_in_force};
pub use record::RuleTableRecord;
pub use trial::{TrialQuery, trial};
pub use withdraw::{WithdrawRuleTable, withdraw};

pub(crate) use erase::ERASERS;
pub(crate) use force::in_force;
pub(crate) use http::routes;
pub(crate) use record::name_of;
pub(crate) use turn::turn;

use gridward_database::Statement;

/// Every statement of rule tables.
pub(crate) fn statements() -> Vec<&'static Statement> {
    [store::STATEMENTS, force::STATEMENTS, turn::STATEMENTS, erase::STATEMENTS].concat()
}
