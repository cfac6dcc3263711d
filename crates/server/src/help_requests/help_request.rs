//! A help request as stored and as shown, and whether the asker may know of it.

use gridward_database::{Change, Tx};
use gridward_domain::access::Verb;
use gridward_domain::areas::{AreaOrd, Level};
use gridward_domain::help_requests::{HelpKind, HelpState};
use gridward_domain::{Id, Timestamp, faults as general};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::store;
use crate::{Ctx, Error, audit, responses};

/// A help request with its texts in the open: never leaves the server.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct HelpRequestRecord {
    pub(crate) id: Id,
    pub(crate) response_id: Id,
    pub(crate) arrival_id: Id,
    /// The number of the grid in which the arrival is now.
    pub(crate) grid_ord: i64,
    pub(crate) kind: HelpKind,
    pub(crate) state: HelpState,
    /// In the words of whoever asked; may be empty.
    pub(crate) told: String,
    pub(crate) asked_at: Timestamp,
    pub(crate) taken_at: Option<Timestamp>,
    pub(crate) taken_by: Option<Id>,
    /// The answer, or why it was closed without one.
    pub(crate) answer: Option<String>,
    pub(crate) ended_at: Option<Timestamp>,
    pub(crate) ended_by: Option<Id>,
    pub(crate) rev: i64,
}

/// A help request as shown to those who may answer it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HelpRequest {
    /// The request.
    pub id: Id,
    /// The response it belongs to.
    pub response_id: Id,
    /// Whose it is.
    pub arrival_id: Id,
    /// Their name.
    pub name: String,
    /// Their phone, masked.
    pub phone: Option<String>,
    /// The grid; the village, while nobody knows the grid.
    pub grid_id: Id,
    /// Its name.
    pub grid_name: String,
    /// The household, where it is known.
    pub household_id: Option<Id>,
    /// The door, the hotel or the place in words.
    pub place: String,
    /// What is asked for.
    pub kind: HelpKind,
    /// Where it stands.
    pub state: HelpState,
    /// In the words of whoever asked; may be empty.
    pub told: String,
    /// When it was asked.
    pub asked_at: Timestamp,
    /// When somebody took it.
    pub taken_at: Option<Timestamp>,
    /// Who sees to it; empty while nobody does.
    pub taken_by: String,
    /// The answer, or why it was closed without one.
    pub answer: Option<String>,
    /// When it was answered or closed.
    pub ended_at: Option<Timestamp>,
    /// Revision: a change names the one it saw.
    pub rev: i64,
}

/// What a command leaves: where the request stands. It is kept with the op_id, so it says nothing of what was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HelpRequestStanding {
    /// The request.
    pub id: Id,
    /// Where it stands.
    pub state: HelpState,
    /// Revision.
    pub rev: i64,
}

impl HelpRequestRecord {
    /// Where it stands, without a word of what was asked.
    pub(super) fn standing(&self) -> HelpRequestStanding {
        HelpRequestStanding { id: self.id, state: self.state, rev: self.rev }
    }
}

/// The request for a change: in a reach that may answer its kind, of an open response, and still as the asker saw it.
pub(super) fn changing(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, rev: i64) -> Result<HelpRequestRecord, Error> {
    ctx.may_somewhere(Verb::HelpRequestsAnswer)?;
    let ranges = ctx.ranges(Verb::HelpRequestsAnswer);
    let reached =
        |one: &HelpRequestRecord| ranges.iter().any(|range| range.holds(one.grid_ord) && one.kind.is_for(*range));
    let record = store::find(tx, ctx, id)?.filter(reached).ok_or_else(|| general::NOT_FOUND.refuse())?;
    if record.rev != rev {
        return Err(general::CHANGED_MEANWHILE.at("rev").into());
    }
    responses::running(tx, record.response_id)?;
    Ok(record)
}

/// Tells the feed and the audit log of a deed; neither is told what was asked. A complaint is a change of the village: whoever
/// works in the grid alone does not hear that there is one.
pub(super) fn tell(tx: &mut Tx<'_>, ctx: &Ctx, of: &HelpRequestRecord, verb: &'static str) -> Result<(), Error> {
    let (area_ord, op) = (of.grid_ord, verb.rsplit('.').next().unwrap_or(verb));
    let beyond_the_grid = area_ord - area_ord % AreaOrd::span(Level::Village);
    let area = if of.kind == HelpKind::Complaint { beyond_the_grid } else { area_ord };
    tx.note_change(Change { area, noun: "help_requests", id: of.id.to_string(), rev: of.rev, op });
    let detail = json!({ "response": of.response_id, "rev": of.rev });
    audit::note(tx, ctx, &audit::Entry { verb, noun: "help_requests", record: of.id, area_ord, reason: "", detail })
}
