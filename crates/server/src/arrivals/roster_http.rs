//! Routes that take whole lists: rosters, and lists pushed from above.

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use gridward_domain::Id;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::pushed::reply;
use super::{PushedReport, RosterReport, RosterRows, hold_against, import_roster, read_roster};
use crate::http::{Answer, Asked, Problem, read_apart, whole};
use crate::{App, Ctx};

/// Bytes of a list, at most.
const MOST: usize = 20 << 20;
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(import))
        .routes(routes!(hold))
        .routes(routes!(answer))
        .layer(DefaultBodyLimit::max(MOST))
}

/// What a roster is for.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct RosterQuery {
    /// The response.
    #[param(value_type = String)]
    response: Id,
    /// The town or village that the list is of.
    #[param(value_type = String)]
    area: Id,
    /// Only tell what would become of it.
    #[serde(default)]
    dry_run: bool,
}

/// What a pushed list is held against.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct PushedQuery {
    /// The response.
    #[param(value_type = String)]
    response: Id,
    /// The town or village that the list is of.
    #[param(value_type = String)]
    area: Id,
    /// What the reply is for, at least four characters; for the workbook alone.
    #[serde(default)]
    purpose: String,
}

/// Import a roster (.xlsx, .xls, .csv): rows that can be read in one way only are registered, the others are asked.
#[utoipa::path(post, path = "/api/v1/arrivals/import", tag = "arrivals", operation_id = "import_roster", params(RosterQuery),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"), responses(
    (status = 200, description = "What became of each row", body = RosterReport),
    Problem,
))]
async fn import(
    State(app): State<App>,
    ctx: Ctx,
    Asked(asked): Asked<RosterQuery>,
    body: Result<Bytes, BytesRejection>,
) -> Result<Answer, Problem> {
    let rows = read(&ctx, body).await?;
    let of = (asked.response, asked.area);
    if asked.dry_run {
        return app.query("arrivals.import.try", ctx, move |tx, ctx| import_roster(tx, ctx, of, &rows, true)).await;
    }
    app.command("arrivals.import", ctx, move |tx, ctx| import_roster(tx, ctx, of, &rows, false)).await
}

/// Hold a list pushed from above against one's own arrivals; nothing is written.
#[utoipa::path(post, path = "/api/v1/arrivals/pushed", tag = "arrivals", operation_id = "reconcile_pushed", params(PushedQuery),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"), responses(
    (status = 200, description = "One finding for each row", body = PushedReport),
    Problem,
))]
async fn hold(
    State(app): State<App>,
    ctx: Ctx,
    Asked(asked): Asked<PushedQuery>,
    body: Result<Bytes, BytesRejection>,
) -> Result<Answer, Problem> {
    let rows = read(&ctx, body).await?;
    let of = (asked.response, asked.area);
    app.reveal("arrivals.pushed", ctx, move |tx, ctx| hold_against(tx, ctx, of, &rows)).await
}

/// The reply to a pushed list as a workbook, with a watermark.
#[utoipa::path(post, path = "/api/v1/arrivals/pushed/reply", tag = "arrivals", operation_id = "reply_to_pushed", params(PushedQuery),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"), responses(
    (status = 200, description = "The workbook", body = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    Problem,
))]
async fn answer(
    State(app): State<App>,
    ctx: Ctx,
    Asked(asked): Asked<PushedQuery>,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Problem> {
    let rows = read(&ctx, body).await?;
    let (language, request) = (ctx.language, ctx.request);
    let of = (asked.response, asked.area);
    let written = app.db().write("arrivals.reply", move |tx| reply(tx, &ctx, of, &rows, &asked.purpose)).await;
    let bytes = written.map_err(|error| Problem::of(&error, language, request))?;
    Ok(([(CONTENT_TYPE, XLSX), (CACHE_CONTROL, "no-store")], bytes).into_response())
}

async fn read(ctx: &Ctx, body: Result<Bytes, BytesRejection>) -> Result<RosterRows, Problem> {
    let file = whole(body, ctx, "20 MB")?;
    read_apart(ctx, move |ctx| read_roster(ctx, file.to_vec())).await
}
