//! The SQL of areas: the tree itself and what happened to it.

use gridward_database::{DbError, Row, SetStatement, Statement, Tx, params};
use gridward_domain::areas::{KnownArea, OrdRange};
use gridward_domain::{Id, Timestamp};

use super::event::AreaEvent;
use super::find::Area;

macro_rules! columns {
    () => {
        "a.id, a.parent_id, a.level, a.name, a.ord, a.from_at, a.to_at, a.rev"
    };
}

static FIND: Statement = Statement::new("areas.find", concat!("SELECT ", columns!(), " FROM area a WHERE a.id = $1"));
static CHILDREN: Statement = Statement::new(
    "areas.children",
    concat!("SELECT ", columns!(), " FROM area a WHERE a.parent_id = $1 AND a.to_at IS NULL ORDER BY a.ord"),
);
static TOPS: Statement = Statement::new(
    "areas.tops",
    concat!("SELECT ", columns!(), " FROM area a WHERE a.parent_id IS NULL AND a.to_at IS NULL ORDER BY a.ord"),
);
static ORDS_BELOW: Statement =
    Statement::new("areas.ords_below", "SELECT ord FROM area WHERE parent_id = $1 AND level = $2");
static LIVE_BELOW: Statement =
    Statement::new("areas.live_below", "SELECT COUNT(*) FROM area WHERE ord > $1 AND ord < $2 AND to_at IS NULL");
static ADD: Statement = Statement::new(
    "areas.add",
    "INSERT INTO area (id, parent_id, level, name, ord, ord_end, from_at, to_at, rev)
     VALUES ($1, CAST($2 AS TEXT), $3, $4, $5, $6, $7, NULL, 1)",
);
static RENAME: Statement = Statement::new("areas.rename", "UPDATE area SET name = $2, rev = rev + 1 WHERE id = $1");
static CLOSE: Statement = Statement::new("areas.close", "UPDATE area SET to_at = $2, rev = rev + 1 WHERE id = $1");
static KNOWN: Statement = Statement::new(
    "areas.known",
    "SELECT a.id, a.parent_id, a.level, a.name, a.ord, c.code FROM area a
     LEFT JOIN area_code c ON c.area_id = a.id AND c.from_on <= $1 AND (c.to_on IS NULL OR c.to_on > $1)
       AND a.to_at IS NULL
     ORDER BY a.ord",
);
static TREE: Statement = Statement::new(
    "areas.tree",
    concat!(
        "SELECT ",
        columns!(),
        ", c.code FROM area a
     LEFT JOIN area_code c ON c.area_id = a.id AND c.from_on <= $4 AND (c.to_on IS NULL OR c.to_on > $4)
     WHERE a.ord >= $1 AND a.ord < $2 AND a.ord % $3 = 0 AND a.to_at IS NULL ORDER BY a.ord"
    ),
);
static COUNTS: Statement = Statement::new(
    "areas.counts",
    "SELECT grid_ord, households, residents FROM grid_count WHERE grid_ord >= $1 AND grid_ord < $2 ORDER BY grid_ord",
);
static ADD_EVENT: Statement = Statement::new(
    "areas.add_event",
    "INSERT INTO area_event (id, area_id, verb, at, person_id, detail) VALUES ($1, $2, $3, $4, $5, $6)",
);
static EVENTS: Statement = Statement::new(
    "areas.events",
    "SELECT e.id, e.verb, e.at, e.person_id, p.name, e.detail FROM area_event e
     LEFT JOIN person p ON p.id = e.person_id WHERE e.area_id = $1 ORDER BY e.at DESC, e.id DESC LIMIT 200",
);
static DOORS: Statement = Statement::new(
    "areas.doors",
    "SELECT id, lane FROM household WHERE grid_ord >= $1 AND grid_ord < $2 AND to_at IS NULL
     ORDER BY grid_ord, sort_key, id",
);
static AT_ORDS: SetStatement = SetStatement::new(
    "areas.at_ords",
    concat!(
        "SELECT ",
        columns!(),
        ", c.code FROM area a
     LEFT JOIN area_code c ON c.area_id = a.id AND c.from_on <= $1 AND (c.to_on IS NULL OR c.to_on > $1)
     WHERE a.to_at IS NULL AND a.ord IN ("
    ),
    "?",
    ")",
);
static FIND_ALL: SetStatement =
    SetStatement::new("areas.find_all", concat!("SELECT ", columns!(), " FROM area a WHERE a.id IN ("), "?", ")");

pub(crate) const STATEMENTS: &[&Statement] = &[
    &FIND,
    &CHILDREN,
    &TOPS,
    &ORDS_BELOW,
    &LIVE_BELOW,
    &ADD,
    &RENAME,
    &CLOSE,
    &KNOWN,
    &TREE,
    &COUNTS,
    &ADD_EVENT,
    &EVENTS,
    &DOORS,
];
pub(crate) const SET_STATEMENTS: &[&SetStatement] = &[&AT_ORDS, &FIND_ALL];

/// An area with the official code it has on a date.
pub(super) type Coded = (Area, Option<String>);

pub(crate) fn find(tx: &mut Tx<'_>, id: Id) -> Result<Option<Area>, DbError> {
    tx.opt(&FIND, &params![id.to_string()], area)
}

pub(crate) fn find_all(tx: &mut Tx<'_>, ids: &[Id]) -> Result<Vec<Area>, DbError> {
    let rows: Vec<_> = ids.iter().map(|id| params![id.to_string()]).collect();
    tx.all_set(&FIND_ALL, &[], &rows, area)
}

/// The live areas right below one, or the tops of the tree.
pub(super) fn children(tx: &mut Tx<'_>, parent: Option<Id>) -> Result<Vec<Area>, DbError> {
    match parent {
        Some(parent) => tx.all(&CHILDREN, &params![parent.to_string()], area),
        None => tx.all(&TOPS, &[], area),
    }
}

/// The live areas right below one, whoever asks.
pub(crate) fn stored_children(tx: &mut Tx<'_>, parent: Id) -> Result<Vec<Area>, DbError> {
    children(tx, Some(parent))
}

/// The numbers of the areas of a level right below one, closed ones too.
pub(super) fn ords_below(tx: &mut Tx<'_>, parent: Id, level: &str) -> Result<Vec<i64>, DbError> {
    tx.all(&ORDS_BELOW, &params![parent.to_string(), level], |row| row.get(0))
}

/// How many live areas lie below, at any level.
pub(super) fn live_below(tx: &mut Tx<'_>, range: OrdRange) -> Result<i64, DbError> {
    tx.one(&LIVE_BELOW, &params![range.from, range.to], |row| row.get(0))
}

pub(super) fn add(tx: &mut Tx<'_>, area: &Area) -> Result<(), DbError> {
    let parent = area.parent_id.map(|id| id.to_string());
    let (range, level) = (area.range(), area.level.name());
    let values =
        params![area.id.to_string(), parent.as_deref(), level, &area.name, range.from, range.to, area.from_at.0];
    tx.exec(&ADD, &values).map(drop)
}

/// Adds many new areas; parents go first.
pub(super) fn add_all(tx: &mut Tx<'_>, areas: &[Area]) -> Result<(), DbError> {
    let columns = &["id", "parent_id", "level", "name", "ord", "ord_end", "from_at", "rev"];
    let rows = areas.iter().map(|area| {
        let range = area.range();
        let parent = area.parent_id.map(|id| id.to_string());
        let (level, from) = (area.level.name(), area.from_at.0);
        params![area.id.to_string(), parent, level, &area.name, range.from, range.to, from, 1_i64].to_vec()
    });
    tx.bulk("area", columns, rows).map(drop)
}

pub(super) fn rename(tx: &mut Tx<'_>, id: Id, name: &str) -> Result<(), DbError> {
    tx.exec(&RENAME, &params![id.to_string(), name]).map(drop)
}

pub(super) fn close(tx: &mut Tx<'_>, id: Id, at: Timestamp) -> Result<(), DbError> {
    tx.exec(&CLOSE, &params![id.to_string(), at.0]).map(drop)
}

/// All areas, closed ones too, each with the code it has on a date.
pub(super) fn known(tx: &mut Tx<'_>, on: &str) -> Result<Vec<KnownArea>, DbError> {
    tx.all(&KNOWN, &params![on], |row| {
        Ok(KnownArea {
            id: row.parse(0)?,
            parent_id: row.parse_opt(1)?,
            level: row.parse(2)?,
            name: row.get(3)?,
            ord: row.get(4)?,
            code: row.get(5)?,
        })
    })
}

/// The live areas in a range whose numbers are multiples of `step`: those down to the level that spans `step`.
pub(super) fn tree(tx: &mut Tx<'_>, range: OrdRange, step: i64, on: &str) -> Result<Vec<Coded>, DbError> {
    tx.all(&TREE, &params![range.from, range.to, step, on], coded)
}

/// The live areas with these numbers.
pub(super) fn at_ords(tx: &mut Tx<'_>, ords: &[i64], on: &str) -> Result<Vec<Coded>, DbError> {
    let rows: Vec<_> = ords.iter().map(|ord| params![*ord]).collect();
    tx.all_set(&AT_ORDS, &params![on], &rows, coded)
}

/// Live households and residents of each grid in a range, in order of the grids' numbers.
pub(super) fn counts(tx: &mut Tx<'_>, range: OrdRange) -> Result<Vec<(i64, i64, i64)>, DbError> {
    tx.all(&COUNTS, &params![range.from, range.to], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
}

pub(super) fn add_event(
    tx: &mut Tx<'_>,
    (id, area): (Id, Id),
    verb: &str,
    (at, person): (Timestamp, Id),
    detail: &str,
) -> Result<(), DbError> {
    let values = params![id.to_string(), area.to_string(), verb, at.0, person.to_string(), detail];
    tx.exec(&ADD_EVENT, &values).map(drop)
}

/// Adds one and the same event to many areas: (event, area).
pub(super) fn add_events(
    tx: &mut Tx<'_>,
    events: &[(Id, Id)],
    verb: &str,
    (at, person): (Timestamp, Id),
    detail: &str,
) -> Result<(), DbError> {
    let person = person.to_string();
    let rows = events
        .iter()
        .map(|(id, area)| params![id.to_string(), area.to_string(), verb, at.0, person.as_str(), detail].to_vec());
    tx.bulk("area_event", &["id", "area_id", "verb", "at", "person_id", "detail"], rows).map(drop)
}

/// The newest 200 events of an area, newest first.
pub(super) fn events(tx: &mut Tx<'_>, area: Id) -> Result<Vec<AreaEvent>, DbError> {
    tx.all(&EVENTS, &params![area.to_string()], |row| {
        let detail =
            serde_json::from_str(row.text(5)?).map_err(|error| DbError::Shape(format!("areas.events: {error}")))?;
        Ok(AreaEvent {
            id: row.parse(0)?,
            verb: row.get(1)?,
            at: Timestamp(row.get(2)?),
            person_id: row.parse(3)?,
            person_name: row.get(4)?,
            detail,
        })
    })
}

/// The live households of a grid with their lanes, in door order.
pub(super) fn doors(tx: &mut Tx<'_>, range: OrdRange) -> Result<Vec<(Id, String)>, DbError> {
    tx.all(&DOORS, &params![range.from, range.to], |row| Ok((row.parse(0)?, row.get(1)?)))
}

fn coded(row: &Row<'_>) -> Result<Coded, DbError> {
    Ok((area(row)?, row.get(8)?))
}

fn area(row: &Row<'_>) -> Result<Area, DbError> {
    Ok(Area {
        id: row.parse(0)?,
        parent_id: row.parse_opt(1)?,
        level: row.parse(2)?,
        name: row.get(3)?,
        ord: row.get(4)?,
        from_at: Timestamp(row.get(5)?),
        to_at: row.get::<Option<i64>>(6)?.map(Timestamp),
        rev: row.get(7)?,
    })
}
