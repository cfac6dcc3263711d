//! Import a roster as clerks keep it: every row that can be read in one way only is registered, the others are asked.

use gridward_database::Tx;
use gridward_domain::access::Verb;
use gridward_domain::arrivals::{ArrivalChannel, ArrivalState};
use gridward_domain::{Id, faults as general};
use gridward_formats::arrivals::{Roster, RosterRow};
use gridward_formats::ledger::{LedgerOptions, Outcome, RowProblem};
use gridward_formats::table::Source;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::destination::{Destination, place};
use super::input::ArrivalPerson;
use super::register::{NewArrival, enter};
use super::{faults, response};
use crate::areas::Area;
use crate::households::import::{Places, unreadable};
use crate::residents::DocumentInput;
use crate::{Ctx, Error, areas, audit};

/// Rows of one roster: a town's whole year.
const MOST_ROWS: usize = 20_000;

/// The rows of a file, read once.
pub type RosterRows = Vec<RosterRow>;

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RosterState {
    /// Can go in; said where the file is only tried.
    Accepted,
    /// Registered.
    Registered,
    /// Kept as an addition to an earlier registration of the same person.
    Linked,
    /// A person has to say what is meant, in the file.
    Asked,
    /// Can't go in as it is written.
    Refused,
}

/// What is wrong or unclear in a row; it never repeats what the cell says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RosterProblem {
    /// The column's name; empty when it is the row.
    pub column: String,
    /// Stable code.
    pub code: String,
    /// What is wrong and what to do, in the asker's language.
    pub message: String,
}

/// A row of the file, without a word of who it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RosterItem {
    /// The sheet; empty in text tables.
    pub sheet: String,
    /// The row's number in the file.
    pub row: u32,
    /// What became of it.
    pub state: RosterState,
    /// What is wrong or unclear.
    pub problems: Vec<RosterProblem>,
}

/// What became of a roster.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RosterReport {
    /// Rows of people.
    pub rows: usize,
    /// How many can go in, or went in: registered and linked.
    pub accepted: usize,
    /// How many are counted from now on.
    pub registered: usize,
    /// How many were kept as additions.
    pub linked: usize,
    /// How many have to be asked about.
    pub asked: usize,
    /// How many can't go in.
    pub refused: usize,
    /// Row by row.
    pub items: Vec<RosterItem>,
}

/// Reads a roster.
pub fn read_roster(ctx: &Ctx, file: Vec<u8>) -> Result<RosterRows, Error> {
    let options = LedgerOptions::on(ctx.zone.date(ctx.now));
    let roster = Roster::open(Source::bytes(file), &options).map_err(|error| unreadable(ctx, &error))?;
    let mut rows = Vec::new();
    for row in roster {
        rows.push(row.map_err(|error| unreadable(ctx, &error))?);
        if rows.len() > MOST_ROWS {
            return Err(faults::ROSTER_TOO_LONG.at("file").with("most", MOST_ROWS).into());
        }
    }
    Ok(rows)
}

/// The area of a list that the asker may import for.
pub(super) fn list_area(tx: &mut Tx<'_>, ctx: &Ctx, verb: Verb, id: Id) -> Result<Area, Error> {
    ctx.may_somewhere(Verb::LedgerImport)?;
    let area = areas::stored(tx, id)?.ok_or_else(|| general::NOT_FOUND.at("area"))?;
    ctx.may(Verb::LedgerImport, area.range())?;
    ctx.may(verb, area.range())?;
    Ok(area)
}

/// Registers the rows of a roster for an area, or only tells what would become of them.
pub fn import_roster(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    (response_id, area): (Id, Id),
    rows: &[RosterRow],
    dry_run: bool,
) -> Result<RosterReport, Error> {
    let area = list_area(tx, ctx, Verb::ArrivalsRegister, area)?;
    response::running_at(tx, response_id, area.ord)?;
    let mut places = Places::load(tx, area.id, area.level, area.range())?;
    let mut items = Vec::with_capacity(rows.len());
    for row in rows {
        items.push(take(tx, ctx, response_id, row, (&mut places, dry_run))?);
    }
    let report = RosterReport::of(items);
    if !dry_run {
        let detail = json!({ "response": response_id, "rows": report.rows, "registered": report.registered,
            "linked": report.linked, "asked": report.asked, "refused": report.refused });
        let (verb, record, area_ord) = ("arrivals.import", area.id, area.ord);
        audit::note(tx, ctx, &audit::Entry { verb, noun: "arrivals", record, area_ord, reason: "", detail })?;
    }
    Ok(report)
}

fn take(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    response_id: Id,
    row: &RosterRow,
    (places, dry_run): (&mut Places, bool),
) -> Result<RosterItem, Error> {
    let problems = row.problems.iter().map(|problem| RosterProblem::of(problem, ctx)).collect();
    let mut item = RosterItem { sheet: row.sheet.to_string(), row: row.row, state: RosterState::Accepted, problems };
    match row.outcome {
        Outcome::Accepted => {}
        Outcome::Asked | Outcome::Duplicate => return Ok(RosterItem { state: RosterState::Asked, ..item }),
        Outcome::Refused => return Ok(RosterItem { state: RosterState::Refused, ..item }),
    }
    let Some(area_id) = places.area_of(&row.resident) else {
        let refusal = faults::NO_DESTINATION.refuse();
        item.problems.push(RosterProblem::declined(&refusal, ctx));
        return Ok(RosterItem { state: RosterState::Asked, ..item });
    };
    if dry_run {
        return Ok(item);
    }
    let input = arrival(ctx, response_id, row, area_id);
    let destination = place(tx, &input.destination)?;
    match enter(tx, ctx, &input, &destination, (Some(ctx.actor), None)) {
        Ok(registered) => {
            let linked = registered.items.iter().any(|one| one.state == ArrivalState::Duplicate);
            item.state = if linked { RosterState::Linked } else { RosterState::Registered };
        }
        // What a rule declines is told of the row; nothing of it was written yet.
        Err(Error::Refused(refusal)) => {
            item.problems.push(RosterProblem::declined(&refusal, ctx));
            item.state = RosterState::Refused;
        }
        Err(error) => return Err(error),
    }
    Ok(item)
}

/// The registration that a row is.
fn arrival(ctx: &Ctx, response_id: Id, row: &RosterRow, area_id: Id) -> NewArrival {
    let resident = &row.resident;
    let document = resident.document.as_ref();
    let here = row.arrival.filter(|day| *day <= ctx.zone.date(ctx.now));
    NewArrival {
        response_id,
        channel: ArrivalChannel::Roster,
        how_known: None,
        destination: Destination { household_id: None, area_id: Some(area_id), place: resident.address.clone() },
        expected_on: row.arrival.filter(|_| here.is_none()),
        arrived_on: here,
        people: vec![ArrivalPerson {
            name: resident.name.text.clone(),
            document: document.map(|one| DocumentInput { kind: Some(one.kind), number: one.number.clone() }),
            phone: resident.phones.first().map(|phone| phone.number.clone()),
        }],
        stays: Vec::new(),
        origin: row.origin.clone(),
    }
}

impl RosterReport {
    fn of(items: Vec<RosterItem>) -> Self {
        use RosterState as S;
        let count = |states: &[S]| items.iter().filter(|item| states.contains(&item.state)).count();
        Self {
            rows: items.len(),
            accepted: count(&[S::Accepted, S::Registered, S::Linked]),
            registered: count(&[S::Registered]),
            linked: count(&[S::Linked]),
            asked: count(&[S::Asked]),
            refused: count(&[S::Refused]),
            items,
        }
    }
}

impl RosterProblem {
    fn of(problem: &RowProblem, ctx: &Ctx) -> Self {
        Self {
            column: problem.column.clone(),
            code: problem.kind.code.to_owned(),
            message: problem.message(ctx.language).to_owned(),
        }
    }

    fn declined(refusal: &gridward_domain::Refusal, ctx: &Ctx) -> Self {
        Self { column: String::new(), code: refusal.fault.code.to_owned(), message: refusal.sentence(ctx.language) }
    }
}
