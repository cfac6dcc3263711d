//! A household that moves or ends takes its receipts along: the figures of its grids follow.

use gridward_database::Tx;
use gridward_domain::Id;

use super::receipts::{DoorRow, RollUp, apply, of_household, put_doors};
use super::store;
use crate::Error;
use crate::households::Grid;

/// The doors of a household lie in another grid from now on, or in none once it has ended; of directives in force only:
/// the figures of others are frozen.
pub(crate) fn household_moved(tx: &mut Tx<'_>, household: Id, to: Option<Grid>) -> Result<(), Error> {
    let doors = of_household(tx, household)?;
    if doors.is_empty() {
        return Ok(());
    }
    let ids: Vec<Id> = doors.iter().map(|door| door.directive).collect();
    let moments = store::issues(tx, &ids)?;
    let mut roll_up = RollUp::new();
    for door in &doors {
        let issued = moments.get(&door.directive).copied().unwrap_or_default();
        if let Some(grid) = door.grid {
            roll_up.entry((door.directive, grid)).or_default().door(door.standing.as_ref(), None, issued);
        }
        if let Some(grid) = to {
            roll_up.entry((door.directive, grid)).or_default().door(None, door.standing.as_ref(), issued);
        }
    }
    apply(tx, &roll_up)?;
    let moved: Vec<DoorRow> = doors.into_iter().map(|door| DoorRow { grid: to, ..door }).collect();
    put_doors(tx, moved.iter())?;
    Ok(())
}
