//! Routes of the session: log in, prove it, look, log out.

use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use gridward_domain::{Refusal, faults};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::lifetime::{device_of, is_from_phone_pages};
use super::sign_in::{self, Opened, Origin, SignIn, Step};
use super::{
    Code, Factor, Me, NewPassword, PasswordChanged, SESSION_COOKIE, change_password, second_factor, session_store,
};
use crate::http::{Answer, Body, Problem, Visitor, session_token};
use crate::keys::token_hash;
use crate::{App, Ctx, Error};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(sign_in, me, sign_out))
        .routes(routes!(code))
        .routes(routes!(second_factor))
        .routes(routes!(password))
}

/// Log in. The session travels in a cookie; where a code is asked next, it has no rights before it.
#[utoipa::path(post, path = "/api/v1/session", tag = "session", operation_id = "sign_in", request_body = SignIn, responses(
    (status = 200, description = "What is asked next", body = Step),
    Problem,
))]
async fn sign_in(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
    Body(input): Body<SignIn>,
) -> Result<Response, Problem> {
    let opened = sign_in::sign_in(&app, origin(&visitor, &headers), input).await;
    opened.and_then(|opened| entered(&app, &opened)).map_err(|error| declined(&visitor, &error))
}

/// Give the code of the second factor.
#[utoipa::path(post, path = "/api/v1/session/code", tag = "session", operation_id = "give_code", request_body = Code, responses(
    (status = 200, description = "What is asked next", body = Step),
    Problem,
))]
async fn code(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
    Body(input): Body<Code>,
) -> Result<Response, Problem> {
    let token = token_of(&visitor, &headers)?;
    let opened = second_factor::give_code(&app, origin(&visitor, &headers), &token, input).await;
    opened.and_then(|opened| entered(&app, &opened)).map_err(|error| declined(&visitor, &error))
}

/// Set up a second factor; the first code given proves it.
#[utoipa::path(post, path = "/api/v1/session/second-factor", tag = "session", operation_id = "begin_second_factor", responses(
    (status = 200, description = "The key, shown once", body = Factor),
    Problem,
))]
async fn second_factor(State(app): State<App>, visitor: Visitor, headers: HeaderMap) -> Result<Answer, Problem> {
    let token = token_of(&visitor, &headers)?;
    let begun = second_factor::begin(&app, &token).await;
    begun.and_then(|factor| Ok(Answer(serde_json::to_string(&factor)?))).map_err(|error| declined(&visitor, &error))
}

/// Who is logged in; declined when nobody is.
#[utoipa::path(get, path = "/api/v1/session", tag = "session", operation_id = "me", responses(
    (status = 200, description = "The person behind the session", body = Me),
    Problem,
))]
async fn me(State(app): State<App>, ctx: Ctx) -> Result<Answer, Problem> {
    app.query("people.me", ctx, super::me).await
}

/// Log out.
#[utoipa::path(delete, path = "/api/v1/session", tag = "session", operation_id = "sign_out", responses(
    (status = 204, description = "Nobody is logged in any more"),
    Problem,
))]
async fn sign_out(State(app): State<App>, visitor: Visitor, headers: HeaderMap) -> Result<Response, Problem> {
    if let Some(token) = session_token(&headers) {
        let hash = token_hash(&token);
        let ended = app.db().write("people.sign_out", move |tx| Ok(session_store::remove(tx, &hash)?)).await;
        ended.map_err(|error: Error| declined(&visitor, &error))?;
        app.sessions().forget();
    }
    let mut response = StatusCode::NO_CONTENT.into_response();
    set_cookie(&app, response.headers_mut(), "", 0);
    Ok(response)
}

/// Change one's own password; all other sessions end.
#[utoipa::path(post, path = "/api/v1/session/password", tag = "session", operation_id = "change_password", request_body = NewPassword, responses(
    (status = 200, description = "Changed", body = PasswordChanged),
    Problem,
))]
async fn password(
    State(app): State<App>,
    ctx: Ctx,
    headers: HeaderMap,
    Body(input): Body<NewPassword>,
) -> Result<Answer, Problem> {
    let (language, request) = (ctx.language, ctx.request);
    let token = session_token(&headers).unwrap_or_default();
    let changed = change_password::change_password(&app, ctx, &token, input).await;
    let answer = changed.and_then(|changed| Ok(Answer(serde_json::to_string(&changed)?)));
    answer.map_err(|error| Problem::of(&error, language, request))
}

fn origin(visitor: &Visitor, headers: &HeaderMap) -> Origin {
    Origin {
        address: visitor.address.clone(),
        phone: is_from_phone_pages(headers),
        device: device_of(headers),
        language: visitor.language,
    }
}

fn token_of(visitor: &Visitor, headers: &HeaderMap) -> Result<String, Problem> {
    let nobody: Refusal = faults::SIGNED_OUT.refuse();
    session_token(headers).ok_or_else(|| Problem::refused(&nobody, visitor.language, visitor.request))
}

fn declined(visitor: &Visitor, error: &Error) -> Problem {
    Problem::of(error, visitor.language, visitor.request)
}

fn entered(app: &App, opened: &Opened) -> Result<Response, Error> {
    let step = Answer(serde_json::to_string(&Step { next: opened.next })?);
    let mut response = step.into_response();
    set_cookie(app, response.headers_mut(), &opened.token, opened.longest / 1000);
    Ok(response)
}

/// Scripts can't read the cookie and other sites' pages can't send it.
fn set_cookie(app: &App, headers: &mut HeaderMap, token: &str, seconds: i64) {
    let secure = if app.is_secure() { "; Secure" } else { "" };
    let cookie = format!("{SESSION_COOKIE}={token}; Path=/; HttpOnly; SameSite=Strict; Max-Age={seconds}{secure}");
    if let Ok(value) = HeaderValue::from_str(&cookie) {
        headers.insert(SET_COOKIE, value);
    }
}
