//! Write a table: begin a draft, change it, throw it away.

use gridward_database::Tx;
use gridward_domain::Id;
use gridward_domain::access::Verb;
use gridward_domain::rule_tables::RuleTable;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::record::{RuleTableRecord, answer, draft_of, tell};
use super::{faults, store};
use crate::plans::Rules;
use crate::responses::taking_whole;
use crate::{Ctx, Error};

/// Rows that a draft may have while it is worked at; the check allows fewer.
const MOST_ROWS: usize = 200;
/// Bytes of a draft.
const MOST_BYTES: usize = 256 * 1024;
/// Drafts of a response.
const MOST_DRAFTS: i64 = 50;

/// A new draft.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRuleTable {
    /// The response whose rules it adds to.
    pub response_id: Id,
    /// What it says. It may still have faults.
    pub table: RuleTable,
}

/// What a draft says from now on.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EditRuleTable {
    /// The revision the asker saw.
    pub rev: i64,
    /// What it says. It may still have faults.
    pub table: RuleTable,
}

/// A draft that nobody needs.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DiscardRuleTable {
    /// The revision the asker saw.
    pub rev: i64,
}

/// Begins a draft.
pub fn draft(tx: &mut Tx<'_>, ctx: &Ctx, input: &NewRuleTable) -> Result<RuleTableRecord, Error> {
    let response = taking_whole(tx, ctx, input.response_id, Verb::ResponsesOpen)?;
    if Rules::base_of(&response).is_none() {
        return Err(faults::NO_PROGRAMME.refuse().into());
    }
    fits(&input.table)?;
    if store::drafts(tx, response.id)? >= MOST_DRAFTS {
        return Err(faults::TOO_MANY_DRAFTS.refuse().with("most", MOST_DRAFTS).into());
    }
    let id = ctx.ids.make();
    store::add(tx, ctx, (id, response.id), &input.table)?;
    tell(tx, ctx, (id, 1, &response), "rule_tables.draft", None)?;
    answer(tx, ctx, id)
}

/// Changes a draft.
pub fn edit(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, input: &EditRuleTable) -> Result<RuleTableRecord, Error> {
    let (before, response) = draft_of(tx, ctx, id, input.rev)?;
    fits(&input.table)?;
    store::put(tx, id, &input.table)?;
    tell(tx, ctx, (id, before.rev + 1, &response), "rule_tables.edit", None)?;
    answer(tx, ctx, id)
}

/// Throws a draft away. Answers it once more, as it was.
pub fn discard(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, input: DiscardRuleTable) -> Result<RuleTableRecord, Error> {
    let (before, response) = draft_of(tx, ctx, id, input.rev)?;
    store::remove(tx, id)?;
    tell(tx, ctx, (id, before.rev, &response), "rule_tables.discard", None)?;
    Ok(before.shown(ctx))
}

/// A draft may be faulty, not endless.
fn fits(table: &RuleTable) -> Result<(), Error> {
    if table.rows.len() > MOST_ROWS || serde_json::to_string(table)?.len() > MOST_BYTES {
        let refusal = faults::TOO_LARGE.at("table").with("rows", MOST_ROWS);
        return Err(refusal.with("kilobytes", MOST_BYTES / 1024).into());
    }
    Ok(())
}
