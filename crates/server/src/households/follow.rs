//! What has to follow when a household appears, changes its grid or ends: counts, coverage, doors of directives.

use gridward_database::Tx;
use gridward_domain::Id;

use super::household::{Grid, Household};
use super::store;
use crate::{Ctx, Error, directives, posts, residents};

/// Everything that lies with a household follows it from one grid to another, in the transaction that moves it. `from`
/// is absent for a new household, `to` for one that ended. `living` is how many live there.
pub fn moved(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    household: Id,
    living: i64,
    from: Option<Grid>,
    to: Option<Grid>,
) -> Result<(), Error> {
    carried(tx, household, living, (from, to))?;
    let grids: Vec<Id> = [from, to].into_iter().flatten().map(|grid| grid.id).collect();
    posts::households_changed(tx, ctx, &grids)
}

/// What follows each single household; coverage, which is counted by grid, is left to the caller.
pub(super) fn carried(
    tx: &mut Tx<'_>,
    household: Id,
    living: i64,
    (from, to): (Option<Grid>, Option<Grid>),
) -> Result<(), Error> {
    let mut changes = Vec::with_capacity(2);
    changes.extend(from.map(|grid| (grid, -1, -living)));
    changes.extend(to.map(|grid| (grid, 1, living)));
    store::count(tx, &changes)?;
    if from.is_some() {
        directives::household_moved(tx, household, to)?;
    }
    Ok(())
}

/// Brings the household's own figures up to date after its residents changed, and its grid's count with them. The
/// household gets its next revision.
pub(crate) fn recount(tx: &mut Tx<'_>, ctx: &Ctx, household: &mut Household) -> Result<(), Error> {
    let living = residents::living(tx, ctx, household.id)?;
    let members = i64::try_from(living.len()).unwrap_or(i64::MAX);
    if members != household.members {
        store::count(tx, &[(household.grid(), 0, members - household.members)])?;
    }
    household.members = members;
    household.head_name = living.first().map(|resident| resident.facts.name.text.clone()).unwrap_or_default();
    household.rev += 1;
    store::put(tx, household)?;
    Ok(())
}
