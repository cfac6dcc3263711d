//! Routes of posts and coverage. A session remembers its posts for some seconds: every change of posts lets go of that.

use axum::extract::State;
use gridward_domain::Id;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{
    AcceptedProposal, AppliedProposal, Appoint, AreaAnswered, AtQuery, ChangeSet, CoverageGap, CoverageQuery,
    CoverageReport, DoorAnswered, Doors, EndPost, GapQuery, GridQuery, HandOver, HandedOver, Post, PostQuery, Proposal,
    Rights, StandIn, UncoveredDoors, UncoveredQuery,
};
use crate::households::seen;
use crate::http::{Answer, Asked, Body, Named, Problem};
use crate::listing::Page;
use crate::{App, Ctx};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, appoint))
        .routes(routes!(rights))
        .routes(routes!(propose, accept))
        .routes(routes!(find))
        .routes(routes!(set_of, change_set))
        .routes(routes!(end))
        .routes(routes!(hand_over))
        .routes(routes!(stand_in))
        .routes(routes!(answered_for_door))
        .routes(routes!(answered_for_area))
        .routes(routes!(coverage))
        .routes(routes!(gaps))
        .routes(routes!(uncovered))
}

/// Posts in tree order, or those of a person.
#[utoipa::path(get, path = "/api/v1/posts", tag = "posts", operation_id = "list_posts", params(PostQuery), responses(
    (status = 200, description = "A page of posts", body = Page<Post>),
    Problem,
))]
async fn list(State(app): State<App>, ctx: Ctx, Asked(asked): Asked<PostQuery>) -> Result<Answer, Problem> {
    app.query("posts.list", ctx, move |tx, ctx| super::list(tx, ctx, &asked)).await
}

/// Fill a post.
#[utoipa::path(post, path = "/api/v1/posts", tag = "posts", operation_id = "appoint_post", request_body = Appoint, responses(
    (status = 200, description = "The post", body = Post),
    Problem,
))]
async fn appoint(State(app): State<App>, ctx: Ctx, Body(input): Body<Appoint>) -> Result<Answer, Problem> {
    app.command_on_access("posts.appoint", ctx, move |tx, ctx| super::appoint(tx, ctx, &input)).await
}

/// Which posts I may fill, and where.
#[utoipa::path(get, path = "/api/v1/posts/rights", tag = "posts", operation_id = "list_post_rights", responses(
    (status = 200, description = "What my posts let me fill", body = Rights),
    Problem,
))]
async fn rights(State(app): State<App>, ctx: Ctx) -> Result<Answer, Problem> {
    app.query("posts.rights", ctx, super::rights).await
}

/// Propose sets of about ten neighbouring doors for the households of a grid without a liaison.
#[utoipa::path(get, path = "/api/v1/posts/proposals", tag = "posts", operation_id = "propose_liaison_sets", params(GridQuery), responses(
    (status = 200, description = "The proposal", body = Proposal),
    Problem,
))]
async fn propose(State(app): State<App>, ctx: Ctx, Asked(asked): Asked<GridQuery>) -> Result<Answer, Problem> {
    app.reveal("posts.propose", ctx, move |tx, ctx| {
        let proposal = super::propose(tx, ctx, asked)?;
        let count = proposal.sets.iter().map(|set| set.households.len()).sum();
        let seen = seen::of_list(tx, ctx, Some(asked.grid), count)?;
        Ok((proposal, seen))
    })
    .await
}

/// Appoint the chosen liaisons for proposed sets.
#[utoipa::path(post, path = "/api/v1/posts/proposals", tag = "posts", operation_id = "accept_liaison_sets", request_body = AcceptedProposal, responses(
    (status = 200, description = "The posts", body = AppliedProposal),
    Problem,
))]
async fn accept(State(app): State<App>, ctx: Ctx, Body(input): Body<AcceptedProposal>) -> Result<Answer, Problem> {
    app.command_on_access("posts.accept", ctx, move |tx, ctx| super::accept(tx, ctx, &input)).await
}

/// One post.
#[utoipa::path(get, path = "/api/v1/posts/{id}", tag = "posts", operation_id = "find_post", params(("id" = Id, Path, description = "The post")), responses(
    (status = 200, description = "The post", body = Post),
    Problem,
))]
async fn find(State(app): State<App>, ctx: Ctx, Named(id): Named<Id>) -> Result<Answer, Problem> {
    app.query("posts.find", ctx, move |tx, ctx| super::find(tx, ctx, id)).await
}

/// The doors of a liaison's set now.
#[utoipa::path(get, path = "/api/v1/posts/{id}/households", tag = "posts", operation_id = "list_post_households", params(("id" = Id, Path, description = "The post")), responses(
    (status = 200, description = "The doors, in door order", body = Doors),
    Problem,
))]
async fn set_of(State(app): State<App>, ctx: Ctx, Named(id): Named<Id>) -> Result<Answer, Problem> {
    app.reveal("posts.set_of", ctx, move |tx, ctx| {
        let grid = super::find(tx, ctx, id)?.area_id;
        let doors = super::set_of(tx, ctx, id)?;
        let seen = seen::of_list(tx, ctx, Some(grid), doors.items.len())?;
        Ok((doors, seen))
    })
    .await
}

/// Change a liaison's set from now on.
#[utoipa::path(post, path = "/api/v1/posts/{id}/households", tag = "posts", operation_id = "change_post_households", request_body = ChangeSet, params(("id" = Id, Path, description = "The post")), responses(
    (status = 200, description = "The post", body = Post),
    Problem,
))]
async fn change_set(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<ChangeSet>,
) -> Result<Answer, Problem> {
    app.command_on_access("posts.change_set", ctx, move |tx, ctx| super::change_set(tx, ctx, id, &input)).await
}

/// End a post.
#[utoipa::path(post, path = "/api/v1/posts/{id}/end", tag = "posts", operation_id = "end_post", request_body = EndPost, params(("id" = Id, Path, description = "The post")), responses(
    (status = 200, description = "The post", body = Post),
    Problem,
))]
async fn end(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<EndPost>,
) -> Result<Answer, Problem> {
    app.command_on_access("posts.end", ctx, move |tx, ctx| super::end(tx, ctx, id, &input)).await
}

/// End a post and start the next at the same instant.
#[utoipa::path(post, path = "/api/v1/posts/{id}/hand-over", tag = "posts", operation_id = "hand_over_post", request_body = HandOver, params(("id" = Id, Path, description = "The post")), responses(
    (status = 200, description = "Both posts", body = HandedOver),
    Problem,
))]
async fn hand_over(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<HandOver>,
) -> Result<Answer, Problem> {
    app.command_on_access("posts.hand_over", ctx, move |tx, ctx| super::hand_over(tx, ctx, id, &input)).await
}

/// Let somebody stand in for a post.
#[utoipa::path(post, path = "/api/v1/posts/{id}/stand-in", tag = "posts", operation_id = "stand_in_for_post", request_body = StandIn, params(("id" = Id, Path, description = "The post")), responses(
    (status = 200, description = "The post that stands in", body = Post),
    Problem,
))]
async fn stand_in(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<StandIn>,
) -> Result<Answer, Problem> {
    app.command_on_access("posts.stand_in", ctx, move |tx, ctx| super::stand_in(tx, ctx, id, &input)).await
}

/// Who answered for a door at an instant.
#[utoipa::path(get, path = "/api/v1/households/{id}/answered", tag = "posts", operation_id = "find_answered_for_household", params(("id" = Id, Path, description = "The household"), AtQuery), responses(
    (status = 200, description = "Who answered, by role", body = DoorAnswered),
    Problem,
))]
async fn answered_for_door(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Asked(asked): Asked<AtQuery>,
) -> Result<Answer, Problem> {
    app.query("posts.answered_for_door", ctx, move |tx, ctx| super::answered_for_door(tx, ctx, id, asked)).await
}

/// Who answered for an area at an instant.
#[utoipa::path(get, path = "/api/v1/areas/{id}/answered", tag = "posts", operation_id = "find_answered_for_area", params(("id" = Id, Path, description = "The area"), AtQuery), responses(
    (status = 200, description = "Who answered, by role", body = AreaAnswered),
    Problem,
))]
async fn answered_for_area(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Asked(asked): Asked<AtQuery>,
) -> Result<Answer, Problem> {
    app.query("posts.answered_for_area", ctx, move |tx, ctx| super::answered_for_area(tx, ctx, id, asked)).await
}

/// Coverage of areas: grids without a head, households without a liaison, and overlaps.
#[utoipa::path(get, path = "/api/v1/coverage", tag = "coverage", operation_id = "find_coverage", params(CoverageQuery), responses(
    (status = 200, description = "Coverage now", body = CoverageReport),
    Problem,
))]
async fn coverage(State(app): State<App>, ctx: Ctx, Asked(asked): Asked<CoverageQuery>) -> Result<Answer, Problem> {
    app.query("coverage.coverage", ctx, move |tx, ctx| super::coverage(tx, ctx, asked)).await
}

/// Each gap and overlap, and who must mend it.
#[utoipa::path(get, path = "/api/v1/coverage/gaps", tag = "coverage", operation_id = "list_coverage_gaps", params(GapQuery), responses(
    (status = 200, description = "A page of gaps", body = Page<CoverageGap>),
    Problem,
))]
async fn gaps(State(app): State<App>, ctx: Ctx, Asked(asked): Asked<GapQuery>) -> Result<Answer, Problem> {
    app.query("coverage.gaps", ctx, move |tx, ctx| super::gaps(tx, ctx, &asked)).await
}

/// The households of a grid without a liaison, or with several.
#[utoipa::path(get, path = "/api/v1/coverage/grids/{id}/households", tag = "coverage", operation_id = "list_uncovered_households", params(("id" = Id, Path, description = "The grid"), UncoveredQuery), responses(
    (status = 200, description = "The households, in door order", body = UncoveredDoors),
    Problem,
))]
async fn uncovered(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Asked(asked): Asked<UncoveredQuery>,
) -> Result<Answer, Problem> {
    app.reveal("coverage.uncovered", ctx, move |tx, ctx| {
        let doors = super::uncovered(tx, ctx, id, asked)?;
        let seen = seen::of_list(tx, ctx, Some(id), doors.items.len())?;
        Ok((doors, seen))
    })
    .await
}
