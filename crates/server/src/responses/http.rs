//! Routes of responses.

use axum::extract::State;
use gridward_domain::Id;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{Certificate, CloseResponse, EditResponse, NewResponse, Response, ResponseQuery};
use crate::http::{Answer, Asked, Body, Named, Problem};
use crate::listing::Page;
use crate::{App, Ctx};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, open))
        .routes(routes!(find, edit))
        .routes(routes!(close))
        .routes(routes!(certificate))
}

/// Responses I may know of, newest first.
#[utoipa::path(get, path = "/api/v1/responses", tag = "responses", operation_id = "list_responses", params(ResponseQuery), responses(
    (status = 200, description = "A page of responses", body = Page<Response>),
    Problem,
))]
async fn list(State(app): State<App>, ctx: Ctx, Asked(asked): Asked<ResponseQuery>) -> Result<Answer, Problem> {
    app.query("responses.list", ctx, move |tx, ctx| super::list(tx, ctx, &asked)).await
}

/// Open a response.
#[utoipa::path(post, path = "/api/v1/responses", tag = "responses", operation_id = "open_response", request_body = NewResponse, responses(
    (status = 200, description = "The response, open", body = Response),
    Problem,
))]
async fn open(State(app): State<App>, ctx: Ctx, Body(input): Body<NewResponse>) -> Result<Answer, Problem> {
    app.command("responses.open", ctx, move |tx, ctx| super::open(tx, ctx, &input)).await
}

/// One response.
#[utoipa::path(get, path = "/api/v1/responses/{id}", tag = "responses", operation_id = "find_response", params(("id" = Id, Path, description = "The response")), responses(
    (status = 200, description = "The response", body = Response),
    Problem,
))]
async fn find(State(app): State<App>, ctx: Ctx, Named(id): Named<Id>) -> Result<Answer, Problem> {
    app.query("responses.find", ctx, move |tx, ctx| super::find(tx, ctx, id)).await
}

/// Change the terms of an open response.
#[utoipa::path(put, path = "/api/v1/responses/{id}", tag = "responses", operation_id = "edit_response", request_body = EditResponse, params(("id" = Id, Path, description = "The response")), responses(
    (status = 200, description = "The response", body = Response),
    Problem,
))]
async fn edit(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<EditResponse>,
) -> Result<Answer, Problem> {
    app.command("responses.edit", ctx, move |tx, ctx| super::edit(tx, ctx, id, &input)).await
}

/// Close a response: its retention begins.
#[utoipa::path(post, path = "/api/v1/responses/{id}/close", tag = "responses", operation_id = "close_response", request_body = CloseResponse, params(("id" = Id, Path, description = "The response")), responses(
    (status = 200, description = "The response, closed", body = Response),
    Problem,
))]
async fn close(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<CloseResponse>,
) -> Result<Answer, Problem> {
    app.command("responses.close", ctx, move |tx, ctx| super::close(tx, ctx, id, &input)).await
}

/// The destruction certificate of an erased response.
#[utoipa::path(get, path = "/api/v1/responses/{id}/certificate", tag = "responses", operation_id = "find_certificate", params(("id" = Id, Path, description = "The response")), responses(
    (status = 200, description = "The certificate", body = Certificate),
    Problem,
))]
async fn certificate(State(app): State<App>, ctx: Ctx, Named(id): Named<Id>) -> Result<Answer, Problem> {
    app.query("responses.certificate", ctx, move |tx, ctx| super::certificate(tx, ctx, id)).await
}
