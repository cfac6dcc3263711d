//! Doors of households, as posts show them.

use gridward_database::{DbError, Row, SetStatement, Statement, Tx, params};
use gridward_domain::Id;
use gridward_domain::areas::OrdRange;

use super::list::Door;

static DOORS: SetStatement = SetStatement::new(
    "posts.doors",
    "SELECT h.id, h.number, h.lane, h.door, h.head_name, h.grid_ord, h.sort_key FROM household h WHERE h.id IN (",
    "?",
    ")",
);
static OF_GRID: Statement = Statement::new(
    "posts.doors_of_grid",
    "SELECT h.id, h.number, h.lane, h.door, h.head_name, h.grid_ord, h.sort_key FROM household h
     WHERE h.grid_ord >= $1 AND h.grid_ord < $2 AND h.to_at IS NULL ORDER BY h.grid_ord, h.sort_key, h.id",
);
static GRID_OF: Statement =
    Statement::new("posts.grid_of_household", "SELECT grid_id, grid_ord FROM household WHERE id = $1");

pub(super) const STATEMENTS: &[&Statement] = &[&OF_GRID, &GRID_OF];
pub(super) const SET_STATEMENTS: &[&SetStatement] = &[&DOORS];

/// These households in door order.
pub(super) fn doors(tx: &mut Tx<'_>, households: &[Id]) -> Result<Vec<Door>, DbError> {
    let rows: Vec<_> = households.iter().map(|id| params![id.to_string()]).collect();
    let mut found =
        tx.all_set(&DOORS, &[], &rows, |row| Ok(((row.get::<i64>(5)?, row.get::<String>(6)?), door(row)?)))?;
    found.sort_by(|one, other| (&one.0, one.1.household_id).cmp(&(&other.0, other.1.household_id)));
    Ok(found.into_iter().map(|(_, door)| door).collect())
}

/// The live households of a grid in door order.
pub(super) fn of_grid(tx: &mut Tx<'_>, range: OrdRange) -> Result<Vec<Door>, DbError> {
    tx.all(&OF_GRID, &params![range.from, range.to], door)
}

/// The grid (or micro-grid) a household lies in now.
pub(super) fn grid_of(tx: &mut Tx<'_>, household: Id) -> Result<Option<(Id, i64)>, DbError> {
    tx.opt(&GRID_OF, &params![household.to_string()], |row| Ok((row.parse(0)?, row.get(1)?)))
}

fn door(row: &Row<'_>) -> Result<Door, DbError> {
    let (household_id, number, lane) = (row.parse(0)?, row.get(1)?, row.get(2)?);
    Ok(Door { household_id, number, lane, door: row.get(3)?, head_name: row.get(4)? })
}
