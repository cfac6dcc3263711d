//! Routes of suspected duplicates.

use axum::extract::State;
use gridward_domain::Id;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{Decided, Decision, DuplicatesAsked, Suspected};
use crate::households::seen;
use crate::http::{Answer, Asked, Body, Named, Problem};
use crate::listing::Page;
use crate::{App, Ctx};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(decide))
}

/// What is decided.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DecisionInput {
    /// The decision.
    decision: Decision,
}

/// Rows that may be somebody in the ledger already.
#[utoipa::path(get, path = "/api/v1/households/duplicates", tag = "import", operation_id = "list_duplicates", params(DuplicatesAsked), responses(
    (status = 200, description = "A page of suspicions", body = Page<Suspected>),
    Problem,
))]
async fn list(State(app): State<App>, ctx: Ctx, Asked(asked): Asked<DuplicatesAsked>) -> Result<Answer, Problem> {
    app.reveal("duplicates.list", ctx, move |tx, ctx| {
        let page = super::list(tx, ctx, &asked)?;
        let seen = seen::of_list(tx, ctx, asked.area, page.items.len())?;
        Ok((page, seen))
    })
    .await
}

/// Decide about one.
#[utoipa::path(post, path = "/api/v1/households/duplicates/{id}/decide", tag = "import", operation_id = "decide_duplicate",
    request_body = DecisionInput, params(("id" = Id, Path, description = "The suspicion")), responses(
    (status = 200, description = "What was decided", body = Decided),
    Problem,
))]
async fn decide(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<DecisionInput>,
) -> Result<Answer, Problem> {
    app.command("duplicates.decide", ctx, move |tx, ctx| super::decide(tx, ctx, id, input.decision)).await
}
