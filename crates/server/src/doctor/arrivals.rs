//! Recount the arrivals of every open response: per grid and state, and those who returned per day and origin. Of a response that is erased the counts are all that
//! is left: nothing to hold them against.

use std::collections::BTreeMap;

use gridward_database::{DbError, Statement, Tx, params};

use super::returned;
use crate::Error;

static OPEN: Statement =
    Statement::new("doctor.open_responses", "SELECT id FROM response WHERE state = 'open' ORDER BY opened_at, id");
static KEPT: Statement = Statement::new(
    "doctor.kept_arrivals",
    "SELECT grid_id, grid_ord, state, arrivals FROM arrival_count WHERE response_id = $1",
);
static COUNTED: Statement = Statement::new(
    "doctor.count_arrivals",
    "SELECT grid_id, grid_ord, state, COUNT(*) FROM arrival WHERE response_id = $1 GROUP BY grid_id, grid_ord, state",
);
static PUT: Statement = Statement::new(
    "doctor.put_arrivals",
    "INSERT INTO arrival_count (response_id, grid_id, grid_ord, state, arrivals) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (response_id, grid_id, state) DO UPDATE SET grid_ord = excluded.grid_ord, arrivals = excluded.arrivals",
);

pub(super) const STATEMENTS: &[&Statement] = &[&OPEN, &KEPT, &COUNTED, &PUT];

/// A count that is not what the rows say: response, grid, its order number, state, as counted.
type Wrong = (String, String, i64, String, i64);

/// How many counts of arrivals are not what the rows say. On one snapshot.
pub fn wrong_arrivals(tx: &mut Tx<'_>) -> Result<usize, Error> {
    let mut found = wrong(tx)?.len();
    for response in open_responses(tx)? {
        found += returned::wrong(tx, &response)?.len();
    }
    Ok(found)
}

/// Counts anew and writes what was counted; answers how many counts were wrong.
pub fn mend_arrivals(tx: &mut Tx<'_>) -> Result<usize, Error> {
    let wrong = wrong(tx)?;
    for (response, grid, ord, state, counted) in &wrong {
        tx.exec(&PUT, &params![response, grid, *ord, state, *counted])?;
    }
    let mut mended = wrong.len();
    for response in open_responses(tx)? {
        mended += returned::mend(tx, &response)?;
    }
    Ok(mended)
}

/// The responses whose counts can be held against rows.
pub(super) fn open_responses(tx: &mut Tx<'_>) -> Result<Vec<String>, DbError> {
    tx.all(&OPEN, &[], |row| row.get(0))
}

fn wrong(tx: &mut Tx<'_>) -> Result<Vec<Wrong>, DbError> {
    let mut found = Vec::new();
    for response in open_responses(tx)? {
        let mut counts: BTreeMap<(String, String), (i64, i64, i64)> = BTreeMap::new();
        for (grid, ord, state, kept) in read(tx, &KEPT, &response)? {
            counts.insert((grid, state), (ord, kept, 0));
        }
        for (grid, ord, state, counted) in read(tx, &COUNTED, &response)? {
            let count = counts.entry((grid, state)).or_default();
            (count.0, count.2) = (ord, counted);
        }
        let wrong = counts.into_iter().filter(|(_, (_, kept, counted))| kept != counted);
        found.extend(wrong.map(|((grid, state), (ord, _, counted))| (response.clone(), grid, ord, state, counted)));
    }
    Ok(found)
}

fn read(tx: &mut Tx<'_>, statement: &Statement, response: &str) -> Result<Vec<(String, i64, String, i64)>, DbError> {
    tx.all(statement, &params![response], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
}
