//! The SQL of help requests. Texts are sealed on the way in and opened on the way out.

use gridward_database::{DbError, Row, Statement, Tx, params};
use gridward_domain::areas::OrdRange;
use gridward_domain::help_requests::{HelpKind, HelpState};
use gridward_domain::{Id, Timestamp};

use super::help_request::{HelpRequest, HelpRequestRecord};
use crate::{Ctx, Error, arrivals};

const TOLD: &str = "help_request.told";
const ANSWER: &str = "help_request.answer";

macro_rules! help_sql {
    ($more:literal, $rest:literal) => {
        concat!(
            "SELECT h.id, h.response_id, h.arrival_id, a.grid_ord, h.kind, h.state, h.told_sealed, h.asked_at, h.taken_at,
             h.taken_by, h.answer_sealed, h.ended_at, h.ended_by, h.rev",
            $more,
            " FROM help_request h JOIN arrival a ON a.id = h.arrival_id ",
            $rest
        )
    };
}

static FIND: Statement = Statement::new("help_requests.find", help_sql!("", "WHERE h.id = $1"));
static OF_ARRIVAL: Statement = Statement::new(
    "help_requests.of_arrival",
    help_sql!("", "WHERE h.arrival_id = $1 ORDER BY h.asked_at DESC, h.id DESC LIMIT 20"),
);
static LIST: Statement = Statement::new(
    "help_requests.list",
    help_sql!(
        ", a.name, a.phone_sealed, a.grid_id, g.name, a.household_id, a.place, COALESCE(n.name, '')",
        "JOIN area g ON g.id = a.grid_id LEFT JOIN person n ON n.id = h.taken_by
         WHERE h.response_id = $1 AND h.state = $2 AND (h.asked_at, h.id) > ($3, $4)
           AND a.grid_ord >= $5 AND a.grid_ord < $6 AND h.kind <> $7
         ORDER BY h.asked_at, h.id LIMIT $8"
    ),
);
static ADD: Statement = Statement::new(
    "help_requests.add",
    "INSERT INTO help_request (id, response_id, arrival_id, kind, state, told_sealed, asked_at, taken_at, taken_by,
       answer_sealed, ended_at, ended_by, rev) VALUES ($1, $2, $3, $4, $5, $6, $7, NULL, NULL, NULL, NULL, NULL, $8)",
);
static PUT: Statement = Statement::new(
    "help_requests.put",
    "UPDATE help_request SET state = $2, taken_at = CAST($3 AS BIGINT), taken_by = $4, answer_sealed = $5,
       ended_at = CAST($6 AS BIGINT), ended_by = $7, rev = $8 WHERE id = $1",
);

pub(super) const STATEMENTS: &[&Statement] = &[&FIND, &OF_ARRIVAL, &LIST, &ADD, &PUT];

pub(super) fn find(tx: &mut Tx<'_>, ctx: &Ctx, id: Id) -> Result<Option<HelpRequestRecord>, Error> {
    tx.opt(&FIND, &params![id.to_string()], sealed)?.map(|found| open(ctx, found)).transpose()
}

/// The requests of an arrival, the newest first; 20 at most.
pub(crate) fn of_arrival(tx: &mut Tx<'_>, ctx: &Ctx, arrival: Id) -> Result<Vec<HelpRequestRecord>, Error> {
    let found = tx.all(&OF_ARRIVAL, &params![arrival.to_string()], sealed)?;
    found.into_iter().map(|one| open(ctx, one)).collect()
}

/// Where a list goes on: when it was asked, and the request.
pub(super) type After = (i64, String);

/// The requests of a response in a state that a reach may answer, of whoever is in a part of it now, the oldest first.
pub(super) fn list(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    (response, state): (Id, HelpState),
    (reach, range, after): (OrdRange, OrdRange, &After),
    limit: i64,
) -> Result<Vec<HelpRequest>, Error> {
    let without = if HelpKind::Complaint.is_for(reach) { "" } else { HelpKind::Complaint.name() };
    let asked = params![response.to_string(), state.name(), after.0, &after.1, range.from, range.to, without, limit];
    let found = tx.all(&LIST, &asked, |row| Ok((sealed(row)?, of_whom(row)?)))?;
    found.into_iter().map(|(one, whom)| shown(open(ctx, one)?, whom, ctx)).collect()
}

pub(super) fn add(tx: &mut Tx<'_>, ctx: &Ctx, record: &HelpRequestRecord) -> Result<(), Error> {
    let values = params![
        record.id.to_string(),
        record.response_id.to_string(),
        record.arrival_id.to_string(),
        record.kind.name(),
        record.state.name(),
        ctx.keys.seal(TOLD, &record.told).map_err(Error::broken)?,
        record.asked_at.0,
        record.rev,
    ];
    tx.exec(&ADD, &values)?;
    Ok(())
}

/// Writes what can change of a request.
pub(super) fn put(tx: &mut Tx<'_>, ctx: &Ctx, record: &HelpRequestRecord) -> Result<(), Error> {
    let id = |id: Option<Id>| id.map(|id| id.to_string());
    let answer = record.answer.as_ref().map(|answer| ctx.keys.seal(ANSWER, answer)).transpose();
    let values = params![
        record.id.to_string(),
        record.state.name(),
        record.taken_at.map(|at| at.0),
        id(record.taken_by),
        answer.map_err(Error::broken)?,
        record.ended_at.map(|at| at.0),
        id(record.ended_by),
        record.rev,
    ];
    tx.exec(&PUT, &values)?;
    Ok(())
}

/// A request whose texts are still sealed.
type Sealed = (HelpRequestRecord, Vec<u8>, Option<Vec<u8>>);

fn sealed(row: &Row<'_>) -> Result<Sealed, DbError> {
    let record = HelpRequestRecord {
        id: row.parse(0)?,
        response_id: row.parse(1)?,
        arrival_id: row.parse(2)?,
        grid_ord: row.get(3)?,
        kind: row.parse(4)?,
        state: row.parse(5)?,
        told: String::new(),
        asked_at: Timestamp(row.get(7)?),
        taken_at: row.get::<Option<i64>>(8)?.map(Timestamp),
        taken_by: row.parse_opt(9)?,
        answer: None,
        ended_at: row.get::<Option<i64>>(11)?.map(Timestamp),
        ended_by: row.parse_opt(12)?,
        rev: row.get(13)?,
    };
    Ok((record, row.get(6)?, row.get(10)?))
}

fn open(ctx: &Ctx, (mut record, told, answer): Sealed) -> Result<HelpRequestRecord, Error> {
    record.told = ctx.keys.open(TOLD, &told).map_err(Error::broken)?;
    record.answer = answer.map(|answer| ctx.keys.open(ANSWER, &answer)).transpose().map_err(Error::broken)?;
    Ok(record)
}

/// Whose request it is, and who sees to it.
struct Whom {
    name: String,
    phone: Option<Vec<u8>>,
    grid: (Id, String),
    household_id: Option<Id>,
    place: String,
    taken_by: String,
}

fn of_whom(row: &Row<'_>) -> Result<Whom, DbError> {
    Ok(Whom {
        name: row.get(14)?,
        phone: row.get(15)?,
        grid: (row.parse(16)?, row.get(17)?),
        household_id: row.parse_opt(18)?,
        place: row.get(19)?,
        taken_by: row.get(20)?,
    })
}

fn shown(record: HelpRequestRecord, whom: Whom, ctx: &Ctx) -> Result<HelpRequest, Error> {
    Ok(HelpRequest {
        id: record.id,
        response_id: record.response_id,
        arrival_id: record.arrival_id,
        name: whom.name,
        phone: whom.phone.map(|sealed| arrivals::masked_phone(ctx, &sealed)).transpose()?,
        grid_id: whom.grid.0,
        grid_name: whom.grid.1,
        household_id: whom.household_id,
        place: whom.place,
        kind: record.kind,
        state: record.state,
        told: record.told,
        asked_at: record.asked_at,
        taken_at: record.taken_at,
        taken_by: whom.taken_by,
        answer: record.answer,
        ended_at: record.ended_at,
        rev: record.rev,
    })
}
