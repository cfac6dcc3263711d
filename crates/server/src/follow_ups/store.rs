//! The SQL of follow-ups.

use gridward_database::{DbError, Row, Statement, Tx, params};
use gridward_domain::areas::OrdRange;
use gridward_domain::directives::HowKnown;
use gridward_domain::follow_ups::{FollowUpKind, FollowUpOutcome};
use gridward_domain::{Id, Timestamp};
use jiff::civil::Date;

use super::counts;
use super::follow_up::{FollowUp, FollowUpRecord};

macro_rules! follow_up_sql {
    ($more:literal, $rest:literal) => {
        concat!(
            "SELECT f.id, f.response_id, f.plan_id, f.arrival_id, f.grid_id, f.grid_ord, f.door, f.due_on, f.kind, f.slot,
             f.state, f.outcome, f.how_known, f.tries, f.done_at, f.done_by, f.rev",
            $more,
            " FROM follow_up f ",
            $rest
        )
    };
}
pub(super) use follow_up_sql;

static FIND: Statement = Statement::new("follow_ups.find", follow_up_sql!("", "WHERE f.id = $1"));
static DUE_OF_PLAN: Statement = Statement::new(
    "follow_ups.due_of_plan",
    follow_up_sql!("", "WHERE f.plan_id = $1 AND f.state = 'due' ORDER BY f.due_on, f.id"),
);
static OPEN_OF_PLAN: Statement = Statement::new(
    "follow_ups.open_of_plan",
    follow_up_sql!(
        "",
        "WHERE f.plan_id = $1 AND (f.state = 'due' OR (f.state IN ('missed', 'escalated') AND f.due_on >= $2))
         ORDER BY f.due_on, f.id"
    ),
);
static MOVE_OPEN: Statement = Statement::new(
    "follow_ups.move_open",
    "UPDATE follow_up SET grid_id = $3, grid_ord = $4, door = $5, rev = rev + 1
     WHERE plan_id = $1 AND (state = 'due' OR (state IN ('missed', 'escalated') AND due_on >= $2))",
);
static DONE_ON: Statement = Statement::new(
    "follow_ups.done_on",
    "SELECT kind, COUNT(*) FROM follow_up WHERE due_on = $1 AND grid_ord = $2 AND arrival_id = $3 AND state = 'done'
     GROUP BY kind",
);
static DAY: Statement = Statement::new(
    "follow_ups.day",
    follow_up_sql!(
        ", a.name, a.household_id, a.place",
        "JOIN arrival a ON a.id = f.arrival_id
         WHERE f.due_on = $1 AND (f.grid_ord, f.door, f.id) > ($2, $3, $4) AND f.grid_ord < $5
           AND f.state <> 'cancelled' AND ($6 = '' OR f.response_id = $6)
         ORDER BY f.grid_ord, f.door, f.id LIMIT $7"
    ),
);
static SHOWN: Statement = Statement::new(
    "follow_ups.shown",
    follow_up_sql!(", a.name, a.household_id, a.place", "JOIN arrival a ON a.id = f.arrival_id WHERE f.id = $1"),
);
static OF_ARRIVAL: Statement = Statement::new(
    "follow_ups.of_arrival",
    follow_up_sql!(
        ", a.name, a.household_id, a.place",
        "JOIN plan p ON p.id = f.plan_id JOIN arrival a ON a.id = f.arrival_id
         WHERE p.arrival_id = $1 AND f.state <> 'cancelled' ORDER BY f.due_on DESC, f.kind, f.id LIMIT 500"
    ),
);
static BEHIND: Statement = Statement::new(
    "follow_ups.behind",
    follow_up_sql!(
        "",
        "JOIN response r ON r.id = f.response_id AND r.state = 'open'
         WHERE f.state = 'due' AND f.due_on < $1 ORDER BY f.due_on, f.id LIMIT $2"
    ),
);
static TESTS_LEFT: Statement = Statement::new(
    "follow_ups.tests_left",
    "SELECT 1 FROM follow_up WHERE plan_id = $1 AND kind = 'test' AND state <> 'done' AND state <> 'cancelled' LIMIT 1",
);
static PUT: Statement = Statement::new(
    "follow_ups.put",
    "UPDATE follow_up SET grid_id = $2, grid_ord = $3, door = $4, state = $5, outcome = $6, how_known = $7, tries = $8,
       done_at = CAST($9 AS BIGINT), done_by = $10, rev = $11 WHERE id = $1",
);

pub(super) const STATEMENTS: &[&Statement] =
    &[&FIND, &DUE_OF_PLAN, &OPEN_OF_PLAN, &MOVE_OPEN, &DONE_ON, &DAY, &SHOWN, &OF_ARRIVAL, &BEHIND, &TESTS_LEFT, &PUT];

const COLUMNS: &[&str] = &[
    "id",
    "response_id",
    "plan_id",
    "arrival_id",
    "grid_id",
    "grid_ord",
    "door",
    "due_on",
    "kind",
    "slot",
    "state",
    "outcome",
    "how_known",
    "tries",
    "rev",
];

pub(super) fn find(tx: &mut Tx<'_>, id: Id) -> Result<Option<FollowUpRecord>, DbError> {
    tx.opt(&FIND, &params![id.to_string()], record)
}

/// What is still to be done for a plan.
pub(crate) fn due_of_plan(tx: &mut Tx<'_>, plan: Id) -> Result<Vec<FollowUpRecord>, DbError> {
    tx.all(&DUE_OF_PLAN, &params![plan.to_string()], record)
}

/// How many of each kind somebody has had on a day already.
pub(super) fn done_on(
    tx: &mut Tx<'_>,
    (on, grid_ord): (Date, i64),
    arrival: Id,
) -> Result<Vec<(FollowUpKind, i64)>, DbError> {
    let asked = params![on.to_string(), grid_ord, arrival.to_string()];
    tx.all(&DONE_ON, &asked, |row| Ok((row.parse(0)?, row.get(1)?)))
}

/// Where a day's list goes on: grid, door and follow-up.
pub(super) type After = (i64, String, String);

/// What is or was due on a day in a range, door by door.
pub(super) fn of_day(
    tx: &mut Tx<'_>,
    (on, response): (Date, Option<Id>),
    (range, after): (OrdRange, &After),
    limit: i64,
) -> Result<Vec<(FollowUpRecord, FollowUp)>, DbError> {
    let before = (range.from.saturating_sub(1), "", "g");
    let start = if after.0 < range.from { before } else { (after.0, after.1.as_str(), after.2.as_str()) };
    let response = response.map_or_else(String::new, |id| id.to_string());
    let asked = params![on.to_string(), start.0, start.1, start.2, range.to, &response, limit];
    tx.all(&DAY, &asked, |row| Ok((record(row)?, shown(row)?)))
}

/// One follow-up as it is shown.
pub(super) fn shown_one(tx: &mut Tx<'_>, id: Id) -> Result<Option<FollowUp>, DbError> {
    tx.opt(&SHOWN, &params![id.to_string()], shown)
}

/// All that is or was due for an arrival, by whichever of its plans; the newest day first.
pub(super) fn of_arrival(tx: &mut Tx<'_>, arrival: Id) -> Result<Vec<FollowUp>, DbError> {
    tx.all(&OF_ARRIVAL, &params![arrival.to_string()], shown)
}

/// A follow-up as shown, of a row with the name, the household and the place of the returnee behind its own columns.
pub(super) fn shown(row: &Row<'_>) -> Result<FollowUp, DbError> {
    let record = record(row)?;
    Ok(FollowUp {
        id: record.id,
        response_id: record.response_id,
        plan_id: record.plan_id,
        arrival_id: record.arrival_id,
        name: row.get(17)?,
        grid_id: record.grid_id,
        household_id: row.parse_opt(18)?,
        place: row.get(19)?,
        due_on: record.due_on,
        kind: record.kind,
        slot: record.slot,
        state: record.state,
        outcome: record.outcome,
        how_known: record.how_known,
        tries: record.tries,
        done_at: record.done_at,
        rev: record.rev,
    })
}

/// What was due before a day and nobody did.
pub(super) fn behind(tx: &mut Tx<'_>, today: Date, limit: i64) -> Result<Vec<FollowUpRecord>, DbError> {
    tx.all(&BEHIND, &params![today.to_string(), limit], record)
}

/// Whether a test of a plan was not done.
pub(crate) fn has_tests_left(tx: &mut Tx<'_>, plan: Id) -> Result<bool, DbError> {
    Ok(tx.opt(&TESTS_LEFT, &params![plan.to_string()], |_| Ok(()))?.is_some())
}

/// Adds follow-ups and counts them.
pub(super) fn add_all(tx: &mut Tx<'_>, records: &[FollowUpRecord]) -> Result<(), DbError> {
    let rows = records.iter().map(|one| {
        params![
            one.id.to_string(),
            one.response_id.to_string(),
            one.plan_id.to_string(),
            one.arrival_id.to_string(),
            one.grid_id.to_string(),
            one.grid_ord,
            &one.door,
            one.due_on.to_string(),
            one.kind.name(),
            &one.slot,
            one.state.name(),
            "",
            "",
            one.tries,
            one.rev,
        ]
        .to_vec()
    });
    tx.bulk("follow_up", COLUMNS, rows)?;
    let pairs: Vec<_> = records.iter().map(|one| (None, one)).collect();
    counts::moved(tx, &pairs)
}

/// Writes changed follow-ups, each beside what it was, and moves the counts.
pub(super) fn put_all(tx: &mut Tx<'_>, changed: &[(FollowUpRecord, FollowUpRecord)]) -> Result<(), DbError> {
    for (_, after) in changed {
        let values = params![
            after.id.to_string(),
            after.grid_id.to_string(),
            after.grid_ord,
            &after.door,
            after.state.name(),
            after.outcome.map_or("", FollowUpOutcome::name),
            after.how_known.map_or("", HowKnown::name),
            after.tries,
            after.done_at.map(|at| at.0),
            after.done_by.map(|by| by.to_string()),
            after.rev,
        ];
        tx.exec(&PUT, &values)?;
    }
    let pairs: Vec<_> = changed.iter().map(|(before, after)| (Some(before), after)).collect();
    counts::moved(tx, &pairs)
}

/// What is still to be done for a plan, and what was missed since a day.
pub(super) fn open_of_plan(tx: &mut Tx<'_>, plan: Id, since: Date) -> Result<Vec<FollowUpRecord>, DbError> {
    tx.all(&OPEN_OF_PLAN, &params![plan.to_string(), since.to_string()], record)
}

/// Moves all that [`open_of_plan`] finds to a grid and a door in one go; `changed` is each beside what it becomes, for the
/// counts.
pub(super) fn move_open(
    tx: &mut Tx<'_>,
    (plan, since): (Id, Date),
    (grid_id, grid_ord, door): (Id, i64, &str),
    changed: &[(FollowUpRecord, FollowUpRecord)],
) -> Result<(), DbError> {
    let values = params![plan.to_string(), since.to_string(), grid_id.to_string(), grid_ord, door];
    tx.exec(&MOVE_OPEN, &values)?;
    let pairs: Vec<_> = changed.iter().map(|(before, after)| (Some(before), after)).collect();
    counts::moved(tx, &pairs)
}

fn record(row: &Row<'_>) -> Result<FollowUpRecord, DbError> {
    Ok(FollowUpRecord {
        id: row.parse(0)?,
        response_id: row.parse(1)?,
        plan_id: row.parse(2)?,
        arrival_id: row.parse(3)?,
        grid_id: row.parse(4)?,
        grid_ord: row.get(5)?,
        door: row.get(6)?,
        due_on: row.parse(7)?,
        kind: row.parse(8)?,
        slot: row.get(9)?,
        state: row.parse(10)?,
        outcome: row.text(11)?.parse().ok(),
        how_known: row.text(12)?.parse().ok(),
        tries: row.get(13)?,
        done_at: row.get::<Option<i64>>(14)?.map(Timestamp),
        done_by: row.parse_opt(15)?,
        rev: row.get(16)?,
    })
}
