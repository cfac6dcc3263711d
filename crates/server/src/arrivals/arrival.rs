//! An arrival as stored and as shown, and whether the asker may know of it.

use gridward_database::{Change, Tx};
use gridward_domain::access::Verb;
use gridward_domain::areas::{AreaOrd, Level};
use gridward_domain::arrivals::{ArrivalChannel, ArrivalKeys, ArrivalState, OriginKind, VerifiedBy};
use gridward_domain::directives::HowKnown;
use gridward_domain::identity::{Document, DocumentKind, PersonName, Phone};
use gridward_domain::{Id, Timestamp, faults as general};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::{history, origin, store};
use crate::{Ctx, Error, audit, plans, responses};

/// An arrival with its numbers in the open: never leaves the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArrivalRecord {
    /// The arrival.
    pub id: Id,
    /// The response it belongs to.
    pub response_id: Id,
    /// Where it stands.
    pub state: ArrivalState,
    /// Who.
    pub name: PersonName,
    /// The identity document.
    pub document: Option<Document>,
    /// The phone.
    pub phone: Option<Phone>,
    /// Where they go.
    pub destination: Placed,
    /// Where they come from.
    pub origin: Origin,
    /// The day they are expected.
    pub expected_on: Option<Date>,
    /// The day they came.
    pub arrived_on: Option<Date>,
    /// The way it was registered.
    pub channel: ArrivalChannel,
    /// How the present state is known.
    pub how_known: HowKnown,
    /// How it was verified, if it was.
    pub verified_by: Option<VerifiedBy>,
    /// Who registered it; nobody for the returnee's own registration.
    pub registered_by: Option<Id>,
    /// When it was registered.
    pub registered_at: Timestamp,
    /// The hash of the code by which the returnee sees it.
    pub code_hash: Option<String>,
    /// The arrival of the one they travel with.
    pub companions_of: Option<Id>,
    /// The arrival that counts, where this one is a second registration.
    pub duplicate_of: Option<Id>,
    /// The place they went to instead; empty unless they went elsewhere.
    pub forwarded_to: String,
    /// When that place accepted; open until then.
    pub accepted_at: Option<Timestamp>,
    /// Revision.
    pub rev: i64,
}

/// Where somebody goes: a household or a place in words, in exactly one grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// The household, where it is known.
    pub household_id: Option<Id>,
    /// The door, the hotel or the place in words.
    pub place: String,
    /// The grid; the village, while nobody knows the grid.
    pub grid_id: Id,
    /// Its order number.
    pub grid_ord: i64,
    /// Its name.
    pub grid_name: String,
    /// Its level: a village is a gap that somebody closes.
    pub level: Level,
    /// The name of the village.
    pub village_name: String,
}

/// Where somebody comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// In words; may be empty.
    pub place: String,
    /// The official code, where it is known; empty otherwise.
    pub code: String,
    /// How far away it is from where they go.
    pub kind: OriginKind,
}

/// An arrival as shown: numbers masked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Arrival {
    /// The arrival.
    pub id: Id,
    /// The response it belongs to.
    pub response_id: Id,
    /// Where it stands.
    pub state: ArrivalState,
    /// The name.
    pub name: String,
    /// What kind of document they have.
    pub document_kind: Option<DocumentKind>,
    /// Its number, masked.
    pub document: Option<String>,
    /// The phone, masked.
    pub phone: Option<String>,
    /// The household they go to, where it is known.
    pub household_id: Option<Id>,
    /// The door, the hotel or the place in words.
    pub place: String,
    /// The grid; the village, while nobody knows the grid.
    pub grid_id: Id,
    /// The grid's name; empty while nobody knows the grid.
    pub grid_name: String,
    /// The village's name.
    pub village_name: String,
    /// Whether nobody knows the grid yet: somebody of the village has to say.
    pub gap: bool,
    /// Where they come from, in words.
    pub origin: String,
    /// The official code of where they come from; empty where it is not known.
    pub origin_code: String,
    /// How far away they come from.
    pub origin_kind: OriginKind,
    /// The day they are expected.
    #[schema(value_type = Option<String>, format = Date)]
    pub expected_on: Option<Date>,
    /// The day they came.
    #[schema(value_type = Option<String>, format = Date)]
    pub arrived_on: Option<Date>,
    /// The way it was registered.
    pub channel: ArrivalChannel,
    /// How the present state is known.
    pub how_known: HowKnown,
    /// How it was verified, if it was.
    pub verified_by: Option<VerifiedBy>,
    /// When it was registered.
    pub registered_at: Timestamp,
    /// The arrival of the one they travel with.
    pub companions_of: Option<Id>,
    /// The arrival that counts, where this one is a second registration.
    pub duplicate_of: Option<Id>,
    /// The place they went to instead; empty unless they went elsewhere.
    pub forwarded_to: String,
    /// When that place accepted; open until then.
    pub accepted_at: Option<Timestamp>,
    /// Revision: a change names the one it saw.
    pub rev: i64,
}

/// What a command leaves: where the arrival stands. It is kept with the op_id, so it names nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ArrivalStanding {
    /// The arrival.
    pub id: Id,
    /// Where it stands.
    pub state: ArrivalState,
    /// The grid it lies in; the village, while nobody knows the grid.
    pub grid_id: Id,
    /// Whether nobody knows the grid yet.
    pub gap: bool,
    /// The arrival that counts, where this one is a second registration.
    pub duplicate_of: Option<Id>,
    /// Revision.
    pub rev: i64,
}

impl Placed {
    /// Whether nobody knows the grid yet.
    pub fn is_gap(&self) -> bool {
        self.level < Level::Grid
    }

    /// The order number of the village.
    pub fn village_ord(&self) -> i64 {
        self.grid_ord - self.grid_ord % AreaOrd::span(Level::Village)
    }
}

impl ArrivalRecord {
    /// The day of return: past where it is known, else expected.
    pub fn back_on(&self) -> Option<Date> {
        self.arrived_on.or(self.expected_on)
    }

    /// The day they returned, where they count among those who did.
    pub fn returned_on(&self) -> Option<Date> {
        self.arrived_on.filter(|_| self.state.has_returned())
    }

    /// What it is compared with other registrations by.
    pub(super) fn keys(&self) -> ArrivalKeys<'_> {
        ArrivalKeys {
            document: self.document.as_ref().map_or("", |document| &document.number),
            name: &self.name.text,
            phone: self.phone.as_ref().map_or("", |phone| &phone.number),
            village: Some(self.destination.village_ord()),
            back_on: self.back_on(),
        }
    }

    /// What is kept before a change, numbers in full: to be sealed at once.
    pub(super) fn before(&self) -> Value {
        json!({
            "state": self.state, "name": self.name.text,
            "document": self.document.as_ref().map(|document| &document.number),
            "phone": self.phone.as_ref().map(|phone| &phone.number),
            "place": self.destination.place, "grid_id": self.destination.grid_id,
            "household_id": self.destination.household_id, "origin": self.origin.place, "origin_code": self.origin.code,
            "expected_on": self.expected_on, "arrived_on": self.arrived_on, "how_known": self.how_known, "rev": self.rev,
        })
    }

    /// Where it stands, without a word of who it is.
    pub fn standing(&self) -> ArrivalStanding {
        ArrivalStanding {
            id: self.id,
            state: self.state,
            grid_id: self.destination.grid_id,
            gap: self.destination.is_gap(),
            duplicate_of: self.duplicate_of,
            rev: self.rev,
        }
    }
}

impl From<&ArrivalRecord> for Arrival {
    fn from(record: &ArrivalRecord) -> Self {
        let destination = &record.destination;
        let gap = destination.is_gap();
        Self {
            id: record.id,
            response_id: record.response_id,
            state: record.state,
            name: record.name.text.clone(),
            document_kind: record.document.as_ref().map(|document| document.kind),
            document: record.document.as_ref().map(Document::masked),
            phone: record.phone.as_ref().map(Phone::masked),
            household_id: destination.household_id,
            place: destination.place.clone(),
            grid_id: destination.grid_id,
            grid_name: if gap { String::new() } else { destination.grid_name.clone() },
            village_name: destination.village_name.clone(),
            gap,
            origin: record.origin.place.clone(),
            origin_code: record.origin.code.clone(),
            origin_kind: record.origin.kind,
            expected_on: record.expected_on,
            arrived_on: record.arrived_on,
            channel: record.channel,
            how_known: record.how_known,
            verified_by: record.verified_by,
            registered_at: record.registered_at,
            companions_of: record.companions_of,
            duplicate_of: record.duplicate_of,
            forwarded_to: record.forwarded_to.clone(),
            accepted_at: record.accepted_at,
            rev: record.rev,
        }
    }
}

/// The arrival, if the asker's posts reach its grid with `verb`; *not found* otherwise.
pub(crate) fn reached(tx: &mut Tx<'_>, ctx: &Ctx, verb: Verb, id: Id) -> Result<ArrivalRecord, Error> {
    ctx.may_somewhere(verb)?;
    let record = store::find(tx, &ctx.keys, id)?.ok_or_else(|| general::NOT_FOUND.refuse())?;
    if ctx.ranges(verb).iter().any(|range| range.holds(record.destination.grid_ord)) {
        Ok(record)
    } else {
        Err(general::NOT_FOUND.refuse().into())
    }
}

/// The arrival for a change: in reach, and still as the asker saw it.
pub(super) fn changing(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, rev: i64) -> Result<ArrivalRecord, Error> {
    let record = reached(tx, ctx, Verb::ArrivalsDecide, id)?;
    if record.rev != rev {
        return Err(general::CHANGED_MEANWHILE.at("rev").into());
    }
    responses::running(tx, record.response_id)?;
    Ok(record)
}

/// What was done to an arrival, and why. The reason stays in its own history, which goes with the response; the audit
/// log, which stays, is told the deed alone.
#[derive(Debug, Clone, Copy)]
pub(super) struct Deed<'a> {
    /// The verb with its noun, such as `arrivals.verify`.
    pub(super) verb: &'static str,
    /// Why, in the actor's words.
    pub(super) reason: &'a str,
}

/// Writes a changed arrival with the counts it moves, its history, the feed and the audit log; its plans go along with it.
/// Whoever goes to another village may come from farther away than before.
pub(super) fn put(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    before: &ArrivalRecord,
    after: &ArrivalRecord,
    deed: Deed<'_>,
) -> Result<(), Error> {
    let mut settled = after.clone();
    if before.destination.village_ord() != after.destination.village_ord() {
        origin::settle(tx, &mut settled)?;
    }
    let after = &settled;
    store::put(tx, &ctx.keys, before, after)?;
    history::record(tx, ctx, after, deed, Some(before.before()))?;
    tell(tx, ctx, after, deed.verb)?;
    let left = before.destination.grid_ord;
    if left != after.destination.grid_ord {
        // Those who watch the grid they leave have to hear of it, too.
        let id = after.id.to_string();
        tx.note_change(Change { area: left, noun: "arrivals", id, rev: after.rev, op: "leave" });
    }
    plans::follow(tx, ctx, before, after)
}

/// Tells the feed and the audit log of a deed.
pub(super) fn tell(tx: &mut Tx<'_>, ctx: &Ctx, record: &ArrivalRecord, verb: &'static str) -> Result<(), Error> {
    let area_ord = record.destination.grid_ord;
    let op = verb.rsplit('.').next().unwrap_or(verb);
    tx.note_change(Change { area: area_ord, noun: "arrivals", id: record.id.to_string(), rev: record.rev, op });
    let detail = json!({ "response": record.response_id, "rev": record.rev });
    audit::note(tx, ctx, &audit::Entry { verb, noun: "arrivals", record: record.id, area_ord, reason: "", detail })
}
