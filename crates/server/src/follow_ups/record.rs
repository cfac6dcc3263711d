//! Report what came of a follow-up. Reports are add-only; a sign of illness hands the person over to medical care.

use gridward_database::{Change, Statement, Tx, params};
use gridward_domain::access::Verb;
use gridward_domain::arrivals::ArrivalState;
use gridward_domain::directives::HowKnown;
use gridward_domain::follow_ups::{FollowUpFacts, FollowUpOutcome, check_follow_up};
use gridward_domain::{Id, Timestamp};
use gridward_formats::programmes::shipped_set;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::follow_up::{FollowUpRecord, FollowUpStanding, reached};
use super::{faults, store};
use crate::responses::StoredResponse;
use crate::{Ctx, Error, arrivals, plans, responses};

/// What findings are sealed for.
pub(super) const SEALED_AS: &str = "follow_up_report.finding";

static ADD: Statement = Statement::new(
    "follow_ups.add_report",
    "INSERT INTO follow_up_report (id, response_id, follow_up_id, outcome, how_known, finding_sealed, note, device_at,
       server_at, person_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
);

pub(super) const STATEMENTS: &[&Statement] = &[&ADD];

/// What came of a follow-up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReportFollowUp {
    /// What came of it.
    pub outcome: FollowUpOutcome,
    /// How it is known.
    pub how_known: HowKnown,
    /// Signs of illness by their names in the programme; with `seen_with_finding` only.
    #[serde(default)]
    pub symptoms: Vec<String>,
    /// The finding in words, at most 500 characters; with `seen_with_finding` only.
    #[serde(default)]
    pub finding: String,
    /// A remark of at most 500 characters; the reason, where it was not attempted.
    #[serde(default)]
    pub note: String,
    /// When the device wrote it, by the device's clock.
    pub device_at: Timestamp,
}

/// Records what came of a follow-up.
pub fn record(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, input: &ReportFollowUp) -> Result<FollowUpStanding, Error> {
    let before = reached(tx, ctx, Verb::FollowUpsRecord, id)?;
    let response = responses::running(tx, before.response_id)?;
    check(ctx, &response, &before, input)?;
    let failed = plans::failed_contacts(tx, before.plan_id)?;
    let contacts = before.contacts(failed).reported(input.outcome)?;
    // A met person stays met: a later remark is kept beside it.
    let counts = input.outcome.is_met() || contacts.state != before.state || before.done_at.is_none();
    let mut after =
        FollowUpRecord { state: contacts.state, tries: contacts.tries, rev: before.rev + 1, ..before.clone() };
    if counts {
        (after.outcome, after.how_known) = (Some(input.outcome), Some(input.how_known));
    }
    if input.outcome.is_met() {
        (after.done_at, after.done_by) = (Some(ctx.now), Some(ctx.actor));
    }
    add(tx, ctx, &after, input)?;
    store::put_all(tx, &[(before, after.clone())])?;
    if contacts.failed != failed {
        plans::put_failed_contacts(tx, after.plan_id, contacts.failed)?;
    }
    let (area, rev) = (after.grid_ord, after.rev);
    tx.note_change(Change { area, noun: "follow_ups", id: id.to_string(), rev, op: "record" });
    if !input.symptoms.is_empty() {
        hand_over(tx, ctx, after.arrival_id)?;
    }
    Ok(after.standing())
}

fn check(ctx: &Ctx, response: &StoredResponse, due: &FollowUpRecord, input: &ReportFollowUp) -> Result<(), Error> {
    let facts = FollowUpFacts {
        outcome: input.outcome,
        how_known: input.how_known,
        symptoms: input.symptoms.len(),
        finding: &input.finding,
        note: &input.note,
        device_at: input.device_at,
    };
    check_follow_up(&facts, ctx.now)?;
    if due.due_on > ctx.zone.date(ctx.now) {
        return Err(faults::NOT_YET.refuse().with("due_on", due.due_on).into());
    }
    let known = shipped_set(&response.terms.programme).map(|(programme, _)| &programme.symptoms);
    let is_known = |name: &String| known.is_some_and(|known| known.iter().any(|symptom| symptom.id == *name));
    match input.symptoms.iter().find(|name| !is_known(name)) {
        Some(unknown) => Err(faults::UNKNOWN_SYMPTOM.at("symptoms").with("symptom", unknown).into()),
        None => Ok(()),
    }
}

/// Keeps the report itself, the finding under seal.
fn add(tx: &mut Tx<'_>, ctx: &Ctx, of: &FollowUpRecord, input: &ReportFollowUp) -> Result<(), Error> {
    let sealed = if input.outcome == FollowUpOutcome::SeenWithFinding {
        let finding = json!({ "symptoms": input.symptoms, "finding": input.finding.trim() }).to_string();
        Some(ctx.keys.seal(SEALED_AS, &finding).map_err(Error::broken)?)
    } else {
        None
    };
    let values = params![
        ctx.op.unwrap_or_else(|| ctx.ids.make()).to_string(),
        of.response_id.to_string(),
        of.id.to_string(),
        input.outcome.name(),
        input.how_known.name(),
        sealed,
        input.note.trim(),
        input.device_at.0,
        ctx.now.0,
        ctx.actor.to_string(),
    ];
    tx.exec(&ADD, &values)?;
    Ok(())
}

/// Somebody who shows signs of illness is handed over to medical care; the measure here ends with it.
fn hand_over(tx: &mut Tx<'_>, ctx: &Ctx, arrival: Id) -> Result<(), Error> {
    let here = arrivals::stored(tx, ctx, arrival)?;
    if here.is_some_and(|record| record.state.turned(ArrivalState::Transferred).is_ok()) {
        arrivals::advance(tx, ctx, arrival, ArrivalState::Transferred, "arrivals.transfer")?;
    }
    Ok(())
}
