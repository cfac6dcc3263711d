//! Programmes (方案包): the rule sets that come with the binary, for whoever opens a response to choose from.

mod http;
mod list;

pub(crate) use http::routes;
pub use list::{ProgrammeSet, Programmes, list};
