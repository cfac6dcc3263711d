//! Routes of help requests.

use axum::extract::State;
use gridward_domain::Id;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::list::seen_list;
use super::{AnswerHelp, HelpRequest, HelpRequestQuery, HelpRequestStanding, TakeHelp};
use crate::http::{Answer, Asked, Body, Named, Problem};
use crate::listing::Page;
use crate::{App, Ctx};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(take)).routes(routes!(answer)).routes(routes!(close))
}

/// What people under a measure ask for, the oldest first; complaints only where the asker's post is for a village or more.
#[utoipa::path(get, path = "/api/v1/help_requests", tag = "help_requests", operation_id = "list_help_requests", params(HelpRequestQuery), responses(
    (status = 200, description = "A page of help requests", body = Page<HelpRequest>),
    Problem,
))]
async fn list(State(app): State<App>, ctx: Ctx, Asked(asked): Asked<HelpRequestQuery>) -> Result<Answer, Problem> {
    app.reveal("help_requests.list", ctx, move |tx, ctx| {
        let page = super::list(tx, ctx, &asked)?;
        let seen = seen_list(tx, ctx, asked.area, page.items.len())?;
        Ok((page, seen))
    })
    .await
}

/// See to a help request, or take it over.
#[utoipa::path(post, path = "/api/v1/help_requests/{id}/take", tag = "help_requests", operation_id = "take_help_request", request_body = TakeHelp, params(("id" = Id, Path, description = "The help request")), responses(
    (status = 200, description = "Where the help request stands", body = HelpRequestStanding),
    Problem,
))]
async fn take(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<TakeHelp>,
) -> Result<Answer, Problem> {
    app.command("help_requests.take", ctx, move |tx, ctx| super::take(tx, ctx, id, input)).await
}

/// Answer a help request that was taken.
#[utoipa::path(post, path = "/api/v1/help_requests/{id}/answer", tag = "help_requests", operation_id = "answer_help_request", request_body = AnswerHelp, params(("id" = Id, Path, description = "The help request")), responses(
    (status = 200, description = "Where the help request stands", body = HelpRequestStanding),
    Problem,
))]
async fn answer(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<AnswerHelp>,
) -> Result<Answer, Problem> {
    app.command("help_requests.answer", ctx, move |tx, ctx| super::answer(tx, ctx, id, &input)).await
}

/// Close a help request that is not acted on, with the reason.
#[utoipa::path(post, path = "/api/v1/help_requests/{id}/close", tag = "help_requests", operation_id = "close_help_request", request_body = AnswerHelp, params(("id" = Id, Path, description = "The help request")), responses(
    (status = 200, description = "Where the help request stands", body = HelpRequestStanding),
    Problem,
))]
async fn close(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<AnswerHelp>,
) -> Result<Answer, Problem> {
    app.command("help_requests.close", ctx, move |tx, ctx| super::close(tx, ctx, id, &input)).await
}
