//! An invented county to measure with: towns, villages and grids in any number.

use gridward_database::Tx;
use gridward_domain::Id;
use gridward_domain::areas::Division;
use gridward_server::areas::{self, Area, ImportOptions};
use gridward_server::{Ctx, Error};

use crate::demo::{Town, Village};

/// Residents of a grid, about.
const RESIDENTS: u64 = 250;
/// Grids of a village, villages of a town.
const GRIDS: u64 = 10;
const VILLAGES: u64 = 20;
/// A town has a number of three digits.
const MOST_TOWNS: u64 = 999;
/// The prefix 419999 was never given to a county.
const COUNTY: u64 = 419_999;

/// How many grids so many residents live in.
pub(super) fn grids_for(residents: u64) -> u64 {
    residents.div_ceil(RESIDENTS).clamp(1, MOST_TOWNS * VILLAGES * GRIDS)
}

/// Imports a county of so many grids. Its villages come as those of one large town: (the county, its villages).
pub(super) fn plant(tx: &mut Tx<'_>, ctx: &Ctx, grids: u64) -> Result<Town, Error> {
    let rows = divisions(grids);
    let options = ImportOptions { dry_run: false, codes_from: None };
    areas::import(tx, ctx, &rows, options)?;
    let code = format!("{COUNTY}000000");
    let county = areas::by_code(tx, ctx, &code, None)?.items.into_iter().next();
    let area = county.ok_or_else(|| Error::broken("the county of the measurement is not there"))?;
    let mut villages = Vec::new();
    for town in areas::children(tx, ctx, area.id)? {
        for village in areas::children(tx, ctx, town.id)? {
            let grids: Vec<Area> = areas::children(tx, ctx, village.id)?;
            villages.push(Village { area: village, grids, surname: '王' });
        }
    }
    Ok(Town { area, villages })
}

/// The area that everything lies in.
pub(super) fn root(town: &Town) -> Id {
    town.area.id
}

fn divisions(grids: u64) -> Vec<Division> {
    let mut rows = vec![row(&format!("{COUNTY}000000"), "示例县", None, 3)];
    for grid in 0..grids {
        let (village, town) = (grid / GRIDS, grid / GRIDS / VILLAGES);
        let (town_code, village_code) = (format!("{COUNTY}{:03}000", town + 1), village_code(town, village % VILLAGES));
        if grid % (GRIDS * VILLAGES) == 0 {
            rows.push(row(&town_code, &format!("示例{}镇", town + 1), Some(&format!("{COUNTY}000000")), 4));
        }
        if grid % GRIDS == 0 {
            rows.push(row(&village_code, &format!("样{}村", village + 1), Some(&town_code), 5));
        }
        let number = grid % GRIDS + 1;
        let code = format!("{village_code}{number:03}");
        rows.push(row(&code, &format!("样{}村第{number}村民组", village + 1), Some(&village_code), 6));
    }
    rows
}

fn village_code(town: u64, village: u64) -> String {
    format!("{COUNTY}{:03}{:03}", town + 1, village + 1)
}

fn row(code: &str, name: &str, parent: Option<&str>, level: u8) -> Division {
    Division { line: 0, code: code.to_owned(), name: name.to_owned(), parent_code: parent.map(str::to_owned), level }
}

#[cfg(test)]
mod tests {
    use super::{divisions, grids_for};
    use gridward_domain::areas::plan_import;

    #[test]
    fn a_county_of_any_size_is_a_sound_tree() {
        for grids in [1, 10, 11, 200, 201, 4_000] {
            let rows = divisions(grids);
            let plan = plan_import(&[], &rows);
            assert_eq!(plan.problems, [], "{grids}");
            assert_eq!(rows.iter().filter(|row| row.level == 6).count(), usize::try_from(grids).unwrap());
        }
    }

    #[test]
    fn a_million_residents_live_in_four_thousand_grids() {
        assert_eq!(grids_for(1_000_000), 4_000);
        assert_eq!(grids_for(1), 1);
    }
}
