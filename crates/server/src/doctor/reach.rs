//! Recount the roll-up of reach from where each door stands.

use std::collections::BTreeMap;

use gridward_database::{DbError, Param, Row, Statement, Tx, params};
use gridward_domain::directives::{Delta, ReceiptState, Standing};
use gridward_domain::{Id, Timestamp};

use crate::Error;

static DIRECTIVES: Statement = Statement::new(
    "doctor.directives",
    "SELECT id, issued_at FROM directive WHERE state IN ('issued', 'closed', 'withdrawn') AND issued_at IS NOT NULL
     ORDER BY state, made_at, id",
);
static DOORS: Statement = Statement::new(
    "doctor.doors",
    "SELECT grid_id, grid_ord, rank, reason, reached_at FROM door WHERE directive_id = $1 AND grid_ord >= 0",
);
static KEPT: Statement = Statement::new(
    "doctor.kept_reach",
    "SELECT grid_id, grid_ord, told, confirmed, refused, nobody_home, no_phone, refused_to_open, within_15m, within_30m,
       within_1h, within_2h, within_4h, within_8h, within_12h, within_24h, within_48h, within_72h, within_7d, later,
       last_reached_at FROM directive_reach WHERE directive_id = $1",
);
static PUT: Statement = Statement::new(
    "doctor.put_reach",
    "INSERT INTO directive_reach (directive_id, grid_id, grid_ord, told, confirmed, refused, nobody_home, no_phone,
       refused_to_open, within_15m, within_30m, within_1h, within_2h, within_4h, within_8h, within_12h, within_24h,
       within_48h, within_72h, within_7d, later, last_reached_at, last_report_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $22)
     ON CONFLICT (directive_id, grid_id) DO UPDATE SET told = excluded.told, confirmed = excluded.confirmed,
       refused = excluded.refused, nobody_home = excluded.nobody_home, no_phone = excluded.no_phone,
       refused_to_open = excluded.refused_to_open, within_15m = excluded.within_15m, within_30m = excluded.within_30m,
       within_1h = excluded.within_1h, within_2h = excluded.within_2h, within_4h = excluded.within_4h,
       within_8h = excluded.within_8h, within_12h = excluded.within_12h, within_24h = excluded.within_24h,
       within_48h = excluded.within_48h, within_72h = excluded.within_72h, within_7d = excluded.within_7d,
       later = excluded.later, last_reached_at = excluded.last_reached_at",
);

pub(super) const STATEMENTS: &[&Statement] = &[&DIRECTIVES, &DOORS, &KEPT, &PUT];

/// The figures of one directive in one grid; when something was last reported is not among them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Figures {
    /// told, confirmed, refused, nobody home, no phone, refused to open; then the twelve times; then the latest door.
    cells: [i64; 19],
}

/// A grid of a directive: (order number, grid).
type Place = (i64, Id);

/// The roll-ups of grids, by directive, that are not what their doors say: how many.
pub fn wrong_reach(tx: &mut Tx<'_>) -> Result<usize, Error> {
    Ok(differences(tx)?.len())
}

/// Counts anew and writes what was counted; answers how many roll-ups were wrong.
pub fn mend_reach(tx: &mut Tx<'_>) -> Result<usize, Error> {
    let wrong = differences(tx)?;
    for (directive, (ord, grid), figures) in &wrong {
        let mut values: Vec<Param<'_>> = params![directive.to_string(), grid.to_string(), *ord].to_vec();
        values.extend(figures.cells.iter().map(|cell| Param::Int(*cell)));
        tx.exec(&PUT, &values)?;
    }
    Ok(wrong.len())
}

fn differences(tx: &mut Tx<'_>) -> Result<Vec<(Id, Place, Figures)>, Error> {
    let mut wrong = Vec::new();
    let directives: Vec<(Id, i64)> = tx.all(&DIRECTIVES, &params![], |row| Ok((row.parse(0)?, row.get(1)?)))?;
    for (directive, issued) in directives {
        let id = directive.to_string();
        let kept: BTreeMap<Place, Figures> = tx.all(&KEPT, &params![&id], kept)?.into_iter().collect();
        let counted = count(tx, &id, Timestamp(issued))?;
        for place in kept.keys().chain(counted.keys().filter(|place| !kept.contains_key(place))) {
            let (kept, counted) = (figures_at(&kept, *place), figures_at(&counted, *place));
            if kept != counted {
                wrong.push((directive, *place, counted));
            }
        }
    }
    Ok(wrong)
}

fn figures_at(figures: &BTreeMap<Place, Figures>, place: Place) -> Figures {
    figures.get(&place).copied().unwrap_or_default()
}

fn kept(row: &Row<'_>) -> Result<(Place, Figures), DbError> {
    let mut figures = Figures::default();
    for (at, cell) in figures.cells.iter_mut().enumerate() {
        *cell = row.get(at + 2)?;
    }
    Ok(((row.get(1)?, row.parse(0)?), figures))
}

fn count(tx: &mut Tx<'_>, directive: &str, issued: Timestamp) -> Result<BTreeMap<Place, Figures>, Error> {
    let mut counted: BTreeMap<Place, Delta> = BTreeMap::new();
    let doors: Vec<(Place, Option<Standing>)> = tx.all(&DOORS, &params![directive], door)?;
    for (place, standing) in doors {
        counted.entry(place).or_default().door(None, standing.as_ref(), issued);
    }
    Ok(counted.into_iter().map(|(place, delta)| (place, figures_of(&delta))).collect())
}

fn door(row: &Row<'_>) -> Result<(Place, Option<Standing>), DbError> {
    let place = (row.get(1)?, row.parse(0)?);
    let (reason, reached_at) = (row.text(3)?.parse().ok(), row.get::<Option<i64>>(4)?.map(Timestamp));
    let standing = ReceiptState::of_rank(row.get(2)?).map(|state| Standing {
        state,
        reason,
        receipt: Id::from_number(0),
        at: Timestamp(0),
        reached_at,
    });
    Ok((place, standing))
}

fn figures_of(delta: &Delta) -> Figures {
    let counts = &delta.counts;
    let states =
        [counts.told, counts.confirmed, counts.refused, counts.nobody_home, counts.no_phone, counts.refused_to_open];
    let mut figures = Figures::default();
    let all = states.into_iter().chain(delta.times.0).chain([delta.last_reached.0]);
    for (cell, figure) in figures.cells.iter_mut().zip(all) {
        *cell = figure;
    }
    figures
}
