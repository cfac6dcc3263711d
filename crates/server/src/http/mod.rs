//! The HTTP edge: answers, problem documents, who asks, and the table of routes.

mod answer;
mod asker;
mod body;
mod file;
mod form;
mod guard;
mod problem;
mod routes;

pub use answer::Answer;
pub(crate) use asker::address_of;
pub use asker::{Visitor, session_token};
pub use body::{Asked, Body, Named};
pub use guard::{over_tls_only, security_headers};
pub use problem::{Problem, ProblemDocument};
pub use routes::{openapi, router};

pub(crate) use file::{read_apart, whole};
pub(crate) use form::{FileWanted, file_of};
