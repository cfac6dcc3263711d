//! The route of programmes.

use axum::extract::State;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::Programmes;
use crate::http::{Answer, Problem};
use crate::{App, Ctx};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list))
}

/// The rule sets that a response can go by.
#[utoipa::path(get, path = "/api/v1/programmes", tag = "programmes", operation_id = "list_programmes", responses(
    (status = 200, description = "The rule sets", body = Programmes),
    Problem,
))]
async fn list(State(app): State<App>, ctx: Ctx) -> Result<Answer, Problem> {
    app.query("programmes.list", ctx, move |_, ctx| super::list(ctx)).await
}
