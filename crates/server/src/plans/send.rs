//! What a screening changed goes out as work: each grid is told once, and whoever answers for it acknowledges it.

use gridward_database::{Change, DbError, Row, Statement, Tx, params};
use gridward_domain::access::Verb;
use gridward_domain::areas::OrdRange;
use gridward_domain::{Id, Timestamp, faults as general};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::faults;
use super::screen::ScreeningCount;
use crate::{Ctx, Error, areas, audit, responses};

static FIND: Statement = Statement::new("screenings.find", "SELECT response_id, done_at FROM screening WHERE id = $1");
static UNSENT: Statement = Statement::new(
    "screenings.unsent",
    "SELECT grid_ord FROM screening_count
     WHERE screening_id = $1 AND grid_ord >= $2 AND grid_ord < $3 AND sent_at IS NULL ORDER BY grid_ord",
);
static SEND: Statement = Statement::new(
    "screenings.send",
    "UPDATE screening_count SET sent_at = $4, sent_by = $5
     WHERE screening_id = $1 AND grid_ord >= $2 AND grid_ord < $3 AND sent_at IS NULL",
);
static STANDING: Statement = Statement::new(
    "screenings.sent_to",
    "SELECT sent_at, seen_at FROM screening_count WHERE screening_id = $1 AND grid_id = $2",
);
static ACKNOWLEDGE: Statement = Statement::new(
    "screenings.acknowledge",
    "UPDATE screening_count SET seen_at = $3, seen_by = $4 WHERE screening_id = $1 AND grid_id = $2",
);

pub(super) const STATEMENTS: &[&Statement] = &[&FIND, &UNSENT, &SEND, &STANDING, &ACKNOWLEDGE];

/// What a screening changed in a grid, and whether the grid knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ScreeningGrid {
    /// What it changed.
    #[serde(flatten)]
    pub count: ScreeningCount,
    /// When it was sent out; absent while it was not.
    pub sent_at: Option<Timestamp>,
    /// By whom; empty while it was not.
    pub sent_by: String,
    /// When whoever answers for the grid acknowledged it; absent while nobody did.
    pub seen_at: Option<Timestamp>,
    /// Who; empty while nobody did.
    pub seen_by: String,
}

/// How many grids were told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ScreeningSent {
    /// The screening.
    pub id: Id,
    /// Grids that were told now.
    pub grids: i64,
}

/// A grid acknowledges what changed in it.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AcknowledgeScreening {
    /// The grid.
    pub grid_id: Id,
}

/// When a grid acknowledged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ScreeningAcknowledged {
    /// The grid.
    pub grid_id: Id,
    /// When; the first time counts.
    pub seen_at: Timestamp,
}

impl ScreeningGrid {
    pub(super) fn of(row: &Row<'_>) -> Result<Self, DbError> {
        let count = ScreeningCount {
            grid_id: row.parse(0)?,
            begun: row.get(1)?,
            changed: row.get(2)?,
            released: row.get(3)?,
            possible: row.get(4)?,
        };
        let at = |at: Option<i64>| at.map(Timestamp);
        let (sent_at, seen_at) = (at(row.get(5)?), at(row.get(7)?));
        Ok(Self { count, sent_at, sent_by: row.get(6)?, seen_at, seen_by: row.get(8)? })
    }
}

/// Sends what a screening changed to the grids in the asker's reach that were not told yet.
pub fn send(tx: &mut Tx<'_>, ctx: &Ctx, id: Id) -> Result<ScreeningSent, Error> {
    ctx.may_somewhere(Verb::PlansDecide)?;
    let ranges = ctx.ranges(Verb::PlansDecide);
    let response = done(tx, id)?;
    responses::running(tx, response)?;
    let mut told = Vec::new();
    for OrdRange { from, to } in ranges {
        let id = id.to_string();
        told.extend(tx.all(&UNSENT, &params![&id, from, to], |row| row.get::<i64>(0))?);
        tx.exec(&SEND, &params![&id, from, to, ctx.now.0, ctx.actor.to_string()])?;
    }
    let Some(first) = told.first().copied() else { return Err(faults::NOTHING_TO_SEND.refuse().into()) };
    for area in &told {
        tx.note_change(Change { area: *area, noun: "screenings", id: id.to_string(), rev: 0, op: "send" });
    }
    let grids = i64::try_from(told.len()).unwrap_or(i64::MAX);
    let detail = json!({ "response": response, "grids": grids });
    let (verb, noun, record) = ("screenings.send", "screenings", id);
    audit::note(tx, ctx, &audit::Entry { verb, noun, record, area_ord: first, reason: "", detail })?;
    Ok(ScreeningSent { id, grids })
}

/// Whoever reports for a grid acknowledges what changed in it. Said twice it is said once.
pub fn acknowledge(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    id: Id,
    input: AcknowledgeScreening,
) -> Result<ScreeningAcknowledged, Error> {
    let grid = areas::find(tx, ctx, input.grid_id)?;
    ctx.may(Verb::FollowUpsRecord, grid.range())?;
    let response = done(tx, id)?;
    let (screening, grid_id) = (id.to_string(), grid.id.to_string());
    let standing = tx.opt(&STANDING, &params![&screening, &grid_id], |row| {
        Ok((row.get::<Option<i64>>(0)?, row.get::<Option<i64>>(1)?))
    })?;
    let (sent_at, seen_at) = standing.ok_or_else(|| general::NOT_FOUND.at("grid_id"))?;
    if sent_at.is_none() {
        return Err(faults::NOT_SENT.refuse().into());
    }
    if let Some(at) = seen_at {
        return Ok(ScreeningAcknowledged { grid_id: grid.id, seen_at: Timestamp(at) });
    }
    tx.exec(&ACKNOWLEDGE, &params![&screening, &grid_id, ctx.now.0, ctx.actor.to_string()])?;
    tx.note_change(Change { area: grid.ord, noun: "screenings", id: screening, rev: 0, op: "acknowledge" });
    let detail = json!({ "response": response, "screening": id });
    let (verb, noun, record, area_ord) = ("screenings.acknowledge", "screenings", grid.id, grid.ord);
    audit::note(tx, ctx, &audit::Entry { verb, noun, record, area_ord, reason: "", detail })?;
    Ok(ScreeningAcknowledged { grid_id: grid.id, seen_at: ctx.now })
}

/// The response of a screening that is done: only then its figures are whole.
fn done(tx: &mut Tx<'_>, id: Id) -> Result<Id, Error> {
    let row = |row: &Row<'_>| Ok((row.parse::<Id>(0)?, row.get::<Option<i64>>(1)?));
    let (response, done_at) =
        tx.opt(&FIND, &params![id.to_string()], row)?.ok_or_else(|| general::NOT_FOUND.refuse())?;
    if done_at.is_some() { Ok(response) } else { Err(faults::STILL_LOOKING.refuse().into()) }
}
