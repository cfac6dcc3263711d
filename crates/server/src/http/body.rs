//! Reading what a request brings: bodies, queries and paths, each declined with a problem document that says where.

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use gridward_domain::{Language, faults};
use serde::de::DeserializeOwned;

use super::asker::language_of;
use super::problem::Problem;
use crate::App;

/// A JSON body.
#[derive(Debug)]
pub struct Body<T>(pub T);

/// The query string.
#[derive(Debug)]
pub struct Asked<T>(pub T);

/// The variable parts of the path.
#[derive(Debug)]
pub struct Named<T>(pub T);

fn declined(app: &App, language: Language, at: &str, why: &str) -> Problem {
    let refusal = faults::BAD_REQUEST.at(at).with("why", why);
    Problem::refused(&refusal, language, app.ids().make())
}

impl<T: DeserializeOwned> FromRequest<App> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        let language = language_of(request.headers());
        let bytes = Bytes::from_request(request, app).await.map_err(|rejection| {
            if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
                let refusal = faults::TOO_LARGE.at("body").with("most", "2 MB");
                Problem::refused(&refusal, language, app.ids().make())
            } else {
                declined(app, language, "body", "the body broke off")
            }
        })?;
        let mut reader = serde_json::Deserializer::from_slice(&bytes);
        let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
            let at = format!("body.{}", error.path());
            declined(app, language, &at, &error.inner().to_string())
        })?;
        reader.end().map_err(|error| declined(app, language, "body", &error.to_string()))?;
        Ok(Self(value))
    }
}

impl<T: DeserializeOwned> FromRequestParts<App> for Asked<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let language = language_of(&parts.headers);
        Query::<T>::from_request_parts(parts, app)
            .await
            .map(|Query(value)| Self(value))
            .map_err(|rejection| declined(app, language, "query", &rejection.body_text()))
    }
}

impl<T: DeserializeOwned + Send> FromRequestParts<App> for Named<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let language = language_of(&parts.headers);
        Path::<T>::from_request_parts(parts, app)
            .await
            .map(|Path(value)| Self(value))
            .map_err(|rejection| declined(app, language, "path", &rejection.body_text()))
    }
}
