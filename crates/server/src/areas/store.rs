//! The SQL of areas.

use gridward_database::{DbError, Row, SetStatement, Statement, Tx, params};
use gridward_domain::Id;
use gridward_domain::areas::OrdRange;

use super::find::Area;

static FIND: Statement = Statement::new(
    "areas.find",
    "SELECT id, parent_id, level, name, ord, ord_end, from_at, to_at, rev FROM area WHERE id = $1",
);
static CHILDREN: Statement = Statement::new(
    "areas.children",
    "SELECT id, parent_id, level, name, ord, ord_end, from_at, to_at, rev FROM area WHERE parent_id = $1 ORDER BY ord",
);
static LAST_ORD_BELOW: Statement =
    Statement::new("areas.last_ord_below", "SELECT ord FROM area WHERE parent_id = $1 ORDER BY ord DESC LIMIT 1");
static ADD: Statement = Statement::new(
    "areas.add",
    "INSERT INTO area (id, parent_id, level, name, ord, ord_end, from_at, to_at, rev)
     VALUES ($1, CAST($2 AS TEXT), $3, $4, $5, $6, $7, NULL, 1)",
);

pub(crate) const STATEMENTS: &[&Statement] = &[&FIND, &CHILDREN, &LAST_ORD_BELOW, &ADD];
pub(crate) const SET_STATEMENTS: &[&SetStatement] = &[];

pub(super) fn find(tx: &mut Tx<'_>, id: Id) -> Result<Option<Area>, DbError> {
    tx.opt(&FIND, &params![id.to_string()], area)
}

pub(super) fn children(tx: &mut Tx<'_>, parent: Id) -> Result<Vec<Area>, DbError> {
    tx.all(&CHILDREN, &params![parent.to_string()], area)
}

pub(super) fn last_ord_below(tx: &mut Tx<'_>, parent: Id) -> Result<Option<i64>, DbError> {
    tx.opt(&LAST_ORD_BELOW, &params![parent.to_string()], |row| row.get(0))
}

pub(super) fn add(tx: &mut Tx<'_>, area: &Area) -> Result<(), DbError> {
    let parent = area.parent_id.map(|id| id.to_string());
    tx.exec(
        &ADD,
        &params![
            area.id.to_string(),
            parent.as_deref(),
            area.level.name(),
            &area.name,
            area.ord,
            area.range().to,
            area.from_at.0
        ],
    )
    .map(drop)
}

fn area(row: &Row<'_>) -> Result<Area, DbError> {
    let range = OrdRange { from: row.get(4)?, to: row.get(5)? };
    Ok(Area {
        id: row.parse(0)?,
        parent_id: row.parse_opt(1)?,
        level: row.parse(2)?,
        name: row.get(3)?,
        ord: range.from,
        from_at: gridward_domain::Timestamp(row.get(6)?),
        to_at: row.get::<Option<i64>>(7)?.map(gridward_domain::Timestamp),
        rev: row.get(8)?,
    })
}
