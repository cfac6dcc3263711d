//! Routes of rule tables.

use axum::extract::State;
use gridward_domain::Id;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{
    BaseQuery, BaseRules, CheckRuleTable, DiscardRuleTable, EditRuleTable, NewRuleTable, PutTableInForce,
    RuleTableCheck, RuleTableQuery, RuleTableRecord, TrialQuery, WithdrawRuleTable,
};
use crate::http::{Answer, Asked, Body, Named, Problem};
use crate::listing::Page;
use crate::plans::ScreeningTrial;
use crate::{App, Ctx};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, draft))
        .routes(routes!(base))
        .routes(routes!(check))
        .routes(routes!(find, edit))
        .routes(routes!(discard))
        .routes(routes!(trial))
        .routes(routes!(put_in_force))
        .routes(routes!(withdraw))
}

/// The rule tables of a response, drafts among them.
#[utoipa::path(get, path = "/api/v1/rule_tables", tag = "rule_tables", operation_id = "list_rule_tables", params(RuleTableQuery), responses(
    (status = 200, description = "A page of tables", body = Page<RuleTableRecord>),
    Problem,
))]
async fn list(State(app): State<App>, ctx: Ctx, Asked(asked): Asked<RuleTableQuery>) -> Result<Answer, Problem> {
    app.query("rule_tables.list", ctx, move |tx, ctx| super::list(tx, ctx, &asked)).await
}

/// Begin a draft.
#[utoipa::path(post, path = "/api/v1/rule_tables", tag = "rule_tables", operation_id = "draft_rule_table", request_body = NewRuleTable, responses(
    (status = 200, description = "The draft", body = RuleTableRecord),
    Problem,
))]
async fn draft(State(app): State<App>, ctx: Ctx, Body(input): Body<NewRuleTable>) -> Result<Answer, Problem> {
    app.command("rule_tables.draft", ctx, move |tx, ctx| super::draft(tx, ctx, &input)).await
}

/// The rules that a table of a response adds to.
#[utoipa::path(get, path = "/api/v1/rule_tables/base", tag = "rule_tables", operation_id = "find_base_rules", params(BaseQuery), responses(
    (status = 200, description = "The rules of the response's programme", body = BaseRules),
    Problem,
))]
async fn base(State(app): State<App>, ctx: Ctx, Asked(asked): Asked<BaseQuery>) -> Result<Answer, Problem> {
    app.query("rule_tables.base", ctx, move |tx, ctx| super::base(tx, ctx, asked.response)).await
}

/// Check a table while it is typed in. Nothing is written.
#[utoipa::path(post, path = "/api/v1/rule_tables/check", tag = "rule_tables", operation_id = "check_rule_table", request_body = CheckRuleTable, responses(
    (status = 200, description = "What is to be mended, what is worth knowing, and the proposed sentences", body = RuleTableCheck),
    Problem,
))]
async fn check(State(app): State<App>, ctx: Ctx, Body(input): Body<CheckRuleTable>) -> Result<Answer, Problem> {
    app.query("rule_tables.check", ctx, move |tx, ctx| super::check(tx, ctx, &input)).await
}

/// One rule table.
#[utoipa::path(get, path = "/api/v1/rule_tables/{id}", tag = "rule_tables", operation_id = "find_rule_table", params(("id" = Id, Path, description = "The table")), responses(
    (status = 200, description = "The table", body = RuleTableRecord),
    Problem,
))]
async fn find(State(app): State<App>, ctx: Ctx, Named(id): Named<Id>) -> Result<Answer, Problem> {
    app.query("rule_tables.find", ctx, move |tx, ctx| super::find(tx, ctx, id)).await
}

/// Change a draft.
#[utoipa::path(put, path = "/api/v1/rule_tables/{id}", tag = "rule_tables", operation_id = "edit_rule_table", request_body = EditRuleTable, params(("id" = Id, Path, description = "The draft")), responses(
    (status = 200, description = "The draft", body = RuleTableRecord),
    Problem,
))]
async fn edit(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<EditRuleTable>,
) -> Result<Answer, Problem> {
    app.command("rule_tables.edit", ctx, move |tx, ctx| super::edit(tx, ctx, id, &input)).await
}

/// Throw a draft away.
#[utoipa::path(post, path = "/api/v1/rule_tables/{id}/discard", tag = "rule_tables", operation_id = "discard_rule_table",
    request_body = DiscardRuleTable, params(("id" = Id, Path, description = "The draft")), responses(
    (status = 200, description = "The draft as it was", body = RuleTableRecord),
    Problem,
))]
async fn discard(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<DiscardRuleTable>,
) -> Result<Answer, Problem> {
    app.command("rule_tables.discard", ctx, move |tx, ctx| super::discard(tx, ctx, id, input)).await
}

/// Try a table: what it would change for those who are here, grid by grid. Nothing is written.
#[utoipa::path(get, path = "/api/v1/rule_tables/{id}/trial", tag = "rule_tables", operation_id = "try_rule_table",
    params(TrialQuery, ("id" = Id, Path, description = "The table")), responses(
    (status = 200, description = "What it would change", body = ScreeningTrial),
    Problem,
))]
async fn trial(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Asked(asked): Asked<TrialQuery>,
) -> Result<Answer, Problem> {
    let tried = super::trial(&app, &ctx, id, asked).await;
    let told = tried.and_then(|trial| Ok(Answer(serde_json::to_string(&trial)?)));
    told.map_err(|error| Problem::of(&error, ctx.language, ctx.request))
}

/// Put a draft in force, now or at a later hour.
#[utoipa::path(post, path = "/api/v1/rule_tables/{id}/put-in-force", tag = "rule_tables", operation_id = "put_rule_table_in_force",
    request_body = PutTableInForce, params(("id" = Id, Path, description = "The draft")), responses(
    (status = 200, description = "The table, in force or scheduled", body = RuleTableRecord),
    Problem,
))]
async fn put_in_force(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<PutTableInForce>,
) -> Result<Answer, Problem> {
    app.command("rule_tables.put_in_force", ctx, move |tx, ctx| super::put_in_force(tx, ctx, id, input)).await
}

/// Take the table put in force last back, within the day.
#[utoipa::path(post, path = "/api/v1/rule_tables/{id}/withdraw", tag = "rule_tables", operation_id = "withdraw_rule_table",
    request_body = WithdrawRuleTable, params(("id" = Id, Path, description = "The table")), responses(
    (status = 200, description = "The table, taken back", body = RuleTableRecord),
    Problem,
))]
async fn withdraw(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<WithdrawRuleTable>,
) -> Result<Answer, Problem> {
    app.command("rule_tables.withdraw", ctx, move |tx, ctx| super::withdraw(tx, ctx, id, &input)).await
}
