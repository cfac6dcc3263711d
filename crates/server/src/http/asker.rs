//! Who asks: the session behind a cookie or a bearer token becomes a [`Ctx`].

use axum::extract::FromRequestParts;
use axum::http::header::{ACCEPT_LANGUAGE, AUTHORIZATION, COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};
use gridward_domain::{Id, Language, Refusal, faults};

use super::problem::Problem;
use crate::people::{self, SESSION_COOKIE, Session};
use crate::{App, Authority, Ctx, Error};

/// Somebody without a log-in.
#[derive(Debug, Clone)]
pub struct Visitor {
    /// The language asked for.
    pub language: Language,
    /// The network address the request came from, as the server saw it.
    pub address: String,
    /// The identity of this request.
    pub request: Id,
}

impl FromRequestParts<App> for Visitor {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let visitor =
            Self { language: language_of(&parts.headers), address: address_of(parts), request: app.ids().make() };
        from_our_pages(parts).map_err(|refusal| Problem::refused(&refusal, visitor.language, visitor.request))?;
        Ok(visitor)
    }
}

impl FromRequestParts<App> for Ctx {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let language = language_of(&parts.headers);
        let request = app.ids().make();
        asker(parts, app, language, request).await.map_err(|error| Problem::of(&error, language, request))
    }
}

async fn asker(parts: &Parts, app: &App, language: Language, request: Id) -> Result<Ctx, Error> {
    from_our_pages(parts)?;
    let token = session_token(&parts.headers).ok_or_else(|| faults::SIGNED_OUT.refuse())?;
    let session: Session = people::session(app, &token).await?;
    let mut ctx = app.ctx(session.person_id, Authority::Posts(session.posts), language);
    ctx.request = request;
    ctx.op = op_id(&parts.headers)?;
    Ok(ctx)
}

/// The session token a request carries, in its cookie or as a bearer token.
pub fn session_token(headers: &HeaderMap) -> Option<String> {
    let bearer = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    let cookie = || {
        headers
            .get_all(COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|line| line.split(';'))
            .find_map(|pair| pair.trim().strip_prefix(SESSION_COOKIE)?.strip_prefix('='))
    };
    bearer.or_else(cookie).map(str::to_owned)
}

/// The first language of ours that the request asks for.
pub(super) fn language_of(headers: &HeaderMap) -> Language {
    headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).map(Language::from_header).unwrap_or_default()
}

/// A browser sends a header of our own only from pages of our own origin: without it nothing is changed.
fn from_our_pages(parts: &Parts) -> Result<(), Refusal> {
    let reads = matches!(parts.method, Method::GET | Method::HEAD | Method::OPTIONS);
    if reads || parts.headers.contains_key("x-gridward") || parts.headers.contains_key(AUTHORIZATION) {
        Ok(())
    } else {
        Err(faults::NOT_FROM_OUR_PAGES.refuse())
    }
}

fn op_id(headers: &HeaderMap) -> Result<Option<Id>, Refusal> {
    let Some(value) = headers.get("idempotency-key") else { return Ok(None) };
    let id = value.to_str().ok().and_then(|text| text.parse().ok());
    id.map(Some).ok_or_else(|| {
        faults::BAD_REQUEST.at("Idempotency-Key").with("why", "the op_id must be a UUIDv7 as 32 hex digits")
    })
}

/// The network address a request came from, as the server saw it.
pub(crate) fn address_of(parts: &Parts) -> String {
    parts
        .extensions
        .get::<axum::extract::ConnectInfo<std::net::SocketAddr>>()
        .map_or_else(|| "unknown".to_owned(), |info| info.0.ip().to_string())
}
