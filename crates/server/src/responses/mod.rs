//! Responses: dated campaigns that own every record of health and whereabouts, and let go of them in the end.

mod certificate;
mod certificate_store;
mod close;
mod erase;
mod erasers;
mod faults;
mod held;
mod http;
mod list;
mod open;
mod response;
mod store;

pub use certificate::{Certificate, Chain, ErasedRecords, certificate};
pub use close::{CloseResponse, close};
pub use erase::{Overdue, erase_due, overdue};
pub use held::{HeldResponse, HeldSlot, HeldSymptom};
pub use list::{ResponseQuery, Show, list};
pub use open::{EditResponse, NewResponse, edit, open};
pub use response::{Response, ResponseDetails, StoredResponse, find, open_at, taking};

pub(crate) use erasers::Eraser;
pub(crate) use held::held;
pub(crate) use http::routes;
pub(crate) use response::{known, running, taking_whole};
pub(crate) use store::find as stored;

use gridward_database::Statement;

/// Every statement of responses.
pub(crate) fn statements() -> Vec<&'static Statement> {
    [store::STATEMENTS, certificate_store::STATEMENTS].concat()
}
