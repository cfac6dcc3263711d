//! The table of routes, and the OpenAPI document made from it.

use axum::Router;
use axum::extract::State;
use axum::response::IntoResponse;
use gridward_domain::{Fault, faults};
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;

use super::asker::Visitor;
use super::problem::{Problem, ProblemDocument};
use crate::{
    App, areas, arrivals, audit, directives, follow_ups, help_requests, households, live, people, plans, posts,
    programmes, public, residents, responses, risk_areas, rule_tables, sync,
};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Gridward",
        description = "A community's outbreak response, from the command room to the last household and back.",
        license(name = "Apache-2.0", identifier = "Apache-2.0")
    ),
    components(schemas(ProblemDocument))
)]
struct Document;

fn table() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(Document::openapi())
        .merge(areas::routes())
        .merge(arrivals::routes())
        .merge(audit::routes())
        .merge(directives::routes())
        .merge(follow_ups::routes())
        .merge(help_requests::routes())
        .merge(households::routes())
        .merge(live::routes())
        .merge(people::routes())
        .merge(plans::routes())
        .merge(posts::routes())
        .merge(programmes::routes())
        .merge(residents::routes())
        .merge(responses::routes())
        .merge(risk_areas::routes())
        .merge(rule_tables::routes())
        .merge(sync::routes())
}

/// The OpenAPI 3.1 document of all routes, as pretty JSON.
pub fn openapi() -> Result<String, serde_json::Error> {
    table().into_openapi().to_pretty_json()
}

/// All routes of a jurisdiction: those under `/api/v1`, and the pages without a log-in under `/p`.
pub fn router(app: &App) -> Router {
    let (router, _) = table().split_for_parts();
    router
        .merge(public::routes())
        .fallback(no_such_route)
        .method_not_allowed_fallback(wrong_method)
        .with_state(app.clone())
}

async fn no_such_route(State(app): State<App>, visitor: Result<Visitor, Problem>) -> impl IntoResponse {
    declined(&app, visitor, &faults::NO_SUCH_ROUTE)
}

async fn wrong_method(State(app): State<App>, visitor: Result<Visitor, Problem>) -> impl IntoResponse {
    declined(&app, visitor, &faults::WRONG_METHOD)
}

fn declined(app: &App, visitor: Result<Visitor, Problem>, fault: &'static Fault) -> Problem {
    match visitor {
        Ok(visitor) => Problem::refused(&fault.refuse(), visitor.language, visitor.request),
        Err(_) => Problem::refused(&fault.refuse(), gridward_domain::Language::default(), app.ids().make()),
    }
}
