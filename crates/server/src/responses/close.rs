//! Close a response: it takes no more records, and its retention begins.

use gridward_database::Tx;
use gridward_domain::Id;
use gridward_domain::responses::{Move, erase_on};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::response::{Response, changing, told};
use super::{faults, store};
use crate::{Ctx, Error, people};

/// The shortest reason, in characters.
const LEAST: usize = 4;

/// How a response ends.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CloseResponse {
    /// The revision the asker saw.
    pub rev: i64,
    /// Why; at least four characters.
    pub reason: String,
    /// Who will witness the erasing: somebody in service, other than the asker.
    pub witness_id: Id,
}

/// Closes a response. Its records are erased by themselves once so many days have passed; until then they can be seen,
/// not changed.
pub fn close(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, input: &CloseResponse) -> Result<Response, Error> {
    let before = changing(tx, ctx, id, input.rev)?;
    before.state.after(Move::Close)?;
    let reason = input.reason.trim();
    if reason.chars().count() < LEAST {
        return Err(faults::REASON_MISSING.at("reason").into());
    }
    if input.witness_id == ctx.actor || !people::in_service(tx, input.witness_id)? {
        return Err(faults::NO_WITNESS.at("witness_id").into());
    }
    let day = erase_on(ctx.zone.date(ctx.now), before.terms.retention_days);
    store::close(tx, id, ctx, (reason, input.witness_id, day))?;
    let detail = json!({ "erase_on": day, "witness": input.witness_id });
    told(tx, ctx, id, ("responses.close", "close"), detail)
}
