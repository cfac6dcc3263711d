//! The areas of the country below one, for the script that saves the steps of the form.

use axum::Json;
use axum::extract::Path;
use axum::http::header::CACHE_CONTROL;
use axum::response::{IntoResponse, Response};
use gridward_formats::regions;

/// Codes and names right below a province or prefecture; an empty list for any other code.
pub(super) async fn below(Path(code): Path<String>) -> Response {
    let areas: Vec<(&str, &str)> =
        regions::below(&code).iter().map(|area| (area.code.as_str(), area.name.as_str())).collect();
    ([(CACHE_CONTROL, "public, max-age=86400")], Json(areas)).into_response()
}
