//! Read back what was reported of a follow-up, report by report.

use gridward_database::{DbError, Row, Statement, Tx, params};
use gridward_domain::access::Verb;
use gridward_domain::directives::HowKnown;
use gridward_domain::follow_ups::FollowUpOutcome;
use gridward_domain::{Id, Timestamp, faults as general};
use gridward_formats::programmes::shipped_set;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::follow_up::{FollowUp, FollowUpRecord, reached};
use super::record::SEALED_AS;
use super::store;
use crate::audit::Seen;
use crate::{Ctx, Error, responses};

static LIST: Statement = Statement::new(
    "follow_ups.reports",
    "SELECT r.id, r.outcome, r.how_known, r.note, r.device_at, r.server_at, r.person_id, COALESCE(p.name, ''),
       r.finding_sealed
     FROM follow_up_report r LEFT JOIN person p ON p.id = r.person_id
     WHERE r.follow_up_id = $1 ORDER BY r.server_at DESC, r.id DESC LIMIT 100",
);

pub(super) const STATEMENTS: &[&Statement] = &[&LIST];

/// One report of a follow-up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FollowUpReport {
    /// The report.
    pub id: Id,
    /// What came of it.
    pub outcome: FollowUpOutcome,
    /// How it is known.
    pub how_known: HowKnown,
    /// Signs of illness, in the asker's language; empty where they are withheld.
    pub symptoms: Vec<String>,
    /// The finding in words; empty where it is withheld.
    pub finding: String,
    /// A remark; the reason, where it was not attempted. Withheld with the finding where the person was met.
    pub note: String,
    /// When the device wrote it, by the device's clock.
    pub device_at: Timestamp,
    /// When the server got it.
    pub server_at: Timestamp,
    /// Who reported.
    pub person_id: Id,
    /// Their name.
    pub person_name: String,
}

/// A sign of illness that a report may name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ReportableSymptom {
    /// Its name in the programme.
    pub id: String,
    /// In the asker's language.
    pub words: String,
    /// Whether it calls for a doctor at once.
    pub urgent: bool,
}

/// What was reported of a follow-up, and what can be reported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FollowUpReports {
    /// The follow-up as it stands.
    pub follow_up: FollowUp,
    /// The newest 100 reports, newest first.
    pub items: Vec<FollowUpReport>,
    /// Whether what was found is withheld: the asker neither reports nor decides there.
    pub withheld: bool,
    /// The signs of illness that the response's programme knows; empty where it goes by none.
    pub symptoms: Vec<ReportableSymptom>,
}

/// What lies under the seal.
#[derive(Deserialize)]
struct Finding {
    symptoms: Vec<String>,
    finding: String,
}

/// The reports of a follow-up, and what the audit log keeps of the look.
pub fn reports(tx: &mut Tx<'_>, ctx: &Ctx, id: Id) -> Result<(FollowUpReports, Seen), Error> {
    let record = reached(tx, ctx, Verb::PlansRead, id)?;
    let follow_up = store::shown_one(tx, id)?.ok_or_else(|| general::NOT_FOUND.refuse())?;
    let withheld = !needs_findings(ctx, &record);
    let symptoms = symptoms(tx, ctx, record.response_id)?;
    let found = tx.all(&LIST, &params![id.to_string()], |row| Ok::<_, DbError>((report(row)?, row.get(8)?)))?;
    let items: Vec<FollowUpReport> = found
        .into_iter()
        .map(
            |(report, sealed)| {
                if withheld { Ok(without_finding(report)) } else { open(ctx, &symptoms, report, sealed) }
            },
        )
        .collect::<Result<_, Error>>()?;
    let detail = json!({ "response": record.response_id, "reports": items.len(), "withheld": withheld });
    let seen = Seen { noun: "follow_ups", record: id, area_ord: record.grid_ord, detail };
    Ok((FollowUpReports { follow_up, items, withheld, symptoms }, seen))
}

/// Whether what was found is the asker's business: whoever reports there, or decides on measures there.
fn needs_findings(ctx: &Ctx, record: &FollowUpRecord) -> bool {
    [Verb::FollowUpsRecord, Verb::PlansDecide]
        .into_iter()
        .flat_map(|verb| ctx.ranges(verb))
        .any(|range| range.holds(record.grid_ord))
}

/// The signs of illness of the response's programme.
fn symptoms(tx: &mut Tx<'_>, ctx: &Ctx, response: Id) -> Result<Vec<ReportableSymptom>, Error> {
    let response = responses::stored(tx, response)?.ok_or_else(|| general::NOT_FOUND.refuse())?;
    let Some((programme, _)) = shipped_set(&response.terms.programme) else { return Ok(Vec::new()) };
    let told = programme.symptoms.iter().map(|symptom| ReportableSymptom {
        id: symptom.id.clone(),
        words: symptom.words.get(ctx.language).to_owned(),
        urgent: symptom.urgent,
    });
    Ok(told.collect())
}

fn without_finding(report: FollowUpReport) -> FollowUpReport {
    let note = if report.outcome.is_met() { String::new() } else { report.note };
    FollowUpReport { note, ..report }
}

/// The report with what was found; a sign that the programme no longer knows is told by its name.
fn open(
    ctx: &Ctx,
    known: &[ReportableSymptom],
    report: FollowUpReport,
    sealed: Option<Vec<u8>>,
) -> Result<FollowUpReport, Error> {
    let Some(sealed) = sealed else { return Ok(report) };
    let opened = ctx.keys.open(SEALED_AS, &sealed).map_err(Error::broken)?;
    let Finding { symptoms, finding } = serde_json::from_str(&opened)?;
    let in_words = |name: String| known.iter().find(|one| one.id == name).map_or(name, |one| one.words.clone());
    Ok(FollowUpReport { symptoms: symptoms.into_iter().map(in_words).collect(), finding, ..report })
}

fn report(row: &Row<'_>) -> Result<FollowUpReport, DbError> {
    Ok(FollowUpReport {
        id: row.parse(0)?,
        outcome: row.parse(1)?,
        how_known: row.parse(2)?,
        symptoms: Vec::new(),
        finding: String::new(),
        note: row.get(3)?,
        device_at: Timestamp(row.get(4)?),
        server_at: Timestamp(row.get(5)?),
        person_id: row.parse(6)?,
        person_name: row.get(7)?,
    })
}
