//! Routes of people and log-ins.

use axum::extract::State;
use gridward_domain::Id;
use gridward_domain::access::Role;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::http::{Answer, Problem};
use crate::{App, Authority, Ctx};

/// Who is logged in.
#[derive(Debug, Serialize, ToSchema)]
struct Me {
    /// The person.
    id: Id,
    /// The roles of the posts held right now.
    roles: Vec<Role>,
}

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(me))
}

/// Who is logged in; declined when nobody is.
#[utoipa::path(get, path = "/api/v1/session", tag = "people", responses(
    (status = 200, description = "The person behind the session", body = Me),
    Problem,
))]
async fn me(State(app): State<App>, ctx: Ctx) -> Result<Answer, Problem> {
    app.query("people.me", ctx, |_, ctx| {
        let roles = match &ctx.authority {
            Authority::Operator => Vec::new(),
            Authority::Posts(posts) => posts.iter().map(|post| post.role).collect(),
        };
        Ok(Me { id: ctx.actor, roles })
    })
    .await
}
