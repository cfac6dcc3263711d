//! Routes of the audit log.

use axum::extract::State;
use gridward_domain::access::Verb;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{AuditQuery, AuditRow, Verdict, verify};
use crate::http::{Answer, Asked, Problem};
use crate::listing::Page;
use crate::{App, Ctx};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(verdict))
}

/// The log, newest first, as far as the asker's posts reach.
#[utoipa::path(get, path = "/api/v1/audit", tag = "audit", operation_id = "list_audit", params(AuditQuery), responses(
    (status = 200, description = "A page of entries", body = Page<AuditRow>),
    Problem,
))]
async fn list(State(app): State<App>, ctx: Ctx, Asked(query): Asked<AuditQuery>) -> Result<Answer, Problem> {
    app.query("audit.list", ctx, move |tx, ctx| super::list(tx, ctx, &query)).await
}

/// Walk the whole chain and say whether an entry was altered, removed or slipped in.
#[utoipa::path(get, path = "/api/v1/audit/verdict", tag = "audit", operation_id = "verify_audit", responses(
    (status = 200, description = "What was found", body = Verdict),
    Problem,
))]
async fn verdict(State(app): State<App>, ctx: Ctx) -> Result<Answer, Problem> {
    app.query("audit.verify", ctx, |tx, ctx| {
        ctx.may_somewhere(Verb::AuditRead)?;
        verify(tx)
    })
    .await
}
