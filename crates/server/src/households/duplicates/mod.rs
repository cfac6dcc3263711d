//! Suspected duplicates: rows of imports that may be somebody in the ledger already; a person decides.

mod decide;
mod http;
mod list;
mod store;

pub use decide::{Decided, Decision, decide};
pub use list::{Asked as DuplicatesAsked, ParkedPerson, Suspected, list};

pub(crate) use http::routes;
pub(crate) use store::STATEMENTS;
