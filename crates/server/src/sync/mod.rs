//! What a phone holds, and how its work comes in.

mod faults;
mod http;
mod pull;
mod push;
mod store;

pub use pull::{Contact, HeldDirective, HeldDoor, HeldHousehold, Relation, Snapshot, SyncQuery, pull};
pub use push::{CommandAnswer, CommandOutcome, SyncCommand, SyncWork};

pub(crate) use http::routes;
pub(crate) use push::check_size;
pub(crate) use store::{SET_STATEMENTS, STATEMENTS};
