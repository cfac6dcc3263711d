//! Withdraw a directive, or close it: its figures are frozen.

use gridward_database::Tx;
use gridward_domain::Id;
use gridward_domain::directives::Move;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::directive::{Directive, changing, tell};
use super::{faults, reach, store};
use crate::{Ctx, Error};

/// Why a directive ends.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EndDirective {
    /// The revision the asker saw.
    pub rev: i64,
    /// Why, or how it ended.
    pub reason: String,
}

/// Calls a directive back: nobody carries it out any more.
pub fn withdraw(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, input: &EndDirective) -> Result<Directive, Error> {
    end(tx, ctx, id, input, Move::Withdraw, ("directives.withdraw", "withdraw"))
}

/// Ends a directive: no more receipts are taken, and the doors left stay on record.
pub fn close(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, input: &EndDirective) -> Result<Directive, Error> {
    end(tx, ctx, id, input, Move::Close, ("directives.close", "close"))
}

fn end(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    id: Id,
    input: &EndDirective,
    step: Move,
    verbs: (&'static str, &'static str),
) -> Result<Directive, Error> {
    let before = changing(tx, ctx, id, input.rev)?;
    let state = before.state.after(step)?;
    let reason = input.reason.trim();
    if reason.is_empty() {
        return Err(faults::REASON_MISSING.at("reason").into());
    }
    let directive = Directive { state, ended_at: Some(ctx.now), rev: before.rev + 1, ..before };
    store::put(tx, &directive)?;
    reach::freeze(tx, &directive)?;
    tell(tx, ctx, &directive, verbs, reason, json!({ "version": directive.version }))?;
    Ok(directive)
}
