//! Routes of the import.

use std::sync::Arc;

use axum::extract::multipart::Multipart;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use gridward_domain::{Fault, Id, Refusal};
use gridward_formats::workbook;
use parking_lot::Mutex;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{
    ImportFile, ImportOptions, Imported, Inspection, Mapping, Mode, NewMapping, PastImport, Preview, mappings, runs,
};
use crate::http::{Answer, Body, FileWanted, Named, Problem, file_of};
use crate::listing::Page;
use crate::{App, Ctx, Error};

/// The largest upload, in bytes.
const MOST: usize = 100 << 20;

static NO_FILE: Fault = Fault::new(
    "import_no_file",
    422,
    "没有收到文件，请选一个 .xlsx、.xls 或 .csv 文件再上传。",
    "No file arrived; choose an .xlsx, .xls or .csv file.",
);
static AREA_MISSING: &Fault = &crate::households::faults::AREA_MISSING;

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(upload))
        // The form around the file takes some bytes, too.
        .layer(DefaultBodyLimit::max(MOST + (1 << 20)))
        .routes(routes!(preview))
        .routes(routes!(run))
        .routes(routes!(forget))
        .routes(routes!(refused))
        .routes(routes!(list_mappings, save_mapping))
        .routes(routes!(remove_mapping))
        .routes(routes!(past))
}

/// How an import is to be run.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub(crate) struct RunInput {
    /// What happens to the good rows when others are not.
    mode: Mode,
    /// Where to, and which columns.
    #[serde(flatten)]
    options: ImportOptions,
}

/// Nothing more to say.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Done {}

/// Upload a ledger and look at it.
#[utoipa::path(post, path = "/api/v1/households/import", tag = "import", operation_id = "upload_ledger",
    request_body(content_type = "multipart/form-data", content = Vec<u8>), responses(
    (status = 200, description = "What was found", body = Inspection),
    Problem,
))]
async fn upload(State(app): State<App>, ctx: Ctx, form: Multipart) -> Result<Answer, Problem> {
    let (language, request, actor, now) = (ctx.language, ctx.request, ctx.actor, ctx.now);
    let wanted = FileWanted { missing: &NO_FILE, most: "100 MB" };
    let found = file_of(form, wanted).await;
    let (name, bytes) = found.map_err(|refusal| Problem::refused(&refusal, language, request))?;
    let id = app.ids().make();
    let file = ImportFile::Bytes(Arc::new(bytes));
    let (looked_at, called) = (file.clone(), name.clone());
    let found = app.db().read("import.inspect", move |tx| super::inspect(tx, &ctx, &looked_at, &called)).await;
    let mut inspection = found.map_err(|error: Error| Problem::of(&error, language, request))?;
    let ImportFile::Bytes(bytes) = file else { return Err(Problem::refused(&NO_FILE.refuse(), language, request)) };
    let bytes = Arc::unwrap_or_clone(bytes);
    let until = app.uploads().keep(id, actor, &name, bytes, now);
    inspection.expires_at = Some(until.map_err(|refusal| Problem::refused(&refusal, language, request))?);
    inspection.upload = Some(id);
    answer(&inspection, language, request)
}

fn answer<T: Serialize>(value: &T, language: gridward_domain::Language, request: Id) -> Result<Answer, Problem> {
    serde_json::to_string(value).map(Answer).map_err(|error| Problem::of(&error.into(), language, request))
}

/// See what an import would do.
#[utoipa::path(post, path = "/api/v1/households/import/{upload}/preview", tag = "import", operation_id = "preview_import",
    request_body = ImportOptions, params(("upload" = Id, Path, description = "The upload")), responses(
    (status = 200, description = "What would happen", body = Preview),
    Problem,
))]
async fn preview(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(options): Body<ImportOptions>,
) -> Result<Answer, Problem> {
    let (language, request) = (ctx.language, ctx.request);
    let declined = |refusal: Refusal| Problem::refused(&refusal, language, request);
    if options.area_id.is_none() {
        return Err(declined(AREA_MISSING.at("area_id")));
    }
    let (file, _) = app.uploads().find(id, ctx.actor, ctx.now).map_err(declined)?;
    let seen = app.db().read("import.preview", move |tx| super::preview(tx, &ctx, &file, &options)).await;
    let seen = seen.map_err(|error: Error| Problem::of(&error, language, request))?;
    app.uploads().keep_left(id, seen.not_taken, false);
    answer(&seen.preview, language, request)
}

/// Import: all good rows in one transaction, or none.
#[utoipa::path(post, path = "/api/v1/households/import/{upload}/run", tag = "import", operation_id = "run_import",
    request_body = RunInput, params(("upload" = Id, Path, description = "The upload")), responses(
    (status = 200, description = "What was done", body = Imported),
    Problem,
))]
async fn run(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<RunInput>,
) -> Result<Answer, Problem> {
    let found = app.uploads().find(id, ctx.actor, ctx.now);
    let left = Arc::new(Mutex::new(None));
    let keep = Arc::clone(&left);
    let answer = app
        .command("households.import", ctx, move |tx, ctx| {
            // A repeat of the command is answered from its first run, when the file is gone already.
            let (file, name) = found.clone()?;
            let done = super::run(tx, ctx, &file, &name, &input.options, input.mode)?;
            *keep.lock() = Some((done.not_taken, done.imported.imported));
            Ok(done.imported)
        })
        .await?;
    // Only now are the rows durable, and the file can go.
    if let Some((not_taken, imported)) = left.lock().take() {
        app.uploads().keep_left(id, not_taken, imported);
    }
    Ok(answer)
}

/// The rows of the last preview or run that were not taken, the reasons beside each.
#[utoipa::path(get, path = "/api/v1/households/import/{upload}/refused", tag = "import", operation_id = "refused_rows",
    params(("upload" = Id, Path, description = "The upload")), responses(
    (status = 200, description = "A workbook", body = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    Problem,
))]
async fn refused(State(app): State<App>, ctx: Ctx, Named(id): Named<Id>) -> Result<Response, Problem> {
    let (language, request) = (ctx.language, ctx.request);
    let left = app.uploads().left(id, ctx.actor, ctx.now);
    let left = left.map_err(|refusal| Problem::refused(&refusal, language, request))?;
    let book = workbook::refused_rows(&left.columns, &left.rows, language);
    let book = book.map_err(|error| Problem::of(&Error::broken(error), language, request))?;
    let rows = left.rows.len();
    app.disclose("import.refused", ctx, move |tx, ctx| super::runs::note_download(tx, ctx, id, rows)).await?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let file = "attachment; filename=\"refused.xlsx\"";
    Ok(([(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, file), (CACHE_CONTROL, "no-store")], book).into_response())
}

/// Forget an upload.
#[utoipa::path(delete, path = "/api/v1/households/import/{upload}", tag = "import", operation_id = "forget_upload",
    params(("upload" = Id, Path, description = "The upload")), responses(
    (status = 200, description = "Forgotten", body = Done),
    Problem,
))]
async fn forget(State(app): State<App>, ctx: Ctx, Named(id): Named<Id>) -> Result<Answer, Problem> {
    app.uploads().forget(id, ctx.actor);
    answer(&Done {}, ctx.language, ctx.request)
}

/// Saved mappings, newest first.
#[utoipa::path(get, path = "/api/v1/households/import/mappings", tag = "import", operation_id = "list_mappings", responses(
    (status = 200, description = "The mappings", body = Page<Mapping>),
    Problem,
))]
async fn list_mappings(State(app): State<App>, ctx: Ctx) -> Result<Answer, Problem> {
    app.query("import.mappings", ctx, mappings::mappings).await
}

/// Save a mapping for the next file with the same heads.
#[utoipa::path(post, path = "/api/v1/households/import/mappings", tag = "import", operation_id = "save_mapping", request_body = NewMapping, responses(
    (status = 200, description = "The mapping", body = Mapping),
    Problem,
))]
async fn save_mapping(State(app): State<App>, ctx: Ctx, Body(input): Body<NewMapping>) -> Result<Answer, Problem> {
    app.command("import.save_mapping", ctx, move |tx, ctx| mappings::save_mapping(tx, ctx, &input)).await
}

/// Remove a saved mapping.
#[utoipa::path(delete, path = "/api/v1/households/import/mappings/{id}", tag = "import", operation_id = "remove_mapping",
    params(("id" = Id, Path, description = "The mapping")), responses(
    (status = 200, description = "Removed", body = Done),
    Problem,
))]
async fn remove_mapping(State(app): State<App>, ctx: Ctx, Named(id): Named<Id>) -> Result<Answer, Problem> {
    app.command("import.remove_mapping", ctx, move |tx, ctx| mappings::remove_mapping(tx, ctx, id).map(|()| Done {}))
        .await
}

/// The newest 50 imports.
#[utoipa::path(get, path = "/api/v1/households/import/runs", tag = "import", operation_id = "past_imports", responses(
    (status = 200, description = "The imports", body = Page<PastImport>),
    Problem,
))]
async fn past(State(app): State<App>, ctx: Ctx) -> Result<Answer, Problem> {
    app.query("import.runs", ctx, runs::past_imports).await
}
