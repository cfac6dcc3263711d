//! Routes of plans.

use axum::extract::State;
use gridward_domain::Id;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::list::seen_list;
use super::{
    AcknowledgeScreening, AssessArrival, Assessed, ConfirmPlan, DecidePlan, EndPlan, Plan, PlanCountQuery, PlanCounts,
    PlanNotice, PlanQuery, PlanStanding, ScreeningAcknowledged, ScreeningQuery, ScreeningSent, Screenings,
};
use crate::http::{Answer, Asked, Body, Named, Problem};
use crate::listing::Page;
use crate::{App, Ctx};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(counts))
        .routes(routes!(assess))
        .routes(routes!(screenings))
        .routes(routes!(send))
        .routes(routes!(acknowledge))
        .routes(routes!(find))
        .routes(routes!(notice))
        .routes(routes!(confirm))
        .routes(routes!(reject))
        .routes(routes!(end))
        .routes(routes!(release))
}

/// The plans of an area by their state, grid by grid: `waits` is what a person has to confirm.
#[utoipa::path(get, path = "/api/v1/plans", tag = "plans", operation_id = "list_plans", params(PlanQuery), responses(
    (status = 200, description = "A page of plans", body = Page<Plan>),
    Problem,
))]
async fn list(State(app): State<App>, ctx: Ctx, Asked(asked): Asked<PlanQuery>) -> Result<Answer, Problem> {
    app.reveal("plans.list", ctx, move |tx, ctx| {
        let page = super::list(tx, ctx, &asked)?;
        let seen = seen_list(tx, ctx, &asked, page.items.len())?;
        Ok((page, seen))
    })
    .await
}

/// How many plans ask for which measure.
#[utoipa::path(get, path = "/api/v1/plans/counts", tag = "plans", operation_id = "count_plans", params(PlanCountQuery), responses(
    (status = 200, description = "Counts by grid and measure", body = PlanCounts),
    Problem,
))]
async fn counts(State(app): State<App>, ctx: Ctx, Asked(asked): Asked<PlanCountQuery>) -> Result<Answer, Problem> {
    app.query("plans.counts", ctx, move |tx, ctx| super::counts(tx, ctx, asked)).await
}

/// Assess an arrival by what is known of it now, and by exposures that somebody was told of.
#[utoipa::path(post, path = "/api/v1/plans/assess", tag = "plans", operation_id = "assess_arrival", request_body = AssessArrival, responses(
    (status = 200, description = "Where the arrival and its plans stand", body = Assessed),
    Problem,
))]
async fn assess(State(app): State<App>, ctx: Ctx, Body(input): Body<AssessArrival>) -> Result<Answer, Problem> {
    app.command("plans.assess", ctx, move |tx, ctx| super::assess(tx, ctx, &input)).await
}

/// What changes of the list and of the rules did, grid by grid.
#[utoipa::path(get, path = "/api/v1/plans/screenings", tag = "plans", operation_id = "list_screenings", params(ScreeningQuery), responses(
    (status = 200, description = "The newest screenings", body = Screenings),
    Problem,
))]
async fn screenings(State(app): State<App>, ctx: Ctx, Asked(asked): Asked<ScreeningQuery>) -> Result<Answer, Problem> {
    app.query("plans.screenings", ctx, move |tx, ctx| super::screenings(tx, ctx, asked)).await
}

/// Send what a screening changed to the grids it concerns, as work.
#[utoipa::path(post, path = "/api/v1/plans/screenings/{id}/send", tag = "plans", operation_id = "send_screening", params(("id" = Id, Path, description = "The screening")), responses(
    (status = 200, description = "How many grids were told", body = ScreeningSent),
    Problem,
))]
async fn send(State(app): State<App>, ctx: Ctx, Named(id): Named<Id>) -> Result<Answer, Problem> {
    app.command("screenings.send", ctx, move |tx, ctx| super::send(tx, ctx, id)).await
}

/// Acknowledge what a screening changed in a grid.
#[utoipa::path(post, path = "/api/v1/plans/screenings/{id}/acknowledge", tag = "plans", operation_id = "acknowledge_screening", request_body = AcknowledgeScreening, params(("id" = Id, Path, description = "The screening")), responses(
    (status = 200, description = "When it was acknowledged", body = ScreeningAcknowledged),
    Problem,
))]
async fn acknowledge(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<AcknowledgeScreening>,
) -> Result<Answer, Problem> {
    app.command("screenings.acknowledge", ctx, move |tx, ctx| super::acknowledge(tx, ctx, id, input)).await
}

/// One plan: its rule, document, dates and sentences.
#[utoipa::path(get, path = "/api/v1/plans/{id}", tag = "plans", operation_id = "find_plan", params(("id" = Id, Path, description = "The plan")), responses(
    (status = 200, description = "The plan", body = Plan),
    Problem,
))]
async fn find(State(app): State<App>, ctx: Ctx, Named(id): Named<Id>) -> Result<Answer, Problem> {
    app.reveal("plans.find", ctx, move |tx, ctx| super::find(tx, ctx, id)).await
}

/// What stands on the printed notice of a plan.
#[utoipa::path(get, path = "/api/v1/plans/{id}/notice", tag = "plans", operation_id = "find_plan_notice", params(("id" = Id, Path, description = "The plan")), responses(
    (status = 200, description = "The notice", body = PlanNotice),
    Problem,
))]
async fn notice(State(app): State<App>, ctx: Ctx, Named(id): Named<Id>) -> Result<Answer, Problem> {
    app.reveal("plans.notice", ctx, move |tx, ctx| super::notice(tx, ctx, id)).await
}

/// Confirm a possible match: its measure holds from now on.
#[utoipa::path(post, path = "/api/v1/plans/{id}/confirm", tag = "plans", operation_id = "confirm_plan", request_body = ConfirmPlan, params(("id" = Id, Path, description = "The plan")), responses(
    (status = 200, description = "Where the plan stands", body = PlanStanding),
    Problem,
))]
async fn confirm(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<ConfirmPlan>,
) -> Result<Answer, Problem> {
    app.command("plans.confirm", ctx, move |tx, ctx| super::confirm(tx, ctx, id, input)).await
}

/// Say that a possible match is none.
#[utoipa::path(post, path = "/api/v1/plans/{id}/reject", tag = "plans", operation_id = "reject_plan", request_body = DecidePlan, params(("id" = Id, Path, description = "The plan")), responses(
    (status = 200, description = "Where the plan stands", body = PlanStanding),
    Problem,
))]
async fn reject(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<DecidePlan>,
) -> Result<Answer, Problem> {
    app.command("plans.reject", ctx, move |tx, ctx| super::reject(tx, ctx, id, &input)).await
}

/// End the measure of somebody who has died.
#[utoipa::path(post, path = "/api/v1/plans/{id}/end", tag = "plans", operation_id = "end_plan", request_body = EndPlan, params(("id" = Id, Path, description = "The plan")), responses(
    (status = 200, description = "Where the plan stands", body = PlanStanding),
    Problem,
))]
async fn end(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<EndPlan>,
) -> Result<Answer, Problem> {
    app.command("plans.end", ctx, move |tx, ctx| super::end(tx, ctx, id, &input)).await
}

/// Release somebody whose days are over although a test is missing.
#[utoipa::path(post, path = "/api/v1/plans/{id}/release", tag = "plans", operation_id = "release_plan", request_body = DecidePlan, params(("id" = Id, Path, description = "The plan")), responses(
    (status = 200, description = "Where the plan stands", body = PlanStanding),
    Problem,
))]
async fn release(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<DecidePlan>,
) -> Result<Answer, Problem> {
    app.command("plans.release", ctx, move |tx, ctx| super::release(tx, ctx, id, &input)).await
}
