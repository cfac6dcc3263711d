//! Routes of one-time links; nobody is logged in here.

use axum::extract::State;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::invite::{self, ChosenLogIn, Invited, SetLogIn};
use crate::http::{Answer, Body, Named, Problem, Visitor};
use crate::{App, Error};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(look, accept))
}

/// For whom a one-time link is.
#[utoipa::path(get, path = "/api/v1/invites/{token}", tag = "session", operation_id = "find_invite", params(("token" = String, Path, description = "The secret in the link")), responses(
    (status = 200, description = "The person", body = Invited),
    Problem,
))]
async fn look(State(app): State<App>, visitor: Visitor, Named(token): Named<String>) -> Result<Answer, Problem> {
    let found = invite::look(&app, &visitor.address, &token).await;
    answer(&visitor, found)
}

/// Set the log-in name and the password that the holder of a one-time link chose.
#[utoipa::path(post, path = "/api/v1/invites/{token}", tag = "session", operation_id = "accept_invite", params(("token" = String, Path, description = "The secret in the link")), request_body = ChosenLogIn, responses(
    (status = 200, description = "The log-in that was set", body = SetLogIn),
    Problem,
))]
async fn accept(
    State(app): State<App>,
    visitor: Visitor,
    Named(token): Named<String>,
    Body(input): Body<ChosenLogIn>,
) -> Result<Answer, Problem> {
    let set = invite::accept(&app, (&visitor.address, visitor.language), &token, input).await;
    answer(&visitor, set)
}

fn answer<T: serde::Serialize>(visitor: &Visitor, result: Result<T, Error>) -> Result<Answer, Problem> {
    result
        .and_then(|value| Ok(Answer(serde_json::to_string(&value)?)))
        .map_err(|error| Problem::of(&error, visitor.language, visitor.request))
}
