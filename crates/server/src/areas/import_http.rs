//! Routes that take whole files: divisions and boundaries.

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{DefaultBodyLimit, State};
use gridward_domain::areas::Division;
use gridward_domain::faults as general;
use gridward_formats::boundaries::read_boundaries;
use gridward_formats::divisions::read_divisions;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{Boundary, ImportOptions, ImportReport, LineProblem, ShapeProblem, ShapesReport, faults};
use crate::http::{Answer, Asked, Problem};
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
    let file = whole(body, &ctx)?;
    let read = read_divisions(&file).map_err(|error| bad_file(&ctx, error.sentence(ctx.language)))?;
    let rows: Vec<Division> = read
        .rows
        .into_iter()
        .map(|row| Division {
            line: row.line,
            code: row.code,
            name: row.name,
            parent_code: row.parent_code,
            level: row.level,
        })
        .collect();
    let language = ctx.language;
    let unread = read.problems.iter().map(|problem| LineProblem {
        line: problem.line,
        code: problem.code.to_owned(),
        message: language.pick(problem.zh, problem.en).to_owned(),
    });
    let unread: Vec<LineProblem> = unread.collect();
    let run = move |tx: &mut gridward_database::Tx<'_>, ctx: &Ctx| {
        let options = ImportOptions { dry_run: asked.dry_run, codes_from: None };
        let mut report = super::import(tx, ctx, &rows, options)?;
        report.problems.extend(unread.iter().cloned());
        Ok(report)
    };
    if asked.dry_run {
        app.query("areas.import.try", ctx, run).await
    } else {
        app.command("areas.import", ctx, run).await
    }
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
    let file = whole(body, &ctx)?;
    let language = ctx.language;
    let read = read_boundaries(&file).map_err(|error| {
        let (zh, en) = error.sentences();
        bad_file(&ctx, language.pick(zh, en).to_owned())
    })?;
    let unread = read.problems.iter().map(|problem| ShapeProblem {
        feature: problem.feature,
        code: problem.code.to_owned(),
        message: language.pick(problem.zh, problem.en).to_owned(),
    });
    let unread: Vec<ShapeProblem> = unread.collect();
    let own = |shape: gridward_formats::boundaries::Boundary| Boundary {
        key: shape.key,
        name: shape.name,
        geometry: shape.geometry,
        synthetic: shape.synthetic,
    };
    let shapes: Vec<Boundary> = read.shapes.into_iter().map(own).collect();
    let run = move |tx: &mut gridward_database::Tx<'_>, ctx: &Ctx| {
        let mut report = super::import_shapes(tx, ctx, &shapes, "geojson", asked.dry_run)?;
        report.problems.extend(unread.iter().cloned());
        Ok(report)
    };
    if asked.dry_run {
        app.query("areas.boundaries.try", ctx, run).await
    } else {
        app.command("areas.boundaries", ctx, run).await
    }
}

fn whole(body: Result<Bytes, BytesRejection>, ctx: &Ctx) -> Result<Bytes, Problem> {
    body.map_err(|_| Problem::refused(&general::TOO_LARGE.at("body").with("most", "20 MB"), ctx.language, ctx.request))
}

fn bad_file(ctx: &Ctx, why: String) -> Problem {
    let refusal = faults::BAD_FILE.at("body").with("why", why);
    Problem::of(&Error::from(refusal), ctx.language, ctx.request)
}
