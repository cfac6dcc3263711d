//! Routes of sync.

use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{CommandAnswer, Snapshot, SyncCommand, SyncQuery};
use crate::audit::Seen;
use crate::households::seen;
use crate::http::{Answer, Asked, Body, Problem};
use crate::{App, Ctx, Error};

/// Commands of one delivery at most.
const MOST: usize = 50;

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(pull, push))
}

/// The commands of a phone's outbox.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Outbox {
    /// 1 to 50 commands, in the order they were written.
    commands: Vec<SyncCommand>,
}

/// What became of each command.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Answers {
    /// In the order of the commands.
    answers: Vec<CommandAnswer>,
}

/// What a phone may hold.
#[utoipa::path(get, path = "/api/v1/sync", tag = "sync", operation_id = "pull_sync", params(SyncQuery), responses(
    (status = 200, description = "What the asker's posts allow, or that nothing has changed", body = Snapshot),
    Problem,
))]
async fn pull(State(app): State<App>, ctx: Ctx, Asked(asked): Asked<SyncQuery>) -> Result<Answer, Problem> {
    let cache = app.sheets();
    app.reveal("sync.pull", ctx, move |tx, ctx| {
        let snapshot = super::pull(tx, ctx, &cache, &asked)?;
        let people = snapshot.people();
        let seen = people.map(|detail| Ok::<_, Error>(Seen { detail, ..seen::of_list(tx, ctx, None, 0)? }));
        Ok((snapshot, seen.transpose()?))
    })
    .await
}

/// Bring the work of a phone.
#[utoipa::path(post, path = "/api/v1/sync", tag = "sync", operation_id = "push_sync", request_body = Outbox, responses(
    (status = 200, description = "What became of each command", body = Answers),
    Problem,
))]
async fn push(State(app): State<App>, ctx: Ctx, Body(input): Body<Outbox>) -> Result<Answer, Problem> {
    let (language, request) = (ctx.language, ctx.request);
    super::check_size(input.commands.len(), MOST).map_err(|refusal| Problem::refused(&refusal, language, request))?;
    let answers = super::push::push(&app, ctx, input.commands).await;
    let answers = answers.map_err(|error| Problem::of(&error, language, request))?;
    let answers = serde_json::to_string(&Answers { answers });
    answers.map(Answer).map_err(|error| Problem::of(&error.into(), language, request))
}
