//! Routes of directives.

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use gridward_domain::Id;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{
    AmendDirective, Curve, Delivery, Directive, DirectiveDoor, DirectiveQuery, DoorQuery, EditDraft, EndDirective,
    ExportLink, ExportReach, IssueDirective, LateItem, NewDirective, Paper, PaperQuery, RECEIPTS, ReachQuery,
    ReachTable, ReceiptCommand, SignDirective, Signatures, Signed, Version,
};
use crate::households::seen;
use crate::http::{Answer, Asked, Body, Named, Problem};
use crate::listing::Page;
use crate::sync::CommandAnswer;
use crate::{App, Ctx, Error, sync};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, draft))
        .routes(routes!(find, edit))
        .routes(routes!(issue))
        .routes(routes!(amend))
        .routes(routes!(withdraw))
        .routes(routes!(close))
        .routes(routes!(versions))
        .routes(routes!(signatures, sign))
        .routes(routes!(reach))
        .routes(routes!(curve))
        .routes(routes!(late))
        .routes(routes!(doors))
        .routes(routes!(paper))
        .routes(routes!(export))
        .routes(routes!(exported))
        .routes(routes!(record))
}

/// What is overdue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct LateItems {
    /// The longest overdue first; 500 at most.
    items: Vec<LateItem>,
}

/// Receipts brought together.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewReceipts {
    /// 1 to 200 receipts, each with an op_id of its own.
    receipts: Vec<ReceiptCommand>,
}

/// What became of each receipt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct ReceiptAnswers {
    /// In the order of the receipts.
    answers: Vec<CommandAnswer>,
}

/// Directives I may know of, newest first.
#[utoipa::path(get, path = "/api/v1/directives", tag = "directives", operation_id = "list_directives", params(DirectiveQuery), responses(
    (status = 200, description = "A page of directives", body = Page<Directive>),
    Problem,
))]
async fn list(State(app): State<App>, ctx: Ctx, Asked(asked): Asked<DirectiveQuery>) -> Result<Answer, Problem> {
    app.query("directives.list", ctx, move |tx, ctx| super::list(tx, ctx, &asked)).await
}

/// Draft a directive.
#[utoipa::path(post, path = "/api/v1/directives", tag = "directives", operation_id = "draft_directive", request_body = NewDirective, responses(
    (status = 200, description = "The draft", body = Directive),
    Problem,
))]
async fn draft(State(app): State<App>, ctx: Ctx, Body(input): Body<NewDirective>) -> Result<Answer, Problem> {
    app.command("directives.draft", ctx, move |tx, ctx| super::draft(tx, ctx, &input)).await
}

/// One directive.
#[utoipa::path(get, path = "/api/v1/directives/{id}", tag = "directives", operation_id = "find_directive", params(("id" = Id, Path, description = "The directive")), responses(
    (status = 200, description = "The directive", body = Directive),
    Problem,
))]
async fn find(State(app): State<App>, ctx: Ctx, Named(id): Named<Id>) -> Result<Answer, Problem> {
    app.query("directives.find", ctx, move |tx, ctx| super::find(tx, ctx, id)).await
}

/// Change a draft.
#[utoipa::path(put, path = "/api/v1/directives/{id}", tag = "directives", operation_id = "edit_draft", request_body = EditDraft, params(("id" = Id, Path, description = "The directive")), responses(
    (status = 200, description = "The draft", body = Directive),
    Problem,
))]
async fn edit(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<EditDraft>,
) -> Result<Answer, Problem> {
    app.command("directives.edit", ctx, move |tx, ctx| super::edit(tx, ctx, id, &input)).await
}

/// Issue a draft.
#[utoipa::path(post, path = "/api/v1/directives/{id}/issue", tag = "directives", operation_id = "issue_directive", request_body = IssueDirective, params(("id" = Id, Path, description = "The directive")), responses(
    (status = 200, description = "The directive, in force", body = Directive),
    Problem,
))]
async fn issue(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<IssueDirective>,
) -> Result<Answer, Problem> {
    app.command("directives.issue", ctx, move |tx, ctx| super::issue(tx, ctx, id, input)).await
}

/// Put a new wording in force.
#[utoipa::path(post, path = "/api/v1/directives/{id}/amend", tag = "directives", operation_id = "amend_directive", request_body = AmendDirective, params(("id" = Id, Path, description = "The directive")), responses(
    (status = 200, description = "The directive with its new version", body = Directive),
    Problem,
))]
async fn amend(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<AmendDirective>,
) -> Result<Answer, Problem> {
    app.command("directives.amend", ctx, move |tx, ctx| super::amend(tx, ctx, id, &input)).await
}

/// Call a directive back.
#[utoipa::path(post, path = "/api/v1/directives/{id}/withdraw", tag = "directives", operation_id = "withdraw_directive", request_body = EndDirective, params(("id" = Id, Path, description = "The directive")), responses(
    (status = 200, description = "The directive", body = Directive),
    Problem,
))]
async fn withdraw(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<EndDirective>,
) -> Result<Answer, Problem> {
    app.command("directives.withdraw", ctx, move |tx, ctx| super::withdraw(tx, ctx, id, &input)).await
}

/// Close a directive.
#[utoipa::path(post, path = "/api/v1/directives/{id}/close", tag = "directives", operation_id = "close_directive", request_body = EndDirective, params(("id" = Id, Path, description = "The directive")), responses(
    (status = 200, description = "The directive", body = Directive),
    Problem,
))]
async fn close(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<EndDirective>,
) -> Result<Answer, Problem> {
    app.command("directives.close", ctx, move |tx, ctx| super::close(tx, ctx, id, &input)).await
}

/// The wordings a directive has had.
#[utoipa::path(get, path = "/api/v1/directives/{id}/versions", tag = "directives", operation_id = "list_directive_versions", params(("id" = Id, Path, description = "The directive")), responses(
    (status = 200, description = "Newest first", body = Vec<Version>),
    Problem,
))]
async fn versions(State(app): State<App>, ctx: Ctx, Named(id): Named<Id>) -> Result<Answer, Problem> {
    app.query("directives.versions", ctx, move |tx, ctx| super::versions(tx, ctx, id)).await
}

/// Who has signed, tier by tier.
#[utoipa::path(get, path = "/api/v1/directives/{id}/signatures", tag = "directives", operation_id = "list_signatures", params(("id" = Id, Path, description = "The directive")), responses(
    (status = 200, description = "The tiers' signatures", body = Signatures),
    Problem,
))]
async fn signatures(State(app): State<App>, ctx: Ctx, Named(id): Named<Id>) -> Result<Answer, Problem> {
    let cache = app.sheets();
    app.query("directives.signatures", ctx, move |tx, ctx| super::signatures(tx, ctx, &cache, id)).await
}

/// Sign for an area.
#[utoipa::path(post, path = "/api/v1/directives/{id}/signatures", tag = "directives", operation_id = "sign_directive", request_body = SignDirective, params(("id" = Id, Path, description = "The directive")), responses(
    (status = 200, description = "The signature", body = Signed),
    Problem,
))]
async fn sign(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<SignDirective>,
) -> Result<Answer, Problem> {
    app.command("directives.sign", ctx, move |tx, ctx| super::sign(tx, ctx, id, input)).await
}

/// How far it has come.
#[utoipa::path(get, path = "/api/v1/directives/{id}/reach", tag = "directives", operation_id = "find_reach", params(("id" = Id, Path, description = "The directive"), ReachQuery), responses(
    (status = 200, description = "The reach table", body = ReachTable),
    Problem,
))]
async fn reach(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Asked(asked): Asked<ReachQuery>,
) -> Result<Answer, Problem> {
    let cache = app.sheets();
    app.query("directives.reach", ctx, move |tx, ctx| super::reach(tx, ctx, &cache, id, asked)).await
}

/// How far each village had come by when.
#[utoipa::path(get, path = "/api/v1/directives/{id}/curve", tag = "directives", operation_id = "find_reach_curve", params(("id" = Id, Path, description = "The directive")), responses(
    (status = 200, description = "Progress over time", body = Curve),
    Problem,
))]
async fn curve(State(app): State<App>, ctx: Ctx, Named(id): Named<Id>) -> Result<Answer, Problem> {
    let cache = app.sheets();
    app.query("directives.curve", ctx, move |tx, ctx| super::curve(tx, ctx, &cache, id)).await
}

/// What is overdue, and who must act.
#[utoipa::path(get, path = "/api/v1/directives/{id}/late", tag = "directives", operation_id = "list_late", params(("id" = Id, Path, description = "The directive")), responses(
    (status = 200, description = "Overdue work", body = LateItems),
    Problem,
))]
async fn late(State(app): State<App>, ctx: Ctx, Named(id): Named<Id>) -> Result<Answer, Problem> {
    let cache = app.sheets();
    app.query("directives.late", ctx, move |tx, ctx| {
        let items = super::late(tx, ctx, &cache, id)?;
        Ok(LateItems { items })
    })
    .await
}

/// The doors of a directive, with who should go.
#[utoipa::path(get, path = "/api/v1/directives/{id}/doors", tag = "directives", operation_id = "list_doors", params(("id" = Id, Path, description = "The directive"), DoorQuery), responses(
    (status = 200, description = "A page of doors", body = Page<DirectiveDoor>),
    Problem,
))]
async fn doors(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Asked(asked): Asked<DoorQuery>,
) -> Result<Answer, Problem> {
    let cache = app.sheets();
    app.reveal("directives.doors", ctx, move |tx, ctx| {
        let page = super::doors(tx, ctx, &cache, id, &asked)?;
        let seen = seen::of_list(tx, ctx, asked.area, page.items.len())?;
        Ok((page, seen))
    })
    .await
}

/// A liaison's sheet to print.
#[utoipa::path(get, path = "/api/v1/directives/{id}/sheet", tag = "directives", operation_id = "find_liaison_sheet", params(("id" = Id, Path, description = "The directive"), PaperQuery), responses(
    (status = 200, description = "The sheet", body = Paper),
    Problem,
))]
async fn paper(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Asked(asked): Asked<PaperQuery>,
) -> Result<Answer, Problem> {
    let cache = app.sheets();
    app.reveal("directives.sheet", ctx, move |tx, ctx| {
        let paper = super::paper(tx, ctx, &cache, id, &asked)?;
        let seen = seen::of_list(tx, ctx, None, paper.households.len())?;
        Ok((paper, seen))
    })
    .await
}

/// Ask for the reach table as a file.
#[utoipa::path(post, path = "/api/v1/directives/{id}/export", tag = "directives", operation_id = "export_reach", request_body = ExportReach, params(("id" = Id, Path, description = "The directive")), responses(
    (status = 200, description = "Where the file is fetched", body = ExportLink),
    Problem,
))]
async fn export(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<ExportReach>,
) -> Result<Answer, Problem> {
    app.command("directives.export", ctx, move |tx, ctx| super::export(tx, ctx, id, &input)).await
}

/// Fetch an exported file.
#[utoipa::path(get, path = "/api/v1/exports/{id}", tag = "directives", operation_id = "fetch_export", params(("id" = Id, Path, description = "The export")), responses(
    (status = 200, description = "The workbook", body = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    Problem,
))]
async fn exported(State(app): State<App>, ctx: Ctx, Named(id): Named<Id>) -> Result<Response, Problem> {
    let (language, request) = (ctx.language, ctx.request);
    let cache = app.sheets();
    let file = app.db().read("directives.exported", move |tx| super::exported(tx, &ctx, &cache, id)).await;
    let file = file.map_err(|error: Error| Problem::of(&error, language, request))?;
    let headers = [
        (CONTENT_TYPE, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (CONTENT_DISPOSITION, "attachment; filename=\"reach.xlsx\""),
        (CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, file.bytes).into_response())
}

/// Bring receipts from doors.
#[utoipa::path(post, path = "/api/v1/receipts", tag = "directives", operation_id = "record_receipts", request_body = NewReceipts, responses(
    (status = 200, description = "What became of each", body = ReceiptAnswers),
    Problem,
))]
async fn record(State(app): State<App>, ctx: Ctx, Body(input): Body<NewReceipts>) -> Result<Answer, Problem> {
    let (language, request) = (ctx.language, ctx.request);
    sync::check_size(input.receipts.len(), 200).map_err(|refusal| Problem::refused(&refusal, language, request))?;
    let ops: Vec<Id> = input.receipts.iter().map(|receipt| receipt.op_id).collect();
    let delivery = Delivery { ctx, receipts: input.receipts };
    let taken = app.db().write_together(&RECEIPTS, delivery).await;
    let taken = taken.map_err(|error| Problem::of(&error, language, request))?;
    let answers = ops.into_iter().zip(taken).map(|(op, taken)| CommandAnswer::of_receipt(op, taken, language));
    let answers = ReceiptAnswers { answers: answers.collect() };
    serde_json::to_string(&answers).map(Answer).map_err(|error| Problem::of(&error.into(), language, request))
}
