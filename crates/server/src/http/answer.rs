//! A good answer: JSON text.

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

/// JSON text, answered with status 200. It may be the stored outcome of an earlier run of the same command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer(pub String);

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        ([(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, "no-store")], self.0).into_response()
    }
}
