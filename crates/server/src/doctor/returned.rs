//! Recount those who returned, per grid, day and origin, of every open response.

use std::collections::BTreeMap;

use gridward_database::{DbError, Statement, Tx, params};

use crate::Error;

static KEPT: Statement = Statement::new(
    "doctor.kept_returned",
    "SELECT grid_id, grid_ord, arrived_on, origin_kind, arrivals FROM returned_count WHERE response_id = $1",
);
static COUNTED: Statement = Statement::new(
    "doctor.count_returned",
    "SELECT grid_id, grid_ord, arrived_on, origin_kind, COUNT(*) FROM arrival
     WHERE response_id = $1 AND arrived_on IS NOT NULL
       AND state NOT IN ('duplicate', 'wrong_data', 'not_living_here', 'not_coming')
     GROUP BY grid_id, grid_ord, arrived_on, origin_kind",
);
static PUT: Statement = Statement::new(
    "doctor.put_returned",
    "INSERT INTO returned_count (response_id, grid_id, grid_ord, arrived_on, origin_kind, arrivals)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (response_id, grid_id, arrived_on, origin_kind)
     DO UPDATE SET grid_ord = excluded.grid_ord, arrivals = excluded.arrivals",
);

pub(super) const STATEMENTS: &[&Statement] = &[&KEPT, &COUNTED, &PUT];

/// Grid, day of return, origin.
type Key = (String, String, String);

/// A count that is not what the rows say, with the grid's order number, as counted.
type Wrong = (Key, i64, i64);

/// The counts of a response that are not what its rows say.
pub(super) fn wrong(tx: &mut Tx<'_>, response: &str) -> Result<Vec<Wrong>, DbError> {
    let mut counts: BTreeMap<Key, (i64, i64, i64)> = BTreeMap::new();
    for (key, ord, kept) in read(tx, &KEPT, response)? {
        counts.insert(key, (ord, kept, 0));
    }
    for (key, ord, counted) in read(tx, &COUNTED, response)? {
        let count = counts.entry(key).or_default();
        (count.0, count.2) = (ord, counted);
    }
    let wrong = counts.into_iter().filter(|(_, (_, kept, counted))| kept != counted);
    Ok(wrong.map(|(key, (ord, _, counted))| (key, ord, counted)).collect())
}

/// Writes what was counted.
pub(super) fn mend(tx: &mut Tx<'_>, response: &str) -> Result<usize, Error> {
    let wrong = wrong(tx, response)?;
    for ((grid, on, origin), ord, counted) in &wrong {
        tx.exec(&PUT, &params![response, grid, *ord, on, origin, *counted])?;
    }
    Ok(wrong.len())
}

fn read(tx: &mut Tx<'_>, statement: &Statement, response: &str) -> Result<Vec<(Key, i64, i64)>, DbError> {
    tx.all(statement, &params![response], |row| Ok(((row.get(0)?, row.get(2)?, row.get(3)?), row.get(1)?, row.get(4)?)))
}
