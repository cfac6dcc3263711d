//! Routes of areas.

use axum::extract::State;
use gridward_domain::Id;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{Area, NewArea};
use crate::http::{Answer, Body, Named, Problem, ProblemDocument};
use crate::{App, Ctx};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(create)).routes(routes!(find)).routes(routes!(children))
}

/// Create an area below another.
#[utoipa::path(post, path = "/api/v1/areas", tag = "areas", request_body = NewArea, responses(
    (status = 200, description = "The new area", body = Area),
    (status = "default", description = "Declined", body = ProblemDocument, content_type = "application/problem+json"),
))]
async fn create(State(app): State<App>, ctx: Ctx, Body(input): Body<NewArea>) -> Result<Answer, Problem> {
    app.command("areas.create", ctx, move |tx, ctx| super::create(tx, ctx, &input)).await
}

/// One area.
#[utoipa::path(get, path = "/api/v1/areas/{id}", tag = "areas", params(("id" = Id, Path, description = "The area")), responses(
    (status = 200, description = "The area", body = Area),
    (status = "default", description = "Declined", body = ProblemDocument, content_type = "application/problem+json"),
))]
async fn find(State(app): State<App>, ctx: Ctx, Named(id): Named<Id>) -> Result<Answer, Problem> {
    app.query("areas.find", ctx, move |tx, ctx| super::find(tx, ctx, id)).await
}

/// The areas right below one, in order.
#[utoipa::path(get, path = "/api/v1/areas/{id}/children", tag = "areas", params(("id" = Id, Path, description = "The area")), responses(
    (status = 200, description = "The areas right below", body = Vec<Area>),
    (status = "default", description = "Declined", body = ProblemDocument, content_type = "application/problem+json"),
))]
async fn children(State(app): State<App>, ctx: Ctx, Named(id): Named<Id>) -> Result<Answer, Problem> {
    app.query("areas.children", ctx, move |tx, ctx| super::children(tx, ctx, id)).await
}
