//! Take the list in force back: the one before it holds again, as if this one had never been.

use gridward_database::{Change, Tx};
use gridward_domain::access::Verb;
use gridward_domain::plans::Cause;
use gridward_domain::{Id, faults as general};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::list::StoredList;
use super::{faults, store};
use crate::responses::taking_whole;
use crate::{Ctx, Error, audit, plans};

/// The shortest reason, in characters.
const LEAST: usize = 4;

/// Why a list is taken back.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WithdrawList {
    /// Why; at least four characters.
    pub reason: String,
}

/// Takes a list back within the day. What people decided about texts meanwhile stays remembered.
pub fn withdraw(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, input: &WithdrawList) -> Result<StoredList, Error> {
    ctx.may_somewhere(Verb::RiskListsEdit)?;
    let list = store::find_list(tx, id)?.ok_or_else(|| general::NOT_FOUND.refuse())?;
    let response = taking_whole(tx, ctx, list.response_id, Verb::RiskListsEdit)?;
    let reason = input.reason.trim();
    if reason.chars().count() < LEAST {
        return Err(faults::REASON_MISSING.at("reason").into());
    }
    let newest = store::newest_list(tx, response.id)?;
    if newest.is_none_or(|newest| newest.id != id) || !list.can_be_taken_back(ctx.now) {
        return Err(faults::NOT_THE_NEWEST.refuse().into());
    }
    let touching = plans::places_of_list(tx, id)?;
    store::take_back(tx, id)?;
    plans::places_changed(tx, ctx, &response, (&touching, Cause::Facts))?;
    store::withdraw_list(tx, id, ctx.now, ctx.actor, reason)?;
    let area_ord = response.range.from;
    tx.note_change(Change { area: area_ord, noun: "risk_areas", id: id.to_string(), rev: 2, op: "withdraw" });
    let detail = json!({ "response": response.id });
    let entry =
        audit::Entry { verb: "risk_areas.withdraw", noun: "risk_areas", record: id, area_ord, reason: "", detail };
    audit::note(tx, ctx, &entry)?;
    store::find_list(tx, id)?.ok_or_else(|| Error::broken("a list is gone"))
}
