//! Put a table in force, now or at an hour until tomorrow night.

use gridward_database::Tx;
use gridward_domain::rule_tables::{FURTHEST_AHEAD, RuleTable};
use gridward_domain::{Id, Timestamp};
use jiff::ToSpan;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::check::must_be_sound;
use super::record::{RuleTableRecord, answer, draft_of, tell};
use super::{faults, store};
use crate::{Ctx, Error, plans};

/// When a table comes into force.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PutTableInForce {
    /// The revision the asker saw.
    pub rev: i64,
    /// From when on it holds; now when absent, at the latest at the end of tomorrow.
    #[serde(default)]
    pub at: Option<Timestamp>,
}

/// Puts a draft in force. From its hour on every decision goes by it, and everybody who is here is looked at again; it takes
/// the place of the table before it.
pub fn put_in_force(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, input: PutTableInForce) -> Result<RuleTableRecord, Error> {
    let (draft, response) = draft_of(tx, ctx, id, input.rev)?;
    must_be_sound(ctx, &response, &draft.table)?;
    let at = input.at.unwrap_or(ctx.now);
    let (version, before) = store::latest(tx, response.id)?;
    if at < ctx.now || before.is_some_and(|before| before >= at) || is_too_far(ctx, at) {
        return Err(faults::WRONG_MOMENT.at("at").into());
    }
    within_dates(ctx, &draft.table, at)?;
    let begun = (at == ctx.now).then_some(ctx.now);
    store::put_in_force(tx, ctx, (id, version + 1), (at, begun))?;
    if begun.is_some() {
        plans::rules_changed(tx, ctx, response.id)?;
    }
    let more = json!({ "version": version + 1, "in_force_at": at, "rows": draft.table.rows.len() });
    tell(tx, ctx, (id, draft.rev + 1, &response), "rule_tables.put_in_force", Some(&more))?;
    answer(tx, ctx, id)
}

fn is_too_far(ctx: &Ctx, at: Timestamp) -> bool {
    let last = ctx.zone.date(ctx.now).saturating_add(FURTHEST_AHEAD.days());
    ctx.zone.date(at) > last
}

/// Declines a moment at which the table does not hold by its own dates.
pub(super) fn within_dates(ctx: &Ctx, table: &RuleTable, at: Timestamp) -> Result<(), Error> {
    if table.holds(ctx.zone.date(at)) {
        return Ok(());
    }
    Err(faults::OUTSIDE_ITS_DATES.at("at").with("from_on", table.from_on).into())
}
