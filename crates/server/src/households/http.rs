//! Routes of households.

use axum::extract::State;
use gridward_domain::Id;
use gridward_domain::access::Verb;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{
    CloseHousehold, Divided, EditHousehold, Hit, Household, HouseholdDetail, HouseholdInput, Listing, MergeHousehold,
    MoveHousehold, PastEvent, Search, SplitHousehold, reached, seen,
};
use crate::http::{Answer, Asked, Body, Named, Problem};
use crate::listing::Page;
use crate::{App, Ctx};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(find, edit))
        .routes(routes!(relocate))
        .routes(routes!(split))
        .routes(routes!(merge))
        .routes(routes!(close))
        .routes(routes!(history))
        .routes(routes!(search))
        .merge(super::import::routes())
        .merge(super::duplicates::routes())
}

/// The doors of an area, in the order people walk past them.
#[utoipa::path(get, path = "/api/v1/households", tag = "households", operation_id = "list_households", params(Listing), responses(
    (status = 200, description = "A page of households", body = Page<Household>),
    Problem,
))]
async fn list(State(app): State<App>, ctx: Ctx, Asked(asked): Asked<Listing>) -> Result<Answer, Problem> {
    app.reveal("households.list", ctx, move |tx, ctx| {
        let page = super::list(tx, ctx, &asked)?;
        let seen = seen::of_list(tx, ctx, asked.area, page.items.len())?;
        Ok((page, seen))
    })
    .await
}

/// Create a household.
#[utoipa::path(post, path = "/api/v1/households", tag = "households", operation_id = "create_household", request_body = HouseholdInput, responses(
    (status = 200, description = "The new household", body = HouseholdDetail),
    Problem,
))]
async fn create(State(app): State<App>, ctx: Ctx, Body(input): Body<HouseholdInput>) -> Result<Answer, Problem> {
    app.command("households.create", ctx, move |tx, ctx| super::create(tx, ctx, &input)).await
}

/// One household and who lives there.
#[utoipa::path(get, path = "/api/v1/households/{id}", tag = "households", operation_id = "find_household", params(("id" = Id, Path, description = "The household")), responses(
    (status = 200, description = "The household", body = HouseholdDetail),
    Problem,
))]
async fn find(State(app): State<App>, ctx: Ctx, Named(id): Named<Id>) -> Result<Answer, Problem> {
    app.reveal("households.find", ctx, move |tx, ctx| {
        let found = super::find(tx, ctx, id)?;
        let seen = seen::of_household(&found.household, found.residents.len());
        Ok((found, seen))
    })
    .await
}

/// Change what is known of a household.
#[utoipa::path(patch, path = "/api/v1/households/{id}", tag = "households", operation_id = "edit_household", request_body = EditHousehold, params(("id" = Id, Path, description = "The household")), responses(
    (status = 200, description = "The household", body = Household),
    Problem,
))]
async fn edit(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<EditHousehold>,
) -> Result<Answer, Problem> {
    app.command("households.edit", ctx, move |tx, ctx| super::edit(tx, ctx, id, &input)).await
}

/// Move a household to another grid.
#[utoipa::path(post, path = "/api/v1/households/{id}/move", tag = "households", operation_id = "move_household", request_body = MoveHousehold, params(("id" = Id, Path, description = "The household")), responses(
    (status = 200, description = "The household", body = Household),
    Problem,
))]
async fn relocate(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<MoveHousehold>,
) -> Result<Answer, Problem> {
    app.command("households.move", ctx, move |tx, ctx| super::relocate(tx, ctx, id, &input)).await
}

/// Some of a household set up one of their own.
#[utoipa::path(post, path = "/api/v1/households/{id}/split", tag = "households", operation_id = "split_household", request_body = SplitHousehold, params(("id" = Id, Path, description = "The household")), responses(
    (status = 200, description = "Both households", body = Divided),
    Problem,
))]
async fn split(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<SplitHousehold>,
) -> Result<Answer, Problem> {
    app.command("households.split", ctx, move |tx, ctx| super::split(tx, ctx, id, &input)).await
}

/// Merge a household into another.
#[utoipa::path(post, path = "/api/v1/households/{id}/merge", tag = "households", operation_id = "merge_household", request_body = MergeHousehold, params(("id" = Id, Path, description = "The household")), responses(
    (status = 200, description = "The household that stays", body = HouseholdDetail),
    Problem,
))]
async fn merge(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<MergeHousehold>,
) -> Result<Answer, Problem> {
    app.command("households.merge", ctx, move |tx, ctx| super::merge(tx, ctx, id, &input)).await
}

/// End a household.
#[utoipa::path(post, path = "/api/v1/households/{id}/close", tag = "households", operation_id = "close_household", request_body = CloseHousehold, params(("id" = Id, Path, description = "The household")), responses(
    (status = 200, description = "The household with its end", body = Household),
    Problem,
))]
async fn close(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<CloseHousehold>,
) -> Result<Answer, Problem> {
    app.command("households.close", ctx, move |tx, ctx| super::close(tx, ctx, id, &input)).await
}

/// What happened to a household, newest first.
#[utoipa::path(get, path = "/api/v1/households/{id}/history", tag = "households", operation_id = "household_history", params(("id" = Id, Path, description = "The household")), responses(
    (status = 200, description = "The newest events", body = Page<PastEvent>),
    Problem,
))]
async fn history(State(app): State<App>, ctx: Ctx, Named(id): Named<Id>) -> Result<Answer, Problem> {
    app.reveal("households.history", ctx, move |tx, ctx| {
        let household = reached(tx, ctx, Verb::HouseholdsRead, id)?;
        Ok((super::history(tx, ctx, id)?, seen::of_household(&household, 0)))
    })
    .await
}

/// Find somebody, or a door, by what was typed. The log keeps who searched and whom it showed, before the answer leaves.
#[utoipa::path(post, path = "/api/v1/households/search", tag = "households", operation_id = "search_households", request_body = Search, responses(
    (status = 200, description = "A page of hits", body = Page<Hit>),
    Problem,
))]
async fn search(State(app): State<App>, ctx: Ctx, Body(asked): Body<Search>) -> Result<Answer, Problem> {
    app.reveal("households.search", ctx, move |tx, ctx| {
        let page = super::search(tx, ctx, &asked)?;
        let seen = seen::of_search(ctx, &page);
        Ok((page, seen))
    })
    .await
}
