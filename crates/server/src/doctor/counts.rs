//! Recount the live households and residents of every grid.

use std::collections::BTreeMap;

use gridward_database::{DbError, Statement, Tx, params};
use gridward_domain::Id;
use gridward_domain::areas::OrdRange;
use serde::Serialize;

use crate::Error;

static KEPT: Statement = Statement::new(
    "doctor.kept_counts",
    "SELECT grid_id, grid_ord, households, residents FROM grid_count WHERE grid_ord >= $1 AND grid_ord < $2",
);
static HOUSEHOLDS: Statement = Statement::new(
    "doctor.count_households",
    "SELECT grid_id, grid_ord, COUNT(*) FROM household
     WHERE grid_ord >= $1 AND grid_ord < $2 AND to_at IS NULL GROUP BY grid_id, grid_ord",
);
static RESIDENTS: Statement = Statement::new(
    "doctor.count_residents",
    "SELECT h.grid_id, h.grid_ord, COUNT(*) FROM household h JOIN resident r ON r.household_id = h.id
     WHERE h.grid_ord >= $1 AND h.grid_ord < $2 AND h.to_at IS NULL AND r.to_at IS NULL GROUP BY h.grid_id, h.grid_ord",
);
static PUT: Statement = Statement::new(
    "doctor.put_count",
    "INSERT INTO grid_count (grid_id, grid_ord, households, residents) VALUES ($1, $2, $3, $4)
     ON CONFLICT (grid_id) DO UPDATE SET grid_ord = excluded.grid_ord, households = excluded.households,
       residents = excluded.residents",
);

pub(super) const STATEMENTS: &[&Statement] = &[&KEPT, &HOUSEHOLDS, &RESIDENTS, &PUT];

/// A grid whose kept counts are not what its rows say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct GridDifference {
    /// The grid.
    pub grid_id: Id,
    /// Its order number.
    pub grid_ord: i64,
    /// Households and residents as kept.
    pub kept: (i64, i64),
    /// Households and residents as counted.
    pub counted: (i64, i64),
}

/// Households and residents.
type Pair = (i64, i64);

/// Counts households and residents anew and answers the grids whose kept counts differ. On one snapshot.
pub fn counts(tx: &mut Tx<'_>) -> Result<Vec<GridDifference>, Error> {
    let OrdRange { from, to } = OrdRange::EVERYTHING;
    let mut grids: BTreeMap<(i64, Id), (Pair, Pair)> = BTreeMap::new();
    let kept = tx.all(&KEPT, &params![from, to], |row| Ok((row.get(1)?, row.parse(0)?, row.get(2)?, row.get(3)?)))?;
    for (ord, id, households, residents) in kept {
        grids.entry((ord, id)).or_default().0 = (households, residents);
    }
    for (ord, id, households) in counted(tx, &HOUSEHOLDS, from, to)? {
        grids.entry((ord, id)).or_default().1.0 = households;
    }
    for (ord, id, residents) in counted(tx, &RESIDENTS, from, to)? {
        grids.entry((ord, id)).or_default().1.1 = residents;
    }
    let differing = grids.into_iter().filter(|(_, (kept, counted))| kept != counted);
    Ok(differing
        .map(|((grid_ord, grid_id), (kept, counted))| GridDifference { grid_id, grid_ord, kept, counted })
        .collect())
}

fn counted(tx: &mut Tx<'_>, statement: &Statement, from: i64, to: i64) -> Result<Vec<(i64, Id, i64)>, DbError> {
    tx.all(statement, &params![from, to], |row| Ok((row.get(1)?, row.parse(0)?, row.get(2)?)))
}

/// Counts anew and writes what was counted; answers the grids that were wrong.
pub fn mend_counts(tx: &mut Tx<'_>) -> Result<Vec<GridDifference>, Error> {
    let wrong = counts(tx)?;
    for grid in &wrong {
        let (households, residents) = grid.counted;
        tx.exec(&PUT, &params![grid.grid_id.to_string(), grid.grid_ord, households, residents])?;
    }
    Ok(wrong)
}
