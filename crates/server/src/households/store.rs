//! The SQL of households.

use gridward_database::{DbError, Param, Row, SetStatement, Statement, Tx, params};
use gridward_domain::areas::OrdRange;
use gridward_domain::households::{address_key, door_order};
use gridward_domain::{Id, Timestamp};

use super::household::{Grid, Household};

macro_rules! household_sql {
    ($rest:literal) => {
        concat!(
            "SELECT h.id, h.grid_id, h.grid_ord, g.name, COALESCE(v.name, ''), h.number, h.lane, h.door, h.head_name,
             h.members, h.note, h.from_at, h.to_at, h.merged_into, h.rev ",
            $rest
        )
    };
}

static FIND: Statement = Statement::new(
    "households.find",
    household_sql!(
        "FROM household h JOIN area g ON g.id = h.grid_id LEFT JOIN area v ON v.id = g.parent_id WHERE h.id = $1"
    ),
);
static FIND_SET: SetStatement = SetStatement::new(
    "households.find_set",
    household_sql!(
        "FROM household h JOIN area g ON g.id = h.grid_id LEFT JOIN area v ON v.id = g.parent_id WHERE h.id IN ("
    ),
    "?",
    ")",
);
static LIST: Statement = Statement::new(
    "households.list",
    household_sql!(
        "FROM household h JOIN area g ON g.id = h.grid_id LEFT JOIN area v ON v.id = g.parent_id
         WHERE (h.grid_ord, h.sort_key, h.id) > ($1, $2, $3) AND h.grid_ord < $4
           AND (h.to_at IS NULL OR CAST($5 AS BIGINT) = 1)
         ORDER BY h.grid_ord, h.sort_key, h.id LIMIT $6"
    ),
);
static OF_POST: Statement = Statement::new(
    "households.of_post",
    household_sql!(
        "FROM post_household p JOIN household h ON h.id = p.household_id
         JOIN area g ON g.id = h.grid_id LEFT JOIN area v ON v.id = g.parent_id
         WHERE p.post_id = $1 AND p.from_at <= $2 AND (p.to_at IS NULL OR p.to_at > $2) AND h.to_at IS NULL
         ORDER BY h.grid_ord, h.sort_key, h.id LIMIT 200"
    ),
);
static IS_HELD: Statement = Statement::new(
    "households.is_held",
    "SELECT 1 FROM post_household
     WHERE post_id = $1 AND household_id = $2 AND from_at <= $3 AND (to_at IS NULL OR to_at > $3)",
);
static BY_DOOR: Statement = Statement::new(
    "households.by_door",
    household_sql!(
        "FROM household h JOIN area g ON g.id = h.grid_id LEFT JOIN area v ON v.id = g.parent_id
         WHERE (h.door_key, h.grid_ord, h.id) > ($1, $2, $3) AND h.door_key < $4
           AND h.grid_ord >= $5 AND h.grid_ord < $6 AND h.to_at IS NULL
         ORDER BY h.door_key, h.grid_ord, h.id LIMIT $7"
    ),
);
static AT_DOOR: Statement = Statement::new(
    "households.at_door",
    "SELECT id FROM household WHERE door_key = $1 AND grid_ord = $2 AND to_at IS NULL ORDER BY id LIMIT 20",
);
static ADD: Statement = Statement::new(
    "households.add",
    "INSERT INTO household (id, grid_id, grid_ord, number, lane, door, door_key, sort_key, head_name, members, note,
       from_at, to_at, merged_into, rev)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
);
static PUT: Statement = Statement::new(
    "households.put",
    "UPDATE household SET grid_id = $2, grid_ord = $3, number = $4, lane = $5, door = $6, door_key = $7,
       sort_key = $8, head_name = $9, members = $10, note = $11, from_at = $12, to_at = $13, merged_into = $14, rev = $15
     WHERE id = $1",
);
static COUNT: SetStatement = SetStatement::new(
    "households.count",
    "INSERT INTO grid_count (grid_id, grid_ord, households, residents) VALUES ",
    "(?, CAST(? AS BIGINT), CAST(? AS BIGINT), CAST(? AS BIGINT))",
    " ON CONFLICT (grid_id) DO UPDATE SET households = grid_count.households + excluded.households,
       residents = grid_count.residents + excluded.residents",
);
static IS_EMPTY: Statement = Statement::new("households.is_empty", "SELECT id FROM household LIMIT 1");

pub(crate) const STATEMENTS: &[&Statement] =
    &[&FIND, &LIST, &OF_POST, &IS_HELD, &BY_DOOR, &AT_DOOR, &ADD, &PUT, &IS_EMPTY];
pub(crate) const SET_STATEMENTS: &[&SetStatement] = &[&FIND_SET, &COUNT];

/// The columns of a household, in the order of [`values`].
pub(super) const COLUMNS: &[&str] = &[
    "id",
    "grid_id",
    "grid_ord",
    "number",
    "lane",
    "door",
    "door_key",
    "sort_key",
    "head_name",
    "members",
    "note",
    "from_at",
    "to_at",
    "merged_into",
    "rev",
];

pub(super) fn find(tx: &mut Tx<'_>, id: Id) -> Result<Option<Household>, DbError> {
    tx.opt(&FIND, &params![id.to_string()], household)
}

pub(crate) fn find_set(tx: &mut Tx<'_>, ids: &[Id]) -> Result<Vec<Household>, DbError> {
    let rows: Vec<[Param<'_>; 1]> = ids.iter().map(|id| params![id.to_string()]).collect();
    tx.all_set(&FIND_SET, &[], &rows, household)
}

/// Where a list of households goes on: grid, order of the door, household.
pub(super) type DoorKey = (i64, String, String);

pub(super) fn list(
    tx: &mut Tx<'_>,
    range: OrdRange,
    after: &DoorKey,
    ended: bool,
    limit: i64,
) -> Result<Vec<(DoorKey, Household)>, DbError> {
    let (ord, order, id) = after;
    let start = if *ord < range.from {
        (range.from.saturating_sub(1), "\u{10ffff}", "")
    } else {
        (*ord, order.as_str(), id.as_str())
    };
    let asked = params![start.0, start.1, start.2, range.to, i64::from(ended), limit];
    tx.all(&LIST, &asked, |row| {
        let found = household(row)?;
        Ok(((found.grid_ord, order_of(&found), found.id.to_string()), found))
    })
}

/// The live households of a range, in door order, at most so many.
pub(crate) fn within(tx: &mut Tx<'_>, range: OrdRange, limit: i64) -> Result<Vec<Household>, DbError> {
    let start = (-1, String::new(), String::new());
    Ok(list(tx, range, &start, false, limit)?.into_iter().map(|(_, household)| household).collect())
}

pub(crate) fn of_post(tx: &mut Tx<'_>, post: Id, now: Timestamp) -> Result<Vec<Household>, DbError> {
    tx.all(&OF_POST, &params![post.to_string(), now.0], household)
}

pub(super) fn is_held(tx: &mut Tx<'_>, post: Id, household: Id, now: Timestamp) -> Result<bool, DbError> {
    let held = tx.opt(&IS_HELD, &params![post.to_string(), household.to_string(), now.0], |_| Ok(()))?;
    Ok(held.is_some())
}

/// Households by the beginning of their door's key, within a range, after a key.
pub(super) fn by_door(
    tx: &mut Tx<'_>,
    from: (&str, i64, &str),
    below: &str,
    range: OrdRange,
    limit: i64,
) -> Result<Vec<Household>, DbError> {
    tx.all(&BY_DOOR, &params![from.0, from.1, from.2, below, range.from, range.to, limit], household)
}

/// The live households at a door.
pub(crate) fn at_door(tx: &mut Tx<'_>, lane: &str, door: &str, grid_ord: i64) -> Result<Vec<Id>, DbError> {
    tx.all(&AT_DOOR, &params![door_key(lane, door), grid_ord], |row| row.parse(0))
}

pub(super) fn add(tx: &mut Tx<'_>, household: &Household) -> Result<(), DbError> {
    tx.exec(&ADD, &values(household)).map(drop)
}

pub(super) fn put(tx: &mut Tx<'_>, household: &Household) -> Result<(), DbError> {
    tx.exec(&PUT, &values(household)).map(drop)
}

/// Adds to the counts of live households and residents of grids.
pub(super) fn count(tx: &mut Tx<'_>, changes: &[(Grid, i64, i64)]) -> Result<(), DbError> {
    let rows: Vec<[Param<'_>; 4]> = changes
        .iter()
        .map(|(grid, households, residents)| params![grid.id.to_string(), grid.ord, *households, *residents])
        .collect();
    tx.exec_set(&COUNT, &[], &rows).map(drop)
}

pub(super) fn is_empty(tx: &mut Tx<'_>) -> Result<bool, DbError> {
    Ok(tx.opt(&IS_EMPTY, &[], |_| Ok(()))?.is_none())
}

/// A door's address made comparable.
pub(super) fn door_key(lane: &str, door: &str) -> String {
    address_key(&format!("{lane}{door}"))
}

fn order_of(household: &Household) -> String {
    door_order(&format!("{}{}", household.lane, household.door))
}

/// A household's values, in the order of [`COLUMNS`].
pub(super) fn values(household: &Household) -> Vec<Param<'static>> {
    Vec::from(params![
        household.id.to_string(),
        household.grid_id.to_string(),
        household.grid_ord,
        household.number.clone(),
        household.lane.clone(),
        household.door.clone(),
        door_key(&household.lane, &household.door),
        order_of(household),
        household.head_name.clone(),
        household.members,
        household.note.clone(),
        household.from_at.0,
        household.to_at.map(|at| at.0),
        household.merged_into.map(|id| id.to_string()),
        household.rev,
    ])
}

fn household(row: &Row<'_>) -> Result<Household, DbError> {
    Ok(Household {
        id: row.parse(0)?,
        grid_id: row.parse(1)?,
        grid_ord: row.get(2)?,
        grid_name: row.get(3)?,
        village_name: row.get(4)?,
        number: row.get(5)?,
        lane: row.get(6)?,
        door: row.get(7)?,
        head_name: row.get(8)?,
        members: row.get(9)?,
        note: row.get(10)?,
        from_at: Timestamp(row.get(11)?),
        to_at: row.get::<Option<i64>>(12)?.map(Timestamp),
        merged_into: row.parse_opt(13)?,
        rev: row.get(14)?,
    })
}
