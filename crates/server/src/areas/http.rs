//! Routes of areas.

use axum::extract::State;
use gridward_domain::Id;
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{
    Area, AreaCode, AreaCodes, AreaHistory, CloseArea, CodeHolders, Divided, IssueCode, Jurisdiction, MergeGrids,
    MergedGrids, NewArea, RenameArea, Shapes, ShapesQuery, SplitGrid, Tree, TreeQuery, WithdrawCode, import_http,
};
use crate::http::{Answer, Asked, Body, Named, Problem};
use crate::{App, Ctx};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(jurisdiction))
        .routes(routes!(create))
        .routes(routes!(tree))
        .routes(routes!(by_code))
        .routes(routes!(find))
        .routes(routes!(children))
        .routes(routes!(codes, issue_code))
        .routes(routes!(withdraw_code))
        .routes(routes!(history))
        .routes(routes!(shapes))
        .routes(routes!(rename))
        .routes(routes!(close))
        .routes(routes!(split))
        .routes(routes!(merge))
        .merge(import_http::routes())
}

/// Which code, and when.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct CodeQuery {
    /// The official code.
    code: String,
    /// The day it is asked for; today when absent.
    #[param(value_type = Option<String>)]
    on: Option<Date>,
}

/// What this jurisdiction is.
#[utoipa::path(get, path = "/api/v1/jurisdiction", tag = "areas", operation_id = "find_jurisdiction", responses(
    (status = 200, description = "The jurisdiction", body = Jurisdiction),
    Problem,
))]
async fn jurisdiction(State(app): State<App>, ctx: Ctx) -> Result<Answer, Problem> {
    app.query("areas.jurisdiction", ctx, super::jurisdiction).await
}

/// Create an area below another.
#[utoipa::path(post, path = "/api/v1/areas", tag = "areas", operation_id = "create_area", request_body = NewArea, responses(
    (status = 200, description = "The new area", body = Area),
    Problem,
))]
async fn create(State(app): State<App>, ctx: Ctx, Body(input): Body<NewArea>) -> Result<Answer, Problem> {
    app.command("areas.create", ctx, move |tx, ctx| super::create(tx, ctx, &input)).await
}

/// The tree of one's reach, with the ancestors above it.
#[utoipa::path(get, path = "/api/v1/areas/tree", tag = "areas", operation_id = "tree_of_areas", params(TreeQuery), responses(
    (status = 200, description = "The live areas, parents before what lies in them", body = Tree),
    Problem,
))]
async fn tree(State(app): State<App>, ctx: Ctx, Asked(asked): Asked<TreeQuery>) -> Result<Answer, Problem> {
    app.query("areas.tree", ctx, move |tx, ctx| super::tree(tx, ctx, asked)).await
}

/// The areas that have an official code on a date.
#[utoipa::path(get, path = "/api/v1/areas/by-code", tag = "areas", operation_id = "find_areas_by_code", params(CodeQuery), responses(
    (status = 200, description = "The areas, largest first", body = CodeHolders),
    Problem,
))]
async fn by_code(State(app): State<App>, ctx: Ctx, Asked(asked): Asked<CodeQuery>) -> Result<Answer, Problem> {
    app.query("areas.by_code", ctx, move |tx, ctx| super::by_code(tx, ctx, asked.code.trim(), asked.on)).await
}

/// One area.
#[utoipa::path(get, path = "/api/v1/areas/{id}", tag = "areas", operation_id = "find_area", params(("id" = Id, Path, description = "The area")), responses(
    (status = 200, description = "The area", body = Area),
    Problem,
))]
async fn find(State(app): State<App>, ctx: Ctx, Named(id): Named<Id>) -> Result<Answer, Problem> {
    app.query("areas.find", ctx, move |tx, ctx| super::find(tx, ctx, id)).await
}

/// The areas right below one, in order.
#[utoipa::path(get, path = "/api/v1/areas/{id}/children", tag = "areas", operation_id = "list_areas_below", params(("id" = Id, Path, description = "The area")), responses(
    (status = 200, description = "The areas right below", body = Vec<Area>),
    Problem,
))]
async fn children(State(app): State<App>, ctx: Ctx, Named(id): Named<Id>) -> Result<Answer, Problem> {
    app.query("areas.children", ctx, move |tx, ctx| super::children(tx, ctx, id)).await
}

/// All official codes an area ever had.
#[utoipa::path(get, path = "/api/v1/areas/{id}/codes", tag = "areas", operation_id = "list_area_codes", params(("id" = Id, Path, description = "The area")), responses(
    (status = 200, description = "The codes, newest first", body = AreaCodes),
    Problem,
))]
async fn codes(State(app): State<App>, ctx: Ctx, Named(id): Named<Id>) -> Result<Answer, Problem> {
    app.query("areas.codes", ctx, move |tx, ctx| super::codes(tx, ctx, id)).await
}

/// Issue an official code to an area.
#[utoipa::path(post, path = "/api/v1/areas/{id}/codes", tag = "areas", operation_id = "issue_area_code", request_body = IssueCode, params(("id" = Id, Path, description = "The area")), responses(
    (status = 200, description = "The code", body = AreaCode),
    Problem,
))]
async fn issue_code(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<IssueCode>,
) -> Result<Answer, Problem> {
    app.command("areas.issue_code", ctx, move |tx, ctx| super::issue(tx, ctx, id, &input)).await
}

/// Withdraw an official code from a day on.
#[utoipa::path(post, path = "/api/v1/areas/{id}/codes/{code_id}/withdraw", tag = "areas", operation_id = "withdraw_area_code", request_body = WithdrawCode, params(("id" = Id, Path, description = "The area"), ("code_id" = Id, Path, description = "The code's entry")), responses(
    (status = 200, description = "The code", body = AreaCode),
    Problem,
))]
async fn withdraw_code(
    State(app): State<App>,
    ctx: Ctx,
    Named((id, code_id)): Named<(Id, Id)>,
    Body(input): Body<WithdrawCode>,
) -> Result<Answer, Problem> {
    app.command("areas.withdraw_code", ctx, move |tx, ctx| super::withdraw(tx, ctx, id, code_id, input)).await
}

/// What happened to an area.
#[utoipa::path(get, path = "/api/v1/areas/{id}/history", tag = "areas", operation_id = "list_area_history", params(("id" = Id, Path, description = "The area")), responses(
    (status = 200, description = "The newest 200 events", body = AreaHistory),
    Problem,
))]
async fn history(State(app): State<App>, ctx: Ctx, Named(id): Named<Id>) -> Result<Answer, Problem> {
    app.query("areas.history", ctx, move |tx, ctx| super::history(tx, ctx, id)).await
}

/// The shapes of an area and of everything below it.
#[utoipa::path(get, path = "/api/v1/areas/{id}/shapes", tag = "areas", operation_id = "list_area_shapes", params(("id" = Id, Path, description = "The area"), ShapesQuery), responses(
    (status = 200, description = "The shapes", body = Shapes),
    Problem,
))]
async fn shapes(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Asked(asked): Asked<ShapesQuery>,
) -> Result<Answer, Problem> {
    app.query("areas.shapes", ctx, move |tx, ctx| super::shapes(tx, ctx, id, asked)).await
}

/// Give an area another name.
#[utoipa::path(post, path = "/api/v1/areas/{id}/rename", tag = "areas", operation_id = "rename_area", request_body = RenameArea, params(("id" = Id, Path, description = "The area")), responses(
    (status = 200, description = "The area", body = Area),
    Problem,
))]
async fn rename(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<RenameArea>,
) -> Result<Answer, Problem> {
    app.command("areas.rename", ctx, move |tx, ctx| super::rename(tx, ctx, id, &input)).await
}

/// Close an area in which nothing is left.
#[utoipa::path(post, path = "/api/v1/areas/{id}/close", tag = "areas", operation_id = "close_area", request_body = CloseArea, params(("id" = Id, Path, description = "The area")), responses(
    (status = 200, description = "The closed area", body = Area),
    Problem,
))]
async fn close(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<CloseArea>,
) -> Result<Answer, Problem> {
    app.command("areas.close", ctx, move |tx, ctx| super::close(tx, ctx, id, &input)).await
}

/// Split a grid. Liaisons follow their households; a session remembers its posts for some seconds and lets go of them.
#[utoipa::path(post, path = "/api/v1/areas/{id}/split", tag = "areas", operation_id = "split_area", request_body = SplitGrid, params(("id" = Id, Path, description = "The grid")), responses(
    (status = 200, description = "The closed grid and those that came of it", body = Divided),
    Problem,
))]
async fn split(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<SplitGrid>,
) -> Result<Answer, Problem> {
    app.command_on_access("areas.split", ctx, move |tx, ctx| super::split(tx, ctx, id, &input)).await
}

/// Merge grids of one village.
#[utoipa::path(post, path = "/api/v1/areas/merge", tag = "areas", operation_id = "merge_areas", request_body = MergeGrids, responses(
    (status = 200, description = "The new grid and the closed ones", body = MergedGrids),
    Problem,
))]
async fn merge(State(app): State<App>, ctx: Ctx, Body(input): Body<MergeGrids>) -> Result<Answer, Problem> {
    app.command_on_access("areas.merge", ctx, move |tx, ctx| super::merge(tx, ctx, &input)).await
}
