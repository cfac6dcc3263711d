//! Help requests (求助): what a returnee needs or complains about, who sees to it, and the answer.

mod ask;
mod erase;
mod faults;
mod help_request;
mod http;
mod list;
mod settle;
mod store;

pub use ask::{AskHelp, ask};
pub use help_request::{HelpRequest, HelpRequestStanding};
pub use list::{HelpRequestQuery, list};
pub use settle::{AnswerHelp, TakeHelp, answer, close, take};

pub(crate) use erase::ERASERS;
pub(crate) use help_request::HelpRequestRecord;
pub(crate) use http::routes;
pub(crate) use list::held;
pub(crate) use store::of_arrival;

use gridward_database::Statement;

/// Every statement of help requests.
pub(crate) fn statements() -> Vec<&'static Statement> {
    [store::STATEMENTS, erase::STATEMENTS].concat()
}
