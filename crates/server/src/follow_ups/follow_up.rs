//! A follow-up as stored and as shown, and whether the asker may know of it.

use gridward_database::Tx;
use gridward_domain::access::Verb;
use gridward_domain::directives::HowKnown;
use gridward_domain::follow_ups::{Contacts, FollowUpKind, FollowUpOutcome, FollowUpState};
use gridward_domain::{Id, Timestamp, faults as general};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::store;
use crate::{Ctx, Error};

/// A follow-up as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUpRecord {
    /// The follow-up.
    pub id: Id,
    /// The response it belongs to.
    pub response_id: Id,
    /// The plan it is due by.
    pub plan_id: Id,
    /// Whose it is.
    pub arrival_id: Id,
    /// The grid; the village, while nobody knows the grid.
    pub grid_id: Id,
    /// Its order number.
    pub grid_ord: i64,
    /// What groups those at one door: the household, or the place in words.
    pub door: String,
    /// Its day.
    pub due_on: Date,
    /// Its kind.
    pub kind: FollowUpKind,
    /// The slot of the care team that does it.
    pub slot: String,
    /// Where it stands.
    pub state: FollowUpState,
    /// What came of it last.
    pub outcome: Option<FollowUpOutcome>,
    /// How that is known.
    pub how_known: Option<HowKnown>,
    /// Tries at which nobody was found.
    pub tries: i64,
    /// When it was done.
    pub done_at: Option<Timestamp>,
    /// By whom.
    pub done_by: Option<Id>,
    /// Revision.
    pub rev: i64,
}

/// A follow-up as shown: what is due at a door, and for whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FollowUp {
    /// The follow-up.
    pub id: Id,
    /// The response it belongs to.
    pub response_id: Id,
    /// The plan it is due by.
    pub plan_id: Id,
    /// Whose it is.
    pub arrival_id: Id,
    /// Their name.
    pub name: String,
    /// The grid; the village, while nobody knows the grid.
    pub grid_id: Id,
    /// The household, where it is known: all that is due there is one knock.
    pub household_id: Option<Id>,
    /// The door, the hotel or the place in words.
    pub place: String,
    /// Its day.
    #[schema(value_type = String, format = Date)]
    pub due_on: Date,
    /// Its kind.
    pub kind: FollowUpKind,
    /// The slot of the care team that does it.
    pub slot: String,
    /// Where it stands.
    pub state: FollowUpState,
    /// What came of it last; absent while nobody has reported.
    pub outcome: Option<FollowUpOutcome>,
    /// How that is known.
    pub how_known: Option<HowKnown>,
    /// Tries at which nobody was found.
    pub tries: i64,
    /// When it was done.
    pub done_at: Option<Timestamp>,
    /// Revision.
    pub rev: i64,
}

/// What a report leaves: where the follow-up stands. It is kept with the op_id, so it names nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FollowUpStanding {
    /// The follow-up.
    pub id: Id,
    /// Where it stands.
    pub state: FollowUpState,
    /// Revision.
    pub rev: i64,
}

impl FollowUpRecord {
    /// What the rules look at, with the contacts of its plan that failed.
    pub(super) fn contacts(&self, failed: i64) -> Contacts {
        Contacts { state: self.state, tries: self.tries, failed }
    }

    /// Where it stands, without a word of whose it is.
    pub fn standing(&self) -> FollowUpStanding {
        FollowUpStanding { id: self.id, state: self.state, rev: self.rev }
    }
}

/// The follow-up, if the asker's posts reach its grid with `verb`; *not found* otherwise.
pub(super) fn reached(tx: &mut Tx<'_>, ctx: &Ctx, verb: Verb, id: Id) -> Result<FollowUpRecord, Error> {
    ctx.may_somewhere(verb)?;
    let ranges = ctx.ranges(verb);
    let found = store::find(tx, id)?.filter(|one| ranges.iter().any(|range| range.holds(one.grid_ord)));
    found.ok_or_else(|| general::NOT_FOUND.refuse().into())
}
