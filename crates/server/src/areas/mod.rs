//! Areas: the tree that everything lies in.

mod create;
mod faults;
mod find;
mod http;
mod plant;
mod store;

pub use create::{NewArea, create};
pub use find::{Area, children, find};
pub use plant::plant;

pub(crate) use http::routes;
pub(crate) use store::{SET_STATEMENTS, STATEMENTS};
