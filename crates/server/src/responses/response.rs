//! A response as it is shown, and whether the asker may know of it.

use gridward_database::Tx;
use gridward_domain::access::{Reach, Verb, reach};
use gridward_domain::areas::OrdRange;
use gridward_domain::responses::{ResponseState, ResponseTerms};
use gridward_domain::{Id, Timestamp, faults as general};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::store;
use crate::{Authority, Ctx, Error, audit};

/// A dated campaign that owns records of health and whereabouts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Response {
    /// The response.
    pub id: Id,
    /// What people call it.
    pub name: String,
    /// What its records are for.
    pub purpose: String,
    /// Where it stands.
    pub state: ResponseState,
    /// The rest; absent for whoever only has to know that it runs and what for.
    pub details: Option<ResponseDetails>,
}

/// What a response says of itself besides its name and purpose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ResponseDetails {
    /// The document that allows it.
    pub legal_basis: String,
    /// The programme whose rules hold; empty when none does yet.
    pub programme: String,
    /// The area it is for, with everything below.
    pub area_id: Id,
    /// That area's name.
    pub area_name: String,
    /// When it began.
    pub from_at: Timestamp,
    /// Days after its end on which what tells of persons is erased.
    pub retention_days: i64,
    /// Days for which backups are kept.
    pub backup_days: i64,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// By whom.
    pub opened_by: String,
    /// When it was closed, if it was.
    pub closed_at: Option<Timestamp>,
    /// By whom; empty while it is open.
    pub closed_by: String,
    /// Why; empty while it is open.
    pub closing_reason: String,
    /// Who was named as the witness of the erasing; empty while it is open.
    pub witness: String,
    /// The day on which its records are erased; absent while it is open.
    #[schema(value_type = Option<String>, format = Date)]
    pub erase_on: Option<Date>,
    /// Revision: a change names the one it saw.
    pub rev: i64,
}

/// A response as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredResponse {
    pub(crate) id: Id,
    pub(crate) state: ResponseState,
    pub(crate) terms: ResponseTerms,
    pub(crate) area_id: Id,
    pub(crate) area_name: String,
    pub(crate) range: OrdRange,
    pub(super) opened_at: Timestamp,
    pub(super) opened_by: String,
    pub(super) ended: Option<Ended>,
    pub(super) rev: i64,
}

/// How a response ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ended {
    pub(super) at: Timestamp,
    pub(super) by: String,
    pub(super) reason: String,
    pub(super) witness: String,
    pub(super) erase_on: Date,
}

impl StoredResponse {
    /// What the asker may know of it; nothing where the posts don't touch its area. Whoever reaches single households
    /// only learns its name and purpose.
    pub(super) fn shown_to(self, ctx: &Ctx) -> Option<Response> {
        if ctx.touches(Verb::ResponsesRead, self.range) {
            return Some(self.whole());
        }
        self.concerns_households_of(ctx).then(|| Response { details: None, ..self.whole() })
    }

    fn concerns_households_of(&self, ctx: &Ctx) -> bool {
        let Authority::Posts(posts) = &ctx.authority else { return false };
        let by_households = posts.iter().filter(|post| reach(post.role, Verb::ResponsesRead) == Reach::Households);
        by_households.into_iter().any(|post| post.range.touches(self.range))
    }

    /// All of it.
    pub(super) fn whole(self) -> Response {
        let terms = self.terms;
        let (closed_at, erase_on) =
            (self.ended.as_ref().map(|end| end.at), self.ended.as_ref().map(|end| end.erase_on));
        let (closed_by, closing_reason, witness) =
            self.ended.map_or_else(Default::default, |end| (end.by, end.reason, end.witness));
        let details = ResponseDetails {
            legal_basis: terms.legal_basis,
            programme: terms.programme,
            area_id: self.area_id,
            area_name: self.area_name,
            from_at: terms.from_at,
            retention_days: terms.retention_days,
            backup_days: terms.backup_days,
            opened_at: self.opened_at,
            opened_by: self.opened_by,
            closed_at,
            closed_by,
            closing_reason,
            witness,
            erase_on,
            rev: self.rev,
        };
        Response { id: self.id, name: terms.name, purpose: terms.purpose, state: self.state, details: Some(details) }
    }
}

/// The response with this identity, as far as the asker may know of it.
pub fn find(tx: &mut Tx<'_>, ctx: &Ctx, id: Id) -> Result<Response, Error> {
    ctx.may_somewhere(Verb::ResponsesRead)?;
    let shown = store::find(tx, id)?.and_then(|stored| stored.shown_to(ctx));
    shown.ok_or_else(|| general::NOT_FOUND.refuse().into())
}

/// The response whose records somebody wants to enter or change: known to the asker by `verb`, and open.
pub fn taking(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, verb: Verb) -> Result<StoredResponse, Error> {
    let stored = known(tx, ctx, id, verb)?;
    stored.state.takes_records()?;
    Ok(stored)
}

/// The open response with this identity, whoever asks: for what residents and their liaisons bring without seeing it.
pub(crate) fn running(tx: &mut Tx<'_>, id: Id) -> Result<StoredResponse, Error> {
    let stored = store::find(tx, id)?.ok_or_else(|| general::NOT_FOUND.at("response_id"))?;
    stored.state.takes_records()?;
    Ok(stored)
}

/// [`taking`], for what concerns the whole area of the response: a post that reaches only a part of it does not do.
pub(crate) fn taking_whole(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, verb: Verb) -> Result<StoredResponse, Error> {
    let stored = taking(tx, ctx, id, verb)?;
    ctx.may(verb, stored.range)?;
    Ok(stored)
}

/// The response whose records somebody wants to see or change by `verb`, whatever its state.
pub(crate) fn known(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, verb: Verb) -> Result<StoredResponse, Error> {
    ctx.may_somewhere(verb)?;
    let stored = store::find(tx, id)?.filter(|stored| ctx.touches(verb, stored.range));
    stored.ok_or_else(|| general::NOT_FOUND.at("response_id").into())
}

/// The newest open response whose area holds the area with this order number.
pub fn open_at(tx: &mut Tx<'_>, ord: i64) -> Result<Option<StoredResponse>, Error> {
    Ok(store::open_at(tx, ord)?)
}

/// The response for a change by one who may open and close it in the whole of its area, still as the asker saw it.
pub(super) fn changing(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, rev: i64) -> Result<StoredResponse, Error> {
    ctx.may_somewhere(Verb::ResponsesOpen)?;
    let stored = store::find(tx, id)?.ok_or_else(|| general::NOT_FOUND.refuse())?;
    ctx.may(Verb::ResponsesOpen, stored.range)?;
    if stored.rev != rev {
        return Err(general::CHANGED_MEANWHILE.at("rev").into());
    }
    Ok(stored)
}

/// Tells the feed and the audit log what happened to a response, and answers it as it is now. Reasons that people
/// write stay with the response and not in the log: one may name a person, and nothing can be erased from the log.
pub(super) fn told(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    id: Id,
    verbs: (&'static str, &'static str),
    detail: Value,
) -> Result<Response, Error> {
    let (verb, op) = verbs;
    let stored = store::find(tx, id)?.ok_or_else(|| Error::broken("a response is gone"))?;
    store::note(tx, &stored, op);
    let area_ord = stored.range.from;
    audit::note(tx, ctx, &audit::Entry { verb, noun: "responses", record: id, area_ord, reason: "", detail })?;
    Ok(stored.whole())
}
