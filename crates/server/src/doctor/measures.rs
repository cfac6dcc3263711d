//! Recount the plans of every open response per grid and measure.

use std::collections::BTreeMap;

use gridward_database::{DbError, Statement, Tx, params};

use super::arrivals::open_responses;
use crate::{Error, plans};

static KEPT: Statement = Statement::new(
    "doctor.kept_plans",
    "SELECT grid_id, grid_ord, measure, plans FROM plan_count WHERE response_id = $1",
);
static PUT: Statement = Statement::new(
    "doctor.put_plans",
    "INSERT INTO plan_count (response_id, grid_id, grid_ord, measure, plans) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (response_id, grid_id, measure) DO UPDATE SET grid_ord = excluded.grid_ord, plans = excluded.plans",
);

pub(super) const STATEMENTS: &[&Statement] = &[&KEPT, &PUT];

/// A count that is not what the rows say: response, grid, its order number, measure, as counted.
type Wrong = (String, String, i64, String, i64);

/// How many counts of plans are not what the rows say. On one snapshot.
pub fn wrong_measures(tx: &mut Tx<'_>) -> Result<usize, Error> {
    Ok(wrong(tx)?.len())
}

/// Counts anew and writes what was counted; answers how many counts were wrong.
pub fn mend_measures(tx: &mut Tx<'_>) -> Result<usize, Error> {
    let wrong = wrong(tx)?;
    for (response, grid, ord, measure, counted) in &wrong {
        tx.exec(&PUT, &params![response, grid, *ord, measure, *counted])?;
    }
    Ok(wrong.len())
}

fn wrong(tx: &mut Tx<'_>) -> Result<Vec<Wrong>, Error> {
    let mut found = Vec::new();
    for response in open_responses(tx)? {
        let mut counts: BTreeMap<(String, String), (i64, i64, i64)> = BTreeMap::new();
        let kept = tx.all(&KEPT, &params![&response], |row| {
            Ok::<_, DbError>((row.get::<String>(0)?, row.get::<i64>(1)?, row.get::<String>(2)?, row.get::<i64>(3)?))
        })?;
        for (grid, ord, measure, kept) in kept {
            counts.insert((grid, measure), (ord, kept, 0));
        }
        for (grid, ord, measure) in plans::open_measures(tx, &response)? {
            let count = counts.entry((grid, measure.to_owned())).or_default();
            (count.0, count.2) = (ord, count.2 + 1);
        }
        let wrong = counts.into_iter().filter(|(_, (_, kept, counted))| kept != counted);
        found.extend(wrong.map(|((grid, measure), (ord, _, counted))| (response.clone(), grid, ord, measure, counted)));
    }
    Ok(found)
}
