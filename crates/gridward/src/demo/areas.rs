//! The town's areas and their made-up shapes, brought in by the same imports as anybody's.

use gridward_database::Tx;
use gridward_domain::Language;
use gridward_domain::areas::Division;
use gridward_server::areas::{self, Area, BoundariesFile, ImportOptions};
use gridward_server::{Ctx, Error};
use jiff::civil::date;

const DIVISIONS: &[u8] = include_bytes!("../../demo-data/divisions.csv");
const TOWN: &[u8] = include_bytes!("../../demo-data/town.geojson");
const VILLAGES: &[u8] = include_bytes!("../../demo-data/villages.geojson");
const GROUPS: &[u8] = include_bytes!("../../demo-data/groups.geojson");

/// The level of a grid in a divisions file.
const GRID: u8 = 6;

/// The town and what lies in it.
#[derive(Debug)]
pub(crate) struct Town {
    pub(crate) area: Area,
    pub(crate) villages: Vec<Village>,
}

/// A village with its grids.
#[derive(Debug)]
pub(crate) struct Village {
    pub(crate) area: Area,
    pub(crate) grids: Vec<Area>,
    /// The surname that many there have.
    pub(crate) surname: char,
}

impl Town {
    /// All grids, in order.
    pub(super) fn grids(&self) -> impl Iterator<Item = &Area> {
        self.villages.iter().flat_map(|village| &village.grids)
    }
}

/// Imports divisions, villagers' groups as grids, and shapes.
pub(super) fn plant(tx: &mut Tx<'_>, ctx: &Ctx) -> Result<Town, Error> {
    let groups = areas::boundaries_of(GROUPS, Language::English)?;
    let mut rows = areas::divisions_of(DIVISIONS, Language::English)?.rows;
    rows.extend(groups.shapes.iter().filter_map(|shape| grid_row(&shape.key, &shape.name)));
    // The edition of the list.
    let options = ImportOptions { dry_run: false, codes_from: Some(date(2023, 6, 30)) };
    let report = areas::import(tx, ctx, &rows, options)?;
    if !report.problems.is_empty() {
        return Err(Error::broken("the sample town's divisions have problems"));
    }
    for file in [TOWN, VILLAGES] {
        shapes(tx, ctx, &areas::boundaries_of(file, Language::English)?)?;
    }
    shapes(tx, ctx, &groups)?;
    read(tx, ctx)
}

/// `411526109001-01` is the first grid of a village, its code 411526109001001.
fn grid_row(key: &str, name: &str) -> Option<Division> {
    let (village, number) = key.split_once('-')?;
    let number: u32 = number.parse().ok()?;
    let (code, parent_code) = (format!("{village}{number:03}"), Some(village.to_owned()));
    Some(Division { line: 0, code, name: name.to_owned(), parent_code, level: GRID })
}

fn shapes(tx: &mut Tx<'_>, ctx: &Ctx, file: &BoundariesFile) -> Result<(), Error> {
    let report = areas::import_shapes(tx, ctx, &file.shapes, "demo (synthetic)", false)?;
    if report.problems.is_empty() && file.problems.is_empty() {
        Ok(())
    } else {
        Err(Error::broken("the sample town's shapes have problems"))
    }
}

fn read(tx: &mut Tx<'_>, ctx: &Ctx) -> Result<Town, Error> {
    let root = areas::jurisdiction(tx, ctx)?.root;
    let area = root.ok_or_else(|| Error::broken("the sample town is not there"))?;
    let mut villages = Vec::new();
    for village in areas::children(tx, ctx, area.id)? {
        let grids = areas::children(tx, ctx, village.id)?;
        let surname = village.name.chars().next().filter(|first| "史马肖邓高".contains(*first)).unwrap_or('黄');
        villages.push(Village { area: village, grids, surname });
    }
    Ok(Town { area, villages })
}
