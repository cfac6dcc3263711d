//! Take a help request, answer it, or close it without an answer.

use gridward_database::Tx;
use gridward_domain::Id;
use gridward_domain::help_requests::{HelpState, check_answer};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::help_request::{HelpRequestRecord, HelpRequestStanding, changing, tell};
use super::store;
use crate::{Ctx, Error};

/// Somebody sees to it.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TakeHelp {
    /// The revision the asker saw.
    pub rev: i64,
}

/// What whoever asked will read.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerHelp {
    /// The revision the asker saw.
    pub rev: i64,
    /// The answer, or why it is closed without one; 2 to 500 characters.
    pub answer: String,
}

/// Takes a request: whoever takes it sees to it. Somebody else may take it over.
pub fn take(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, input: TakeHelp) -> Result<HelpRequestStanding, Error> {
    let before = changing(tx, ctx, id, input.rev)?;
    let after = HelpRequestRecord {
        state: before.state.turned(HelpState::Taken)?,
        taken_at: Some(ctx.now),
        taken_by: Some(ctx.actor),
        rev: before.rev + 1,
        ..before
    };
    write(tx, ctx, &after, "help_requests.take")
}

/// Answers a request that was taken: whoever asked reads it on their page.
pub fn answer(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, input: &AnswerHelp) -> Result<HelpRequestStanding, Error> {
    end(tx, ctx, id, input, HelpState::Answered, "help_requests.answer")
}

/// Closes a request that is not acted on; whoever asked reads why.
pub fn close(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, input: &AnswerHelp) -> Result<HelpRequestStanding, Error> {
    end(tx, ctx, id, input, HelpState::Closed, "help_requests.close")
}

fn end(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    id: Id,
    input: &AnswerHelp,
    next: HelpState,
    verb: &'static str,
) -> Result<HelpRequestStanding, Error> {
    let before = changing(tx, ctx, id, input.rev)?;
    let state = before.state.turned(next)?;
    check_answer(&input.answer)?;
    let after = HelpRequestRecord {
        state,
        answer: Some(input.answer.trim().to_owned()),
        ended_at: Some(ctx.now),
        ended_by: Some(ctx.actor),
        rev: before.rev + 1,
        ..before
    };
    write(tx, ctx, &after, verb)
}

fn write(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    after: &HelpRequestRecord,
    verb: &'static str,
) -> Result<HelpRequestStanding, Error> {
    store::put(tx, ctx, after)?;
    tell(tx, ctx, after, verb)?;
    Ok(after.standing())
}
