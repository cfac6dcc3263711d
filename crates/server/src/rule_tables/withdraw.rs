//! Take a table back within the day: the rules before it hold again, and those whom it touched are judged anew.

use gridward_database::Tx;
use gridward_domain::Id;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::record::{RuleTableRecord, answer, reached, tell};
use super::{faults, store};
use crate::{Ctx, Error, plans};

/// Why a table is taken back.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WithdrawRuleTable {
    /// Why; 4 to 200 characters.
    pub reason: String,
}

/// Takes the table put in force last back, before its hour or within 24 hours after it.
pub fn withdraw(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, input: &WithdrawRuleTable) -> Result<RuleTableRecord, Error> {
    let (table, response) = reached(tx, ctx, id)?;
    let reason = input.reason.trim();
    if !(4..=200).contains(&reason.chars().count()) {
        return Err(faults::REASON_MISSING.at("reason").into());
    }
    if !table.holding.can_be_taken_back(ctx.now) {
        return Err(faults::NOT_THE_NEWEST.refuse().into());
    }
    store::withdraw(tx, ctx, id, reason)?;
    // Before its hour nobody has gone by it.
    if let Some(at) = table.holding.in_force_at.filter(|at| *at <= ctx.now) {
        plans::rules_corrected(tx, ctx, response.id, at)?;
    }
    let more = json!({ "version": table.version });
    tell(tx, ctx, (id, table.rev + 1, &response), "rule_tables.withdraw", Some(&more))?;
    answer(tx, ctx, id)
}
