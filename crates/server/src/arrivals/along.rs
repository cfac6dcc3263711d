//! Arrivals go along with the grid and the household that they lie in, so that nobody who came stays where nobody looks.
//! Whoever may move those may move what lies there: the right to do so is the caller's to check.

use gridward_database::{DbError, Statement, Tx, params};
use gridward_domain::Id;
use gridward_domain::areas::OrdRange;

use super::arrival::{ArrivalRecord, Deed, Placed, put};
use super::destination::{at_household, in_area};
use super::store::{arrival_sql, opened, sealed};
use crate::areas::Area;
use crate::households::Household;
use crate::{Ctx, Error};

static OF_HOUSEHOLD: Statement = Statement::new(
    "arrivals.of_household",
    arrival_sql!(
        "JOIN response r ON r.id = a.response_id AND r.state = 'open' WHERE a.household_id = $1 ORDER BY a.id"
    ),
);
static WITHIN: Statement = Statement::new(
    "arrivals.within",
    arrival_sql!(
        "JOIN response r ON r.id = a.response_id
         WHERE r.state = 'open' AND a.grid_ord >= $1 AND a.grid_ord < $2 ORDER BY a.id"
    ),
);
static OPEN_WITHIN: Statement = Statement::new(
    "arrivals.open_within",
    "SELECT CAST(COALESCE(SUM(c.arrivals), 0) AS BIGINT)
     FROM arrival_count c JOIN response r ON r.id = c.response_id
     WHERE r.state = 'open' AND c.grid_ord >= $1 AND c.grid_ord < $2
       AND c.state IN ('expected', 'arrived', 'verified', 'assessed', 'under_measure', 'released')",
);

pub(super) const STATEMENTS: &[&Statement] = &[&OF_HOUSEHOLD, &WITHIN, &OPEN_WITHIN];

/// Arrivals of running responses in a range that can still be changed.
pub(crate) fn open_within(tx: &mut Tx<'_>, range: OrdRange) -> Result<i64, DbError> {
    tx.one(&OPEN_WITHIN, &params![range.from, range.to], |row| row.get(0))
}

/// A household lies in another grid now: those who come to it go along, at the door that they named.
pub(crate) fn with_household(tx: &mut Tx<'_>, ctx: &Ctx, household: Id, reason: &str) -> Result<(), Error> {
    let found = of_household(tx, ctx, household)?;
    if found.is_empty() {
        return Ok(());
    }
    let home = at_household(tx, household, "")?;
    for before in found {
        let destination = Placed { place: before.destination.place.clone(), ..home.clone() };
        go(tx, ctx, &before, destination, reason)?;
    }
    Ok(())
}

/// Those who come to a household and whom `goes` names go to another one, at its door.
pub(crate) fn into_household(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    (from, to): (Id, Id),
    goes: impl Fn(&ArrivalRecord) -> bool,
    reason: &str,
) -> Result<(), Error> {
    let found: Vec<_> = of_household(tx, ctx, from)?.into_iter().filter(goes).collect();
    if found.is_empty() {
        return Ok(());
    }
    let home = at_household(tx, to, "")?;
    found.iter().try_for_each(|before| go(tx, ctx, before, home.clone(), reason))
}

/// A household has ended: those who come to it stay in its grid, with the old door in words.
pub(crate) fn out_of_household(tx: &mut Tx<'_>, ctx: &Ctx, ended: &Household, reason: &str) -> Result<(), Error> {
    let place = format!("{}{}", ended.lane, ended.door);
    for before in of_household(tx, ctx, ended.id)? {
        let destination = Placed { household_id: None, place: place.clone(), ..before.destination.clone() };
        go(tx, ctx, &before, destination, reason)?;
    }
    Ok(())
}

/// A grid closes and its households have left: those who are left in it go where `to` sends their place in words.
pub(crate) fn out_of_grid<'a>(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    grid: &Area,
    to: impl Fn(&str) -> &'a Area,
    reason: &str,
) -> Result<(), Error> {
    let range = grid.range();
    let found = tx.all(&WITHIN, &params![range.from, range.to], sealed)?;
    for before in opened(&ctx.keys, found)? {
        let place = &before.destination.place;
        let destination = in_area(tx, to(place), place)?;
        go(tx, ctx, &before, destination, reason)?;
    }
    Ok(())
}

fn of_household(tx: &mut Tx<'_>, ctx: &Ctx, household: Id) -> Result<Vec<ArrivalRecord>, Error> {
    opened(&ctx.keys, tx.all(&OF_HOUSEHOLD, &params![household.to_string()], sealed)?)
}

fn go(tx: &mut Tx<'_>, ctx: &Ctx, before: &ArrivalRecord, destination: Placed, reason: &str) -> Result<(), Error> {
    let after = ArrivalRecord { destination, rev: before.rev + 1, ..before.clone() };
    put(tx, ctx, before, &after, Deed { verb: "arrivals.move", reason })
}
