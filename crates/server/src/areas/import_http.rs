//! Routes that take whole files: divisions and boundaries.

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{DefaultBodyLimit, State};
use gridward_database::Tx;
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::file::{BoundariesFile, DivisionsFile, boundaries_of, divisions_of};
use super::{ImportOptions, ImportReport, ShapesReport};
use crate::http::{Answer, Asked, Problem, read_apart, whole};
use crate::{App, Ctx, Error};

/// Bytes of a file, at most: the divisions of the whole country fit.
const MOST: usize = 20 << 20;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(import)).routes(routes!(import_boundaries)).layer(DefaultBodyLimit::max(MOST))
}

/// How to take the file.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct FileQuery {
    /// Only tell what would be done.
    #[serde(default)]
    dry_run: bool,
}

/// Import the tree from a divisions file (`code,name,parent_code,level`, plain or gzip).
#[utoipa::path(post, path = "/api/v1/areas/import", tag = "areas", operation_id = "import_areas", params(FileQuery),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"), responses(
    (status = 200, description = "What was done, or would be", body = ImportReport),
    Problem,
))]
async fn import(
    State(app): State<App>,
    ctx: Ctx,
    Asked(asked): Asked<FileQuery>,
    body: Result<Bytes, BytesRejection>,
) -> Result<Answer, Problem> {
    let file = whole(body, &ctx, "20 MB")?;
    let DivisionsFile { rows, problems } = read_apart(&ctx, move |ctx| divisions_of(&file, ctx.language)).await?;
    let run = move |tx: &mut Tx<'_>, ctx: &Ctx| {
        let options = ImportOptions { dry_run: asked.dry_run, codes_from: None };
        let mut report = super::import(tx, ctx, &rows, options)?;
        report.problems.extend(problems.iter().cloned());
        Ok(report)
    };
    let answer = tried_or_done(&app, ctx, asked, ["areas.import.try", "areas.import"], run).await;
    // The first import gives the founder a post; what their session may do is remembered for some seconds.
    app.sessions().forget();
    answer
}

/// Import boundaries from a GeoJSON file.
#[utoipa::path(post, path = "/api/v1/areas/boundaries", tag = "areas", operation_id = "import_boundaries", params(FileQuery),
    request_body(content = Vec<u8>, content_type = "application/geo+json"), responses(
    (status = 200, description = "What was done, or would be", body = ShapesReport),
    Problem,
))]
async fn import_boundaries(
    State(app): State<App>,
    ctx: Ctx,
    Asked(asked): Asked<FileQuery>,
    body: Result<Bytes, BytesRejection>,
) -> Result<Answer, Problem> {
    let file = whole(body, &ctx, "20 MB")?;
    let BoundariesFile { shapes, problems } = read_apart(&ctx, move |ctx| boundaries_of(&file, ctx.language)).await?;
    let run = move |tx: &mut Tx<'_>, ctx: &Ctx| {
        let mut report = super::import_shapes(tx, ctx, &shapes, "geojson", asked.dry_run)?;
        report.problems.extend(problems.iter().cloned());
        Ok(report)
    };
    tried_or_done(&app, ctx, asked, ["areas.boundaries.try", "areas.boundaries"], run).await
}

/// Runs a use case as a query where it is only tried, as a command where it is meant.
async fn tried_or_done<T: Serialize + Send + 'static>(
    app: &App,
    ctx: Ctx,
    asked: FileQuery,
    [tried, done]: [&'static str; 2],
    run: impl FnMut(&mut Tx<'_>, &Ctx) -> Result<T, Error> + Send + 'static,
) -> Result<Answer, Problem> {
    if asked.dry_run { app.query(tried, ctx, run).await } else { app.command(done, ctx, run).await }
}
