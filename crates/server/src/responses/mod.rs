//! Responses: dated campaigns that own every record of health and whereabouts.

mod close;
mod faults;
mod http;
mod list;
mod open;
mod response;
mod store;

pub use close::{CloseResponse, close};
pub use list::{ResponseQuery, Show, list};
pub use open::{EditResponse, NewResponse, edit, open};
pub use response::{Response, ResponseDetails, StoredResponse, find, open_at, taking};

pub(crate) use http::routes;
pub(crate) use response::running;
pub(crate) use store::STATEMENTS;
