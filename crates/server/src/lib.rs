//! Gridward's use cases, storage and HTTP routes.
//!
//! One folder per noun: `store.rs` holds its SQL, one file per verb holds the use case, `http.rs` the routes. A use case
//! is a plain synchronous function over a transaction and a [`Ctx`]; HTTP, sync, the command line and tests call the same.

pub mod areas;
pub mod arrivals;
pub mod audit;
pub mod commands;
pub mod directives;
pub mod doctor;
pub mod follow_ups;
pub mod help_requests;
pub mod households;
pub mod http;
pub mod jobs;
pub mod listing;
pub mod people;
pub mod plans;
pub mod posts;
pub mod programmes;
pub mod residents;
pub mod responses;
pub mod risk_areas;
pub mod rule_tables;
pub mod settings;
pub mod sync;

mod app;
mod ctx;
mod error;
mod keys;
mod limits;
mod live;
mod migrations;
mod public;
mod registry;

pub use app::{App, AppParts};
pub use ctx::{Authority, Ctx, HeldPost};
pub use error::Error;
pub use keys::{Keys, KeysError};
pub use migrations::MIGRATIONS;
pub use public::form_token;
pub use registry::{set_statements, statements};
