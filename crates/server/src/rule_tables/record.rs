//! A table as stored and as shown, and whether the asker may know of it.

use gridward_database::{Change, Tx};
use gridward_domain::access::Verb;
use gridward_domain::programmes::Words;
use gridward_domain::rule_tables::{Holding, RuleTable, RuleTableState, TableName};
use gridward_domain::{Id, Timestamp, faults as general};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::{faults, store};
use crate::responses::{StoredResponse, known, taking_whole};
use crate::{Ctx, Error, audit};

/// A table as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StoredTable {
    pub(crate) id: Id,
    pub(super) response_id: Id,
    pub(crate) table: RuleTable,
    pub(super) drafted_at: Timestamp,
    pub(super) drafted_by: String,
    pub(super) version: i64,
    pub(super) put_by: String,
    pub(super) holding: Holding,
    pub(super) withdrawn_by: String,
    pub(super) withdrawn_reason: String,
    pub(super) rev: i64,
}

/// A rule table: draft, in force, or once in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RuleTableRecord {
    /// The table.
    pub id: Id,
    /// The response whose rules it adds to.
    pub response_id: Id,
    /// Where it stands now.
    pub state: RuleTableState,
    /// What was typed in.
    pub table: RuleTable,
    /// Which of the response's tables that came into force it is, from 1; 0 for a draft.
    pub version: i64,
    /// When the draft was begun.
    pub drafted_at: Timestamp,
    /// By whom.
    pub drafted_by: String,
    /// From when on it holds; absent for a draft.
    pub in_force_at: Option<Timestamp>,
    /// Who put it in force; empty for a draft.
    pub put_by: String,
    /// When it was taken back, if it was.
    pub withdrawn_at: Option<Timestamp>,
    /// By whom; empty unless it was taken back.
    pub withdrawn_by: String,
    /// Why; empty unless it was taken back.
    pub withdrawn_reason: String,
    /// Whether it can be taken back now.
    pub can_be_taken_back: bool,
    /// Revision: a change names the one it saw.
    pub rev: i64,
}

impl StoredTable {
    /// As it is shown at the time of the request.
    pub(super) fn shown(self, ctx: &Ctx) -> RuleTableRecord {
        RuleTableRecord {
            id: self.id,
            response_id: self.response_id,
            state: self.holding.state(ctx.now, &ctx.zone),
            version: self.version,
            drafted_at: self.drafted_at,
            drafted_by: self.drafted_by,
            in_force_at: self.holding.in_force_at,
            put_by: self.put_by,
            withdrawn_at: self.holding.withdrawn_at,
            withdrawn_by: self.withdrawn_by,
            withdrawn_reason: self.withdrawn_reason,
            can_be_taken_back: self.holding.can_be_taken_back(ctx.now),
            table: self.table,
            rev: self.rev,
        }
    }
}

/// What a table of a response is known by.
pub(crate) fn name_of(response: &StoredResponse, id: Id, version: i64) -> TableName {
    let by = &response.area_name;
    let version = u32::try_from(version).unwrap_or(u32::MAX);
    TableName { id, version, made_by: Words { zh: by.clone(), en: by.clone() } }
}

/// The table with its response, as far as the asker may know of them.
pub(super) fn seen(tx: &mut Tx<'_>, ctx: &Ctx, id: Id) -> Result<(StoredTable, StoredResponse), Error> {
    ctx.may_somewhere(Verb::ResponsesRead)?;
    let table = store::find(tx, id)?.ok_or_else(|| general::NOT_FOUND.refuse())?;
    let response = known(tx, ctx, table.response_id, Verb::ResponsesRead)?;
    Ok((table, response))
}

/// The table with its response for whoever sets the rules of the whole response, while it is open.
pub(super) fn reached(tx: &mut Tx<'_>, ctx: &Ctx, id: Id) -> Result<(StoredTable, StoredResponse), Error> {
    ctx.may_somewhere(Verb::ResponsesOpen)?;
    let table = store::find(tx, id)?.ok_or_else(|| general::NOT_FOUND.refuse())?;
    let response = taking_whole(tx, ctx, table.response_id, Verb::ResponsesOpen)?;
    Ok((table, response))
}

/// [`reached`], for a draft that is still as the asker saw it.
pub(super) fn draft_of(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, rev: i64) -> Result<(StoredTable, StoredResponse), Error> {
    let (table, response) = reached(tx, ctx, id)?;
    if table.holding.in_force_at.is_some() {
        return Err(faults::NOT_A_DRAFT.refuse().into());
    }
    if table.rev != rev {
        return Err(general::CHANGED_MEANWHILE.at("rev").into());
    }
    Ok((table, response))
}

/// Tells the feed and the audit log what happened to a table. What people wrote stays with the table and not in the log.
pub(super) fn tell(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    (id, rev, response): (Id, i64, &StoredResponse),
    verb: &'static str,
    more: Option<&Value>,
) -> Result<(), Error> {
    let op = verb.rsplit('.').next().unwrap_or(verb);
    let area_ord = response.range.from;
    tx.note_change(Change { area: area_ord, noun: "rule_tables", id: id.to_string(), rev, op });
    let detail = json!({ "response": response.id, "rev": rev, "more": more });
    audit::note(tx, ctx, &audit::Entry { verb, noun: "rule_tables", record: id, area_ord, reason: "", detail })
}

/// The table as it is now, for the answer of a command.
pub(super) fn answer(tx: &mut Tx<'_>, ctx: &Ctx, id: Id) -> Result<RuleTableRecord, Error> {
    let stored = store::find(tx, id)?.ok_or_else(|| Error::broken("a rule table is gone"))?;
    Ok(stored.shown(ctx))
}
