//! The SQL behind the sheet of a directive.

use gridward_database::{DbError, Row, SetStatement, Statement, Tx, params};
use gridward_domain::areas::{Level, OrdRange};
use gridward_domain::directives::{Reach, Times};
use gridward_domain::{Id, Timestamp};

use super::figures::Figures;
use crate::directives::directive::Directive;

static AREAS: Statement = Statement::new(
    "directives.areas",
    "SELECT id, parent_id, level, name, ord FROM area WHERE ord >= $1 AND ord < $2 AND level <> 'micro_grid'
       AND from_at <= $3 AND (to_at IS NULL OR to_at > $3) ORDER BY ord, level",
);
static ABOVE: SetStatement = SetStatement::new(
    "directives.areas_above",
    "SELECT id, parent_id, level, name, ord FROM area WHERE to_at IS NULL AND ord IN (",
    "?",
    ")",
);
static DUE: Statement = Statement::new(
    "directives.due",
    "SELECT grid_ord, households FROM grid_count WHERE grid_ord >= $1 AND grid_ord < $2 AND households > 0",
);
static REACHED: Statement = Statement::new(
    "directives.reached",
    "SELECT grid_ord, told, confirmed, refused, nobody_home, no_phone, refused_to_open, within_15m, within_30m,
       within_1h, within_2h, within_4h, within_8h, within_12h, within_24h, within_48h, within_72h, within_7d, later,
       last_reached_at, last_report_at, frozen_due
     FROM directive_reach WHERE directive_id = $1 AND grid_ord >= $2 AND grid_ord < $3",
);
static SIGNED: Statement = Statement::new(
    "directives.signed",
    "SELECT s.area_id, s.version, s.at, COALESCE(p.name, '') FROM directive_signature s
     LEFT JOIN person p ON p.id = s.person_id WHERE s.directive_id = $1",
);
/// The households that are due in the moment a directive ends stay its figures.
static FREEZE: Statement = Statement::new(
    "directives.freeze",
    "INSERT INTO directive_reach (directive_id, grid_id, grid_ord, told, confirmed, refused, nobody_home, no_phone,
       refused_to_open, within_15m, within_30m, within_1h, within_2h, within_4h, within_8h, within_12h, within_24h,
       within_48h, within_72h, within_7d, later, last_reached_at, last_report_at, frozen_due)
     SELECT $1, grid_id, grid_ord, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, households
     FROM grid_count WHERE grid_ord >= $2 AND grid_ord < $3 AND households > 0
     ON CONFLICT (directive_id, grid_id) DO UPDATE SET frozen_due = excluded.frozen_due",
);

pub(super) const STATEMENTS: &[&Statement] = &[&AREAS, &DUE, &REACHED, &SIGNED, &FREEZE];
pub(super) const SET_STATEMENTS: &[&SetStatement] = &[&ABOVE];

/// An area of the tree a directive is issued in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Node {
    pub(crate) id: Id,
    pub(crate) parent_id: Option<Id>,
    pub(crate) level: Level,
    pub(crate) name: String,
    pub(crate) range: OrdRange,
}

fn node(row: &Row<'_>) -> Result<Node, DbError> {
    let level: Level = row.parse(2)?;
    let range = gridward_domain::areas::AreaOrd(row.get(4)?).range(level);
    Ok(Node { id: row.parse(0)?, parent_id: row.parse_opt(1)?, level, name: row.get(3)?, range })
}

/// The areas of a range that lived at an instant, micro-grids left out, in tree order.
pub(super) fn areas(tx: &mut Tx<'_>, range: OrdRange, at: Timestamp) -> Result<Vec<Node>, DbError> {
    tx.all(&AREAS, &params![range.from, range.to, at.0], node)
}

/// The live areas with these numbers.
pub(super) fn above(tx: &mut Tx<'_>, ords: &[i64]) -> Result<Vec<Node>, DbError> {
    let rows: Vec<_> = ords.iter().map(|ord| params![*ord]).collect();
    tx.all_set(&ABOVE, &[], &rows, node)
}

/// Live households by grid (or micro-grid).
pub(super) fn due(tx: &mut Tx<'_>, range: OrdRange) -> Result<Vec<(i64, i64)>, DbError> {
    tx.all(&DUE, &params![range.from, range.to], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// The roll-up by grid (or micro-grid), with what was due when the directive ended.
pub(super) fn reached(
    tx: &mut Tx<'_>,
    directive: Id,
    range: OrdRange,
) -> Result<Vec<(i64, Figures, Option<i64>)>, DbError> {
    tx.all(&REACHED, &params![directive.to_string(), range.from, range.to], |row| {
        let mut times = Times::default();
        for (at, count) in (7..).zip(&mut times.0) {
            *count = row.get(at)?;
        }
        let reach = Reach {
            told: row.get(1)?,
            confirmed: row.get(2)?,
            refused: row.get(3)?,
            nobody_home: row.get(4)?,
            no_phone: row.get(5)?,
            refused_to_open: row.get(6)?,
            ..Reach::default()
        };
        let (last_reached, last_report) = (Timestamp(row.get(19)?), Timestamp(row.get(20)?));
        Ok((row.get(0)?, Figures { reach, times, last_reached, last_report, ..Figures::default() }, row.get(21)?))
    })
}

/// A tier's signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Signed {
    pub(crate) area: Id,
    pub(crate) version: i64,
    pub(crate) at: Timestamp,
    pub(crate) by: String,
}

pub(super) fn signed(tx: &mut Tx<'_>, directive: Id) -> Result<Vec<Signed>, DbError> {
    tx.all(&SIGNED, &params![directive.to_string()], |row| {
        Ok(Signed { area: row.parse(0)?, version: row.get(1)?, at: Timestamp(row.get(2)?), by: row.get(3)? })
    })
}

/// Writes down how many households are due now, per grid of the scope.
pub(in crate::directives) fn freeze(tx: &mut Tx<'_>, directive: &Directive) -> Result<(), DbError> {
    for range in directive.ranges() {
        tx.exec(&FREEZE, &params![directive.id.to_string(), range.from, range.to])?;
    }
    Ok(())
}
