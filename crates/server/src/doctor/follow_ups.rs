//! Recount the follow-ups of every open response per grid, day and kind.

use std::collections::BTreeMap;

use gridward_database::{DbError, Row, Statement, Tx, params};

use super::arrivals::open_responses;
use crate::Error;

static KEPT: Statement = Statement::new(
    "doctor.kept_follow_ups",
    "SELECT grid_id, due_on, kind, grid_ord, due, done, missed, escalated FROM follow_up_count WHERE response_id = $1",
);
static COUNTED: Statement = Statement::new(
    "doctor.count_follow_ups",
    "SELECT grid_id, due_on, kind, grid_ord,
       CAST(SUM(CASE WHEN state <> 'cancelled' THEN 1 ELSE 0 END) AS BIGINT),
       CAST(SUM(CASE WHEN state = 'done' THEN 1 ELSE 0 END) AS BIGINT),
       CAST(SUM(CASE WHEN state IN ('missed', 'escalated') THEN 1 ELSE 0 END) AS BIGINT),
       CAST(SUM(CASE WHEN state = 'escalated' THEN 1 ELSE 0 END) AS BIGINT)
     FROM follow_up WHERE response_id = $1 GROUP BY grid_id, due_on, kind, grid_ord",
);
static PUT: Statement = Statement::new(
    "doctor.put_follow_ups",
    "INSERT INTO follow_up_count (response_id, grid_id, due_on, kind, grid_ord, due, done, missed, escalated)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (response_id, grid_id, due_on, kind) DO UPDATE SET grid_ord = excluded.grid_ord, due = excluded.due,
       done = excluded.done, missed = excluded.missed, escalated = excluded.escalated",
);

pub(super) const STATEMENTS: &[&Statement] = &[&KEPT, &COUNTED, &PUT];

/// Grid, day and kind.
type Key = (String, String, String);
/// The grid's order number; all that are or were due, done, missed, climbed.
type Sums = (i64, [i64; 4]);

/// How many counts of follow-ups are not what the rows say. On one snapshot.
pub fn wrong_follow_ups(tx: &mut Tx<'_>) -> Result<usize, Error> {
    Ok(wrong(tx)?.len())
}

/// Counts anew and writes what was counted; answers how many counts were wrong.
pub fn mend_follow_ups(tx: &mut Tx<'_>) -> Result<usize, Error> {
    let wrong = wrong(tx)?;
    for (response, (grid, on, kind), (ord, [due, done, missed, escalated])) in &wrong {
        tx.exec(&PUT, &params![response, grid, on, kind, *ord, *due, *done, *missed, *escalated])?;
    }
    Ok(wrong.len())
}

fn wrong(tx: &mut Tx<'_>) -> Result<Vec<(String, Key, Sums)>, DbError> {
    let mut found = Vec::new();
    for response in open_responses(tx)? {
        let kept: BTreeMap<Key, Sums> = tx.all(&KEPT, &params![&response], counts)?.into_iter().collect();
        let counted: BTreeMap<Key, Sums> = tx.all(&COUNTED, &params![&response], counts)?.into_iter().collect();
        let gone = kept.iter().filter(|(key, (_, sums))| *sums != [0; 4] && !counted.contains_key(*key));
        found.extend(gone.map(|(key, (ord, _))| (response.clone(), key.clone(), (*ord, [0; 4]))));
        // What was all cancelled counts nothing, and need not be kept.
        let is_kept = |key: &Key, sums: [i64; 4]| kept.get(key).map_or([0; 4], |(_, kept)| *kept) == sums;
        let differs = counted.into_iter().filter(|(key, (_, sums))| !is_kept(key, *sums));
        found.extend(differs.map(|(key, sums)| (response.clone(), key, sums)));
    }
    Ok(found)
}

fn counts(row: &Row<'_>) -> Result<(Key, Sums), DbError> {
    let sums = [row.get(4)?, row.get(5)?, row.get(6)?, row.get(7)?];
    Ok(((row.get(0)?, row.get(1)?, row.get(2)?), (row.get(3)?, sums)))
}
