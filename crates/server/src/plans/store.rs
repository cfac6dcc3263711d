//! The SQL of plans.

use gridward_database::{DbError, Row, Statement, Tx, params};
use gridward_domain::areas::OrdRange;
use gridward_domain::plans::{PlanState, WhyEnded};
use gridward_domain::programmes::ExposureClass;
use gridward_domain::{Id, Timestamp};
use jiff::civil::Date;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::counts;
use super::plan::{DecidedBy, PlanRecord};
use crate::Error;

macro_rules! plan_sql {
    ($more:literal, $rest:literal) => {
        concat!(
            "SELECT p.id, p.response_id, p.arrival_id, p.grid_id, p.grid_ord, p.state, p.programme, p.rule_set, p.revision,
             p.rule, p.exposure_class, p.certainty, p.match_key, p.day_1, p.release_on, p.phases, p.tests, p.demand,
             p.told, p.failed, p.decided_at, p.confirmed_by, p.ended_at, p.superseded_by, p.why, p.reason, p.rev",
            $more,
            $rest
        )
    };
}

static FIND: Statement = Statement::new("plans.find", plan_sql!("", " FROM plan p WHERE p.id = $1"));
static OPEN_OF: Statement = Statement::new(
    "plans.open_of",
    plan_sql!(
        "",
        " FROM plan p WHERE p.arrival_id = $1 AND (p.state = 'waits' OR p.state = 'in_force') ORDER BY p.decided_at, p.id"
    ),
);
static NAMES: Statement = Statement::new(
    "plans.names",
    "SELECT a.name, g.name FROM arrival a JOIN area g ON g.id = a.grid_id WHERE a.id = $1",
);
static IS_REJECTED: Statement = Statement::new(
    "plans.is_rejected",
    "SELECT 1 FROM plan WHERE arrival_id = $1 AND state = 'rejected' AND match_key = $2 LIMIT 1",
);
static HAS_DIED: Statement =
    Statement::new("plans.has_died", "SELECT 1 FROM plan WHERE arrival_id = $1 AND why = 'died' LIMIT 1");
static OF_ARRIVAL: Statement = Statement::new(
    "plans.of_arrival",
    plan_sql!(
        ", a.name, g.name",
        " FROM plan p JOIN arrival a ON a.id = p.arrival_id JOIN area g ON g.id = p.grid_id
          WHERE p.arrival_id = $1 ORDER BY p.decided_at DESC, p.id DESC LIMIT 200"
    ),
);
static LIST: Statement = Statement::new(
    "plans.list",
    plan_sql!(
        ", a.name, g.name",
        " FROM plan p JOIN arrival a ON a.id = p.arrival_id JOIN area g ON g.id = p.grid_id
          WHERE p.response_id = $1 AND p.state = $2 AND (p.grid_ord, p.id) > ($3, $4) AND p.grid_ord < $5
          ORDER BY p.grid_ord, p.id LIMIT $6"
    ),
);
static OVER: Statement = Statement::new(
    "plans.over",
    "SELECT p.id FROM plan p JOIN response r ON r.id = p.response_id AND r.state = 'open'
     WHERE p.state = 'in_force' AND p.release_on <= $1 AND (p.release_on, p.id) > ($2, $3)
     ORDER BY p.release_on, p.id LIMIT $4",
);
static ADD: Statement = Statement::new(
    "plans.add",
    "INSERT INTO plan (id, response_id, arrival_id, grid_id, grid_ord, state, programme, rule_set, revision, rule,
       exposure_class, certainty, match_key, day_1, release_on, phases, tests, demand, told, failed, decided_at,
       confirmed_by, ended_at, superseded_by, why, reason, rev, measure)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
       CAST($23 AS BIGINT), $24, $25, $26, $27, $28)",
);
static PUT: Statement = Statement::new(
    "plans.put",
    "UPDATE plan SET grid_id = $2, grid_ord = $3, state = $4, told = $5, failed = $6, confirmed_by = $7,
       ended_at = CAST($8 AS BIGINT), superseded_by = $9, why = $10, reason = $11, rev = $12, measure = $13
     WHERE id = $1",
);

static FAILED: Statement = Statement::new("plans.failed", "SELECT failed FROM plan WHERE id = $1");
static PUT_FAILED: Statement = Statement::new("plans.put_failed", "UPDATE plan SET failed = $2 WHERE id = $1");

pub(super) const STATEMENTS: &[&Statement] =
    &[&FIND, &OPEN_OF, &NAMES, &IS_REJECTED, &HAS_DIED, &OF_ARRIVAL, &LIST, &OVER, &ADD, &PUT, &FAILED, &PUT_FAILED];

/// A plan with the names that it is shown with: the person's, and the grid's.
pub(super) type Named = (PlanRecord, (String, String));

pub(crate) fn find(tx: &mut Tx<'_>, id: Id) -> Result<Option<PlanRecord>, DbError> {
    tx.opt(&FIND, &params![id.to_string()], plan)
}

/// The plans of an arrival from which something still follows.
pub(crate) fn open_of(tx: &mut Tx<'_>, arrival: Id) -> Result<Vec<PlanRecord>, DbError> {
    tx.all(&OPEN_OF, &params![arrival.to_string()], plan)
}

/// The last plan of an arrival that ran to its end.
pub(crate) fn released_of(tx: &mut Tx<'_>, arrival: Id) -> Result<Option<PlanRecord>, DbError> {
    let plans = tx.all(&OF_ARRIVAL, &params![arrival.to_string()], plan)?;
    Ok(plans.into_iter().find(|plan| plan.state == PlanState::Released))
}

/// The names of a person and of their grid.
pub(super) fn names(tx: &mut Tx<'_>, arrival: Id) -> Result<(String, String), DbError> {
    let found = tx.opt(&NAMES, &params![arrival.to_string()], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(found.unwrap_or_default())
}

/// Whether a person has decided that this match is none.
pub(super) fn is_rejected(tx: &mut Tx<'_>, arrival: Id, match_key: &str) -> Result<bool, DbError> {
    Ok(tx.opt(&IS_REJECTED, &params![arrival.to_string(), match_key], |_| Ok(()))?.is_some())
}

/// Whether a plan of the arrival ended because the person died.
pub(super) fn has_died(tx: &mut Tx<'_>, arrival: Id) -> Result<bool, DbError> {
    Ok(tx.opt(&HAS_DIED, &params![arrival.to_string()], |_| Ok(()))?.is_some())
}

/// All plans of an arrival, the newest first.
pub(super) fn of_arrival(tx: &mut Tx<'_>, arrival: Id) -> Result<Vec<Named>, DbError> {
    tx.all(&OF_ARRIVAL, &params![arrival.to_string()], named)
}

/// Where a list goes on: grid and plan.
pub(super) type After = (i64, String);

pub(super) fn list(
    tx: &mut Tx<'_>,
    (response, state): (Id, PlanState),
    (range, after): (OrdRange, &After),
    limit: i64,
) -> Result<Vec<Named>, DbError> {
    let start = if after.0 < range.from { (range.from.saturating_sub(1), "g") } else { (after.0, after.1.as_str()) };
    let asked = params![response.to_string(), state.name(), start.0, start.1, range.to, limit];
    tx.all(&LIST, &asked, named)
}

/// Plans in force whose days are over, after one of them.
pub(super) fn over(tx: &mut Tx<'_>, today: Date, after: &(String, String), limit: i64) -> Result<Vec<Id>, DbError> {
    tx.all(&OVER, &params![today.to_string(), &after.0, &after.1, limit], |row| row.parse(0))
}

/// Contacts of a plan that failed since its person was met last.
pub(crate) fn failed_contacts(tx: &mut Tx<'_>, plan: Id) -> Result<i64, DbError> {
    Ok(tx.opt(&FAILED, &params![plan.to_string()], |row| row.get(0))?.unwrap_or(0))
}

pub(crate) fn put_failed_contacts(tx: &mut Tx<'_>, plan: Id, failed: i64) -> Result<(), DbError> {
    tx.exec(&PUT_FAILED, &params![plan.to_string(), failed]).map(drop)
}

/// Adds a plan and counts it.
pub(super) fn add(tx: &mut Tx<'_>, plan: &PlanRecord) -> Result<(), Error> {
    let (id, day) = (|id: Option<Id>| id.map(|id| id.to_string()), |day: Option<Date>| day.map(|day| day.to_string()));
    let by = &plan.by;
    let values = params![
        plan.id.to_string(),
        plan.response_id.to_string(),
        plan.arrival_id.to_string(),
        plan.grid_id.to_string(),
        plan.grid_ord,
        plan.state.name(),
        &by.programme,
        &by.rule_set,
        by.revision,
        &by.rule,
        by.class.map_or("", ExposureClass::name),
        plan.certainty.name(),
        &plan.match_key,
        day(plan.day_one),
        day(plan.release_on),
        json(&plan.phases)?,
        json(&plan.tests)?,
        json(&plan.demand)?,
        json(&plan.told)?,
        plan.failed,
        plan.decided_at.0,
        id(plan.confirmed_by),
        plan.ended_at.map(|at| at.0),
        id(plan.superseded_by),
        plan.why.map_or("", WhyEnded::name),
        &plan.reason,
        plan.rev,
        plan.measure().unwrap_or(""),
    ];
    tx.exec(&ADD, &values)?;
    Ok(counts::moved(tx, None, plan)?)
}

/// Writes what can change of a plan and moves the counts.
pub(super) fn put(tx: &mut Tx<'_>, before: &PlanRecord, after: &PlanRecord) -> Result<(), Error> {
    let id = |id: Option<Id>| id.map(|id| id.to_string());
    let values = params![
        after.id.to_string(),
        after.grid_id.to_string(),
        after.grid_ord,
        after.state.name(),
        json(&after.told)?,
        after.failed,
        id(after.confirmed_by),
        after.ended_at.map(|at| at.0),
        id(after.superseded_by),
        after.why.map_or("", WhyEnded::name),
        &after.reason,
        after.rev,
        after.measure().unwrap_or(""),
    ];
    tx.exec(&PUT, &values)?;
    Ok(counts::moved(tx, Some(before), after)?)
}

fn json<T: Serialize>(value: &T) -> Result<String, Error> {
    Ok(serde_json::to_string(value)?)
}

fn stored<T: DeserializeOwned>(row: &Row<'_>, at: usize) -> Result<T, DbError> {
    serde_json::from_str(row.text(at)?).map_err(|error| DbError::Shape(error.to_string()))
}

fn named(row: &Row<'_>) -> Result<Named, DbError> {
    Ok((plan(row)?, (row.get(27)?, row.get(28)?)))
}

fn plan(row: &Row<'_>) -> Result<PlanRecord, DbError> {
    let by = DecidedBy {
        programme: row.get(6)?,
        rule_set: row.get(7)?,
        revision: row.get(8)?,
        rule: row.get(9)?,
        class: row.text(10)?.parse().ok(),
    };
    Ok(PlanRecord {
        id: row.parse(0)?,
        response_id: row.parse(1)?,
        arrival_id: row.parse(2)?,
        grid_id: row.parse(3)?,
        grid_ord: row.get(4)?,
        state: row.parse(5)?,
        by,
        certainty: row.parse(11)?,
        match_key: row.get(12)?,
        day_one: row.parse_opt(13)?,
        release_on: row.parse_opt(14)?,
        phases: stored(row, 15)?,
        tests: stored(row, 16)?,
        demand: stored(row, 17)?,
        told: stored(row, 18)?,
        failed: row.get(19)?,
        decided_at: Timestamp(row.get(20)?),
        confirmed_by: row.parse_opt(21)?,
        ended_at: row.get::<Option<i64>>(22)?.map(Timestamp),
        superseded_by: row.parse_opt(23)?,
        why: row.text(24)?.parse().ok(),
        reason: row.get(25)?,
        rev: row.get(26)?,
    })
}
