//! Reach: how far a directive has come, per area and tier, in households and in time; and what is late.

mod cache;
mod curve;
mod figures;
mod late;
mod sheet;
mod store;
mod table;

pub use cache::SheetCache;
pub use curve::{Curve, VillageCurve, curve};
pub use late::{Late, LateItem, Responsible, late};
pub use table::{ReachQuery, ReachRow, ReachTable, reach};

pub(super) use sheet::Sheet;
pub(super) use store::freeze;

use gridward_database::{SetStatement, Statement};

/// Every statement of reach.
pub(super) fn statements() -> Vec<&'static Statement> {
    store::STATEMENTS.to_vec()
}

/// Every set-wise statement of reach.
pub(super) fn set_statements() -> Vec<&'static SetStatement> {
    [store::SET_STATEMENTS, late::SET_STATEMENTS].concat()
}
