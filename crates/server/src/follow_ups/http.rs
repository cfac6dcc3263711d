//! Routes of follow-ups.

use axum::extract::State;
use gridward_domain::Id;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::day::seen_list;
use super::{
    FollowUp, FollowUpCountQuery, FollowUpCounts, FollowUpQuery, FollowUpReports, FollowUpStanding, ReportFollowUp,
};
use crate::http::{Answer, Asked, Body, Named, Problem};
use crate::listing::Page;
use crate::{App, Ctx};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(counts)).routes(routes!(reports, record))
}

/// What is or was due on a day, grid by grid and door by door: one knock for all that is due there.
#[utoipa::path(get, path = "/api/v1/follow_ups", tag = "follow_ups", operation_id = "list_follow_ups", params(FollowUpQuery), responses(
    (status = 200, description = "A page of follow-ups", body = Page<FollowUp>),
    Problem,
))]
async fn list(State(app): State<App>, ctx: Ctx, Asked(asked): Asked<FollowUpQuery>) -> Result<Answer, Problem> {
    app.reveal("follow_ups.list", ctx, move |tx, ctx| {
        let page = super::list(tx, ctx, &asked)?;
        let seen = seen_list(tx, ctx, &asked, page.items.len())?;
        Ok((page, seen))
    })
    .await
}

/// What was to be done on a day, and what was done.
#[utoipa::path(get, path = "/api/v1/follow_ups/counts", tag = "follow_ups", operation_id = "count_follow_ups", params(FollowUpCountQuery), responses(
    (status = 200, description = "Counts by grid and kind", body = FollowUpCounts),
    Problem,
))]
async fn counts(State(app): State<App>, ctx: Ctx, Asked(asked): Asked<FollowUpCountQuery>) -> Result<Answer, Problem> {
    app.query("follow_ups.counts", ctx, move |tx, ctx| super::counts(tx, ctx, asked)).await
}

/// What was reported of a follow-up. What was found is told to whoever reports or decides there, to nobody else.
#[utoipa::path(get, path = "/api/v1/follow_ups/{id}/reports", tag = "follow_ups", operation_id = "list_follow_up_reports", params(("id" = Id, Path, description = "The follow-up")), responses(
    (status = 200, description = "The reports, newest first", body = FollowUpReports),
    Problem,
))]
async fn reports(State(app): State<App>, ctx: Ctx, Named(id): Named<Id>) -> Result<Answer, Problem> {
    app.reveal("follow_ups.reports", ctx, move |tx, ctx| super::reports(tx, ctx, id)).await
}

/// Report what came of a follow-up.
#[utoipa::path(post, path = "/api/v1/follow_ups/{id}/reports", tag = "follow_ups", operation_id = "report_follow_up", request_body = ReportFollowUp, params(("id" = Id, Path, description = "The follow-up")), responses(
    (status = 200, description = "Where the follow-up stands", body = FollowUpStanding),
    Problem,
))]
async fn record(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<ReportFollowUp>,
) -> Result<Answer, Problem> {
    app.command("follow_ups.record", ctx, move |tx, ctx| super::record(tx, ctx, id, &input)).await
}
