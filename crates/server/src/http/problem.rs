//! Problem documents (RFC 9457): every declined or failed request answers one.

use std::collections::BTreeMap;

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use gridward_database::DbError;
use gridward_domain::{Id, Language, Refusal, faults};
use serde::{Deserialize, Serialize};
use utoipa::openapi::{Content, Ref, RefOr, Response as Described, ResponseBuilder};
use utoipa::{IntoResponses, ToSchema};

use crate::Error;

/// The body of a declined or failed request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ProblemDocument {
    /// A stable reference for this kind of problem.
    #[serde(rename = "type")]
    pub kind: String,
    /// What is wrong and what to do, in the asker's language.
    pub title: String,
    /// The HTTP status, repeated.
    pub status: u16,
    /// The stable code of the problem.
    pub code: String,
    /// The field or row the problem is in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// The number of the request, to tell the operator.
    pub request: Id,
}

/// A declined or failed request, ready to be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    document: Box<ProblemDocument>,
}

impl Problem {
    /// The problem behind an error. Faults of our own are logged here with the request's number.
    pub fn of(error: &Error, language: Language, request: Id) -> Self {
        match error {
            Error::Refused(refusal) => Self::refused(refusal, language, request),
            Error::Database(DbError::TooBusy) => Self::refused(&faults::TOO_BUSY.refuse(), language, request),
            Error::Database(_) | Error::Broken(_) => {
                tracing::error!(%request, %error, "a request failed");
                Self::refused(&faults::BROKEN.refuse().with("request", request), language, request)
            }
        }
    }

    /// The problem behind a refusal.
    pub fn refused(refusal: &Refusal, language: Language, request: Id) -> Self {
        let document = ProblemDocument {
            kind: format!("/problems/{}", refusal.fault.code),
            title: refusal.sentence(language),
            status: refusal.fault.status,
            code: refusal.fault.code.to_owned(),
            at: refusal.at.clone(),
            request,
        };
        Self { document: Box::new(document) }
    }

    /// The document that will be answered.
    pub fn document(&self) -> &ProblemDocument {
        &self.document
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.document.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_string(&self.document).unwrap_or_default();
        let headers = [(CONTENT_TYPE, "application/problem+json"), (CACHE_CONTROL, "no-store")];
        let mut response = (status, headers, body).into_response();
        if matches!(status, StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS) {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("5"));
        }
        response
    }
}

/// Every route lists a problem as its answer to whatever it declines.
impl IntoResponses for Problem {
    fn responses() -> BTreeMap<String, RefOr<Described>> {
        let schema = Ref::from_schema_name(ProblemDocument::name());
        let declined = ResponseBuilder::new()
            .description("Declined")
            .content("application/problem+json", Content::new(Some(schema)))
            .build();
        BTreeMap::from([("default".to_owned(), RefOr::T(declined))])
    }
}
