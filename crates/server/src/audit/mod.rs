//! The audit log: append-only, each entry's hash covers the one before.

mod chain;
mod http;
mod list;
mod list_store;
mod looks;
mod note;
mod reads;
mod store;
mod verify;

pub use list::{AuditQuery, AuditRow, list};
pub use note::{Entry, note};
pub use reads::Seen;
pub use verify::{Verdict, verify};

pub(crate) use http::routes;
pub(crate) use looks::{LookAt, looks_at};
pub(crate) use note::enter;
pub(crate) use reads::{LOOKS, Look};
pub(crate) use store::SET_STATEMENTS;

use gridward_database::Statement;

/// Every statement of the audit log.
pub(crate) fn statements() -> Vec<&'static Statement> {
    [store::STATEMENTS, list_store::STATEMENTS, looks::STATEMENTS].concat()
}
