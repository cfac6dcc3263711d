//! The audit log: append-only, each entry's hash covers the one before.

mod chain;
mod http;
mod note;
mod store;
mod verify;

pub use note::{Entry, note};
pub use verify::{Verdict, verify};

pub(crate) use http::routes;
pub(crate) use store::STATEMENTS;
