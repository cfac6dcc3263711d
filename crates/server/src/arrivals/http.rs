//! Routes of arrivals.

use axum::extract::State;
use gridward_domain::Id;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::list::seen_list;
use super::{
    AcceptArrival, Arrival, ArrivalCountQuery, ArrivalCounts, ArrivalDetail, ArrivalQuery, ArrivalStanding, Arrive,
    EditArrival, EndArrival, ForwardArrival, LinkArrival, NewArrival, Registered, RouteArrival, UnmaskArrival,
    VerifyArrival,
};
use crate::http::{Answer, Asked, Body, Named, Problem};
use crate::listing::Page;
use crate::residents::Unmasked;
use crate::{App, Ctx};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, register))
        .routes(routes!(counts))
        .routes(routes!(find, edit))
        .routes(routes!(arrive))
        .routes(routes!(verify))
        .routes(routes!(route))
        .routes(routes!(forward))
        .routes(routes!(accept))
        .routes(routes!(link))
        .routes(routes!(end))
        .routes(routes!(unmask))
}

/// The arrivals of an area, grid by grid; numbers masked.
#[utoipa::path(get, path = "/api/v1/arrivals", tag = "arrivals", operation_id = "list_arrivals", params(ArrivalQuery), responses(
    (status = 200, description = "A page of arrivals", body = Page<Arrival>),
    Problem,
))]
async fn list(State(app): State<App>, ctx: Ctx, Asked(asked): Asked<ArrivalQuery>) -> Result<Answer, Problem> {
    app.reveal("arrivals.list", ctx, move |tx, ctx| {
        let page = super::list(tx, ctx, &asked)?;
        let seen = seen_list(tx, ctx, asked.area, page.items.len())?;
        Ok((page, seen))
    })
    .await
}

/// Register a return on somebody's behalf, with those who travel along.
#[utoipa::path(post, path = "/api/v1/arrivals", tag = "arrivals", operation_id = "register_arrival", request_body = NewArrival, responses(
    (status = 200, description = "What the registration became, person by person", body = Registered),
    Problem,
))]
async fn register(State(app): State<App>, ctx: Ctx, Body(input): Body<NewArrival>) -> Result<Answer, Problem> {
    app.command("arrivals.register", ctx, move |tx, ctx| super::register(tx, ctx, &input)).await
}

/// How many arrivals stand where.
#[utoipa::path(get, path = "/api/v1/arrivals/counts", tag = "arrivals", operation_id = "count_arrivals", params(ArrivalCountQuery), responses(
    (status = 200, description = "Counts by grid and state", body = ArrivalCounts),
    Problem,
))]
async fn counts(State(app): State<App>, ctx: Ctx, Asked(asked): Asked<ArrivalCountQuery>) -> Result<Answer, Problem> {
    app.query("arrivals.counts", ctx, move |tx, ctx| super::counts(tx, ctx, asked)).await
}

/// One arrival with all that is known of it; numbers masked.
#[utoipa::path(get, path = "/api/v1/arrivals/{id}", tag = "arrivals", operation_id = "find_arrival", params(("id" = Id, Path, description = "The arrival")), responses(
    (status = 200, description = "The arrival", body = ArrivalDetail),
    Problem,
))]
async fn find(State(app): State<App>, ctx: Ctx, Named(id): Named<Id>) -> Result<Answer, Problem> {
    app.reveal("arrivals.find", ctx, move |tx, ctx| super::find(tx, ctx, id)).await
}

/// Correct what is known of an arrival.
#[utoipa::path(patch, path = "/api/v1/arrivals/{id}", tag = "arrivals", operation_id = "edit_arrival", request_body = EditArrival, params(("id" = Id, Path, description = "The arrival")), responses(
    (status = 200, description = "Where the arrival stands", body = ArrivalStanding),
    Problem,
))]
async fn edit(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<EditArrival>,
) -> Result<Answer, Problem> {
    app.command("arrivals.edit", ctx, move |tx, ctx| super::edit(tx, ctx, id, &input)).await
}

/// They came.
#[utoipa::path(post, path = "/api/v1/arrivals/{id}/arrive", tag = "arrivals", operation_id = "arrive_arrival", request_body = Arrive, params(("id" = Id, Path, description = "The arrival")), responses(
    (status = 200, description = "Where the arrival stands", body = ArrivalStanding),
    Problem,
))]
async fn arrive(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<Arrive>,
) -> Result<Answer, Problem> {
    app.command("arrivals.arrive", ctx, move |tx, ctx| super::arrive(tx, ctx, id, input)).await
}

/// It was verified by phone or at the door.
#[utoipa::path(post, path = "/api/v1/arrivals/{id}/verify", tag = "arrivals", operation_id = "verify_arrival", request_body = VerifyArrival, params(("id" = Id, Path, description = "The arrival")), responses(
    (status = 200, description = "Where the arrival stands", body = ArrivalStanding),
    Problem,
))]
async fn verify(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<VerifyArrival>,
) -> Result<Answer, Problem> {
    app.command("arrivals.verify", ctx, move |tx, ctx| super::verify(tx, ctx, id, input)).await
}

/// Send an arrival to the grid it belongs to.
#[utoipa::path(post, path = "/api/v1/arrivals/{id}/route", tag = "arrivals", operation_id = "route_arrival", request_body = RouteArrival, params(("id" = Id, Path, description = "The arrival")), responses(
    (status = 200, description = "Where the arrival stands", body = ArrivalStanding),
    Problem,
))]
async fn route(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<RouteArrival>,
) -> Result<Answer, Problem> {
    app.command("arrivals.route", ctx, move |tx, ctx| super::route(tx, ctx, id, &input)).await
}

/// They went elsewhere: forward it; it stays open until the other place accepts.
#[utoipa::path(post, path = "/api/v1/arrivals/{id}/forward", tag = "arrivals", operation_id = "forward_arrival", request_body = ForwardArrival, params(("id" = Id, Path, description = "The arrival")), responses(
    (status = 200, description = "Where the arrival stands", body = ArrivalStanding),
    Problem,
))]
async fn forward(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<ForwardArrival>,
) -> Result<Answer, Problem> {
    app.command("arrivals.forward", ctx, move |tx, ctx| super::forward(tx, ctx, id, &input)).await
}

/// The other place has accepted.
#[utoipa::path(post, path = "/api/v1/arrivals/{id}/accept", tag = "arrivals", operation_id = "accept_arrival", request_body = AcceptArrival, params(("id" = Id, Path, description = "The arrival")), responses(
    (status = 200, description = "Where the arrival stands", body = ArrivalStanding),
    Problem,
))]
async fn accept(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<AcceptArrival>,
) -> Result<Answer, Problem> {
    app.command("arrivals.accept", ctx, move |tx, ctx| super::accept(tx, ctx, id, &input)).await
}

/// Link a second registration of the same person to the one that counts.
#[utoipa::path(post, path = "/api/v1/arrivals/{id}/link", tag = "arrivals", operation_id = "link_arrival", request_body = LinkArrival, params(("id" = Id, Path, description = "The arrival")), responses(
    (status = 200, description = "Where the arrival stands", body = ArrivalStanding),
    Problem,
))]
async fn link(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<LinkArrival>,
) -> Result<Answer, Problem> {
    app.command("arrivals.link", ctx, move |tx, ctx| super::link(tx, ctx, id, input)).await
}

/// End an arrival by a side exit.
#[utoipa::path(post, path = "/api/v1/arrivals/{id}/end", tag = "arrivals", operation_id = "end_arrival", request_body = EndArrival, params(("id" = Id, Path, description = "The arrival")), responses(
    (status = 200, description = "Where the arrival stands", body = ArrivalStanding),
    Problem,
))]
async fn end(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<EndArrival>,
) -> Result<Answer, Problem> {
    app.command("arrivals.end", ctx, move |tx, ctx| super::end(tx, ctx, id, &input)).await
}

/// See one number of a returnee in full, with a reason.
#[utoipa::path(post, path = "/api/v1/arrivals/{id}/unmask", tag = "arrivals", operation_id = "unmask_arrival", request_body = UnmaskArrival, params(("id" = Id, Path, description = "The arrival")), responses(
    (status = 200, description = "The number in full", body = Unmasked),
    Problem,
))]
async fn unmask(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<UnmaskArrival>,
) -> Result<Answer, Problem> {
    app.disclose("arrivals.unmask", ctx, move |tx, ctx| super::unmask(tx, ctx, id, &input)).await
}
