//! Posts: person + role + area + dates, the one concept behind accountability and access.

mod plant;
mod store;

pub use plant::plant;

pub(crate) use store::STATEMENTS;
