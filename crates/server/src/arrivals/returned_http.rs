//! Routes of the day's figures of those who returned.

use axum::extract::State;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{ReportZero, Returned, ReturnedQuery};
use crate::http::{Answer, Asked, Body, Problem};
use crate::{App, Ctx};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(returned)).routes(routes!(report_zero))
}

/// How many returned from how far away, on a day and until then.
#[utoipa::path(get, path = "/api/v1/arrivals/returned", tag = "arrivals", operation_id = "count_returned", params(ReturnedQuery), responses(
    (status = 200, description = "Counts by grid and origin", body = Returned),
    Problem,
))]
async fn returned(State(app): State<App>, ctx: Ctx, Asked(asked): Asked<ReturnedQuery>) -> Result<Answer, Problem> {
    app.query("arrivals.returned", ctx, move |tx, ctx| super::returned(tx, ctx, asked)).await
}

/// Say that nobody returned to a village on a day.
#[utoipa::path(post, path = "/api/v1/arrivals/zero_reports", tag = "arrivals", operation_id = "report_zero", request_body = ReportZero, responses(
    (status = 200, description = "What was reported", body = ReportZero),
    Problem,
))]
async fn report_zero(State(app): State<App>, ctx: Ctx, Body(input): Body<ReportZero>) -> Result<Answer, Problem> {
    app.command("arrivals.report_zero", ctx, move |tx, ctx| super::report_zero(tx, ctx, input)).await
}
