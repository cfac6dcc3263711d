//! Which changes a person is told of, and whether with the record.

use gridward_database::StoredChange;
use gridward_domain::access::Verb;
use gridward_domain::areas::{AreaOrd, OrdRange};
use serde::Serialize;

use crate::Ctx;

/// What a stream says about one change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Told {
    /// Its place in the feed.
    pub(super) seq: i64,
    /// The kind of record.
    noun: String,
    /// The record; absent where the person may not know of it and only sums move.
    id: Option<String>,
    /// The order number of the area.
    area: i64,
    /// What happened to it.
    op: String,
}

/// How far a person sees, by verb.
#[derive(Debug, Clone)]
pub(super) struct Sight {
    ctx: Ctx,
}

impl Sight {
    pub(super) fn of(ctx: Ctx) -> Self {
        Self { ctx }
    }

    /// What the person is told about a change; nothing outside of their reach.
    pub(super) fn told(&self, change: &StoredChange) -> Option<Told> {
        let known = self.reaches(verb_of(&change.noun), change);
        if !known && !self.reaches(Verb::AreasRead, change) {
            return None;
        }
        Some(Told {
            seq: change.seq,
            noun: change.noun.clone(),
            id: known.then(|| change.id.clone()),
            area: change.area,
            op: change.op.clone(),
        })
    }

    /// A change lies in reach, or in an area above that concerns everything below it: a directive for the whole town.
    fn reaches(&self, verb: Verb, change: &StoredChange) -> bool {
        let below = |range: &OrdRange| AreaOrd(range.from).lineage().contains(&change.area);
        let concerns_below = !matches!(
            change.noun.as_str(),
            "people"
                | "households"
                | "residents"
                | "arrivals"
                | "tips"
                | "plans"
                | "follow_ups"
                | "help_requests"
                | "screenings"
        );
        self.ctx.ranges(verb).iter().any(|range| range.holds(change.area) || (concerns_below && below(range)))
    }
}

/// The verb that lets somebody know of a record.
fn verb_of(noun: &str) -> Verb {
    match noun {
        "households" | "residents" => Verb::HouseholdsRead,
        "posts" | "coverage" => Verb::PostsRead,
        "directives" | "signatures" => Verb::DirectivesRead,
        "receipts" | "doors" => Verb::DoorsRead,
        "people" => Verb::PeopleEdit,
        "arrivals" | "tips" => Verb::ArrivalsRead,
        "plans" | "follow_ups" | "screenings" => Verb::PlansRead,
        "help_requests" => Verb::HelpRequestsAnswer,
        "responses" | "rule_tables" => Verb::ResponsesRead,
        "risk_areas" => Verb::RiskListsRead,
        _ => Verb::AreasRead,
    }
}
