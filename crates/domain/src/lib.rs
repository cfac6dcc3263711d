//! The rules of Gridward: pure, synchronous, without input or output.
//!
//! One folder per noun of the field. Nothing here reads a clock, makes a random number or knows of storage:
//! time and identities are handed in ([`Clock`], [`Ids`]), so that whole answers can be repeated to the letter.

pub mod access;
pub mod areas;
pub mod arrivals;
pub mod assessment;
pub mod directives;
pub mod faults;
pub mod follow_ups;
pub mod help_requests;
pub mod households;
pub mod identity;
pub mod people;
pub mod plans;
pub mod posts;
pub mod programmes;
pub mod responses;
pub mod risk_areas;
pub mod rule_tables;

mod clock;
mod fault;
mod ids;
mod language;
mod named;

pub use clock::{Clock, Timestamp, Zone};
pub use fault::{Fault, Refusal};
pub use ids::{Id, Ids, ParseIdError};
pub use language::Language;
pub use named::UnknownName;
