//! A plan as stored and as shown, and whether the asker may know of it.

use gridward_database::{Change, Tx};
use gridward_domain::access::Verb;
use gridward_domain::assessment::{AlsoMatched, Ask, AskWhy, DatedPhase, Plan as Dates};
use gridward_domain::plans::{PlanState, WhyEnded};
use gridward_domain::programmes::{Demand, ExposureClass, PhaseKind, Words};
use gridward_domain::risk_areas::{Certainty, RiskLevel};
use gridward_domain::{Id, Language, Timestamp, faults as general};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::store;
use crate::arrivals::ArrivalStay;
use crate::{Ctx, Error, audit, responses};

/// A plan as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanRecord {
    /// The plan.
    pub id: Id,
    /// The response it belongs to.
    pub response_id: Id,
    /// Whose it is.
    pub arrival_id: Id,
    /// The grid; the village, while nobody knows the grid.
    pub grid_id: Id,
    /// Its order number.
    pub grid_ord: i64,
    /// Where it stands.
    pub state: PlanState,
    /// The rule that decided.
    pub by: DecidedBy,
    /// How sure the match is; nothing where the stay itself has to be asked about.
    pub certainty: Certainty,
    /// What the match rests on: the same one is not asked about twice.
    pub match_key: String,
    /// The day its days count from.
    pub day_one: Option<Date>,
    /// The first day without a measure.
    pub release_on: Option<Date>,
    /// The phases with their dates.
    pub phases: Vec<DatedPhase>,
    /// The days on which a test is due.
    pub tests: Vec<Date>,
    /// What it demands.
    pub demand: Demand,
    /// What it says to people.
    pub told: Told,
    /// Contacts that failed since the person was met last.
    pub failed: i64,
    /// When it was decided.
    pub decided_at: Timestamp,
    /// Who confirmed the match, where one had to be confirmed.
    pub confirmed_by: Option<Id>,
    /// When it was superseded, released, rejected or ended.
    pub ended_at: Option<Timestamp>,
    /// The plan that took its place.
    pub superseded_by: Option<Id>,
    /// Why it ended before its time.
    pub why: Option<WhyEnded>,
    /// In the words of whoever decided; may be empty.
    pub reason: String,
    /// Revision.
    pub rev: i64,
}

/// Which rule of which set decided.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DecidedBy {
    /// The programme, such as `covid19`.
    pub programme: String,
    /// The rule set the rule stands in.
    pub rule_set: String,
    /// The revision of the set's data.
    pub revision: i64,
    /// The rule; empty where none was found.
    pub rule: String,
    /// Its class.
    pub class: Option<ExposureClass>,
}

/// What a plan says to people, in both languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// The sentences for the resident.
    pub sentences: Vec<Words>,
    /// The sentences from the moment on when a person has confirmed a possible match.
    pub once_confirmed: Vec<Words>,
    /// The document and where in it.
    pub source: Option<Words>,
    /// The other rules that matched.
    pub also_matched: Vec<AlsoMatched>,
    /// Stays that a person has to be asked about.
    pub ask: Vec<Ask>,
    /// What it rests on: the stay beside the listed place, or the stays that have to be asked about.
    #[serde(default)]
    pub grounds: Vec<PlanGround>,
}

/// What a plan rests on, as it was when it was decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PlanGround {
    /// The stay as it was told; absent where an exposure decided.
    pub stay: Option<ArrivalStay>,
    /// The listed place in the list's own words; absent where none decided.
    pub place: Option<String>,
    /// Its level.
    pub level: Option<RiskLevel>,
    /// Why the stay has to be asked about; absent where it matched.
    pub why: Option<AskWhy>,
}

/// A plan as shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Plan {
    /// The plan.
    pub id: Id,
    /// The response it belongs to.
    pub response_id: Id,
    /// Whose it is.
    pub arrival_id: Id,
    /// Their name.
    pub name: String,
    /// The grid; the village, while nobody knows the grid.
    pub grid_id: Id,
    /// Its name.
    pub grid_name: String,
    /// Where it stands.
    pub state: PlanState,
    /// The programme, such as `covid19`.
    pub programme: String,
    /// The rule set the rule stands in.
    pub rule_set: String,
    /// The revision of the set's data.
    pub revision: i64,
    /// The rule; empty where the stay has to be asked about first.
    pub rule: String,
    /// Its class of exposure.
    pub class: Option<ExposureClass>,
    /// How sure the match is.
    pub certainty: Certainty,
    /// Whether a person confirmed the match.
    pub confirmed: bool,
    /// The day its days count from.
    #[schema(value_type = Option<String>, format = Date)]
    pub day_one: Option<Date>,
    /// The first day without a measure.
    #[schema(value_type = Option<String>, format = Date)]
    pub release_on: Option<Date>,
    /// The phases with their dates.
    pub phases: Vec<DatedPhase>,
    /// The days on which a test is due.
    #[schema(value_type = Vec<String>)]
    pub tests: Vec<Date>,
    /// The sentences for the resident, in the asker's language.
    pub sentences: Vec<String>,
    /// The document and where in it, in the asker's language.
    pub source: Option<String>,
    /// The other rules that matched.
    pub also_matched: Vec<AlsoMatched>,
    /// Stays that a person has to be asked about, by their place among the arrival's stays.
    pub ask: Vec<Ask>,
    /// What it rests on: the stay beside the listed place, or the stays that have to be asked about.
    pub grounds: Vec<PlanGround>,
    /// When it was decided.
    pub decided_at: Timestamp,
    /// When it was superseded, released, rejected or ended.
    pub ended_at: Option<Timestamp>,
    /// The plan that took its place.
    pub superseded_by: Option<Id>,
    /// Why it ended before its time.
    pub why: Option<WhyEnded>,
    /// In the words of whoever decided; may be empty.
    pub reason: String,
    /// Revision: a change names the one it saw.
    pub rev: i64,
}

/// What a command leaves: where the plan stands. It is kept with the op_id, so it names nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PlanStanding {
    /// The plan.
    pub id: Id,
    /// Where it stands.
    pub state: PlanState,
    /// Revision.
    pub rev: i64,
}

impl PlanRecord {
    /// What it counts as: the kind of its strictest phase, or that it waits for a person; nothing once it is over.
    pub fn measure(&self) -> Option<&'static str> {
        measure_of(self.state, &self.phases)
    }

    /// Whether it has the dates of a measure.
    pub(super) fn is_by(&self, dates: &Dates) -> bool {
        self.phases == dates.phases && self.tests == dates.tests
    }

    /// Where it stands, without a word of whose it is.
    pub fn standing(&self) -> PlanStanding {
        PlanStanding { id: self.id, state: self.state, rev: self.rev }
    }

    /// As it is shown, with the names that it needs.
    pub(super) fn shown(self, (name, grid_name): (String, String), language: Language) -> Plan {
        let said = |words: &Words| words.get(language).to_owned();
        Plan {
            id: self.id,
            response_id: self.response_id,
            arrival_id: self.arrival_id,
            name,
            grid_id: self.grid_id,
            grid_name,
            state: self.state,
            programme: self.by.programme,
            rule_set: self.by.rule_set,
            revision: self.by.revision,
            rule: self.by.rule,
            class: self.by.class,
            certainty: self.certainty,
            confirmed: self.confirmed_by.is_some(),
            day_one: self.day_one,
            release_on: self.release_on,
            phases: self.phases,
            tests: self.tests,
            sentences: self.told.sentences.iter().map(said).collect(),
            source: self.told.source.as_ref().map(said),
            also_matched: self.told.also_matched,
            ask: self.told.ask,
            grounds: self.told.grounds,
            decided_at: self.decided_at,
            ended_at: self.ended_at,
            superseded_by: self.superseded_by,
            why: self.why,
            reason: self.reason,
            rev: self.rev,
        }
    }
}

/// What a plan of this state with these phases counts as.
pub(super) fn measure_of(state: PlanState, phases: &[DatedPhase]) -> Option<&'static str> {
    match state {
        PlanState::Waits => Some(PlanState::Waits.name()),
        PlanState::InForce => Some(phases.iter().map(|phase| phase.kind).max().map_or("none", PhaseKind::name)),
        _ => None,
    }
}

/// The plan, if the asker's posts reach its grid with `verb`; *not found* otherwise.
pub(super) fn reached(tx: &mut Tx<'_>, ctx: &Ctx, verb: Verb, id: Id) -> Result<PlanRecord, Error> {
    ctx.may_somewhere(verb)?;
    let found = store::find(tx, id)?.filter(|plan| ctx.ranges(verb).iter().any(|range| range.holds(plan.grid_ord)));
    found.ok_or_else(|| general::NOT_FOUND.refuse().into())
}

/// The plan for a change: in reach, of an open response, and still as the asker saw it.
pub(super) fn changing(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, rev: i64) -> Result<PlanRecord, Error> {
    let plan = reached(tx, ctx, Verb::PlansDecide, id)?;
    if plan.rev != rev {
        return Err(general::CHANGED_MEANWHILE.at("rev").into());
    }
    responses::running(tx, plan.response_id)?;
    Ok(plan)
}

/// Tells the feed and the audit log what was done with a plan.
pub(super) fn tell(tx: &mut Tx<'_>, ctx: &Ctx, plan: &PlanRecord, verb: &'static str) -> Result<(), Error> {
    let op = verb.rsplit('.').next().unwrap_or(verb);
    let area_ord = plan.grid_ord;
    tx.note_change(Change { area: area_ord, noun: "plans", id: plan.id.to_string(), rev: plan.rev, op });
    let detail = json!({ "response": plan.response_id, "rev": plan.rev });
    audit::note(tx, ctx, &audit::Entry { verb, noun: "plans", record: plan.id, area_ord, reason: "", detail })
}
