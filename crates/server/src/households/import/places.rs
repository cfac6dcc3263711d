//! From the names a ledger gives to the grid a row belongs to.

use std::collections::{BTreeMap, HashMap};

use gridward_database::{DbError, Statement, Tx, params};
use gridward_domain::Id;
use gridward_domain::areas::{Level, OrdRange};
use gridward_domain::households::{group_number, village_key, within_village};
use gridward_formats::ledger::{ProblemKind, ResidentRow};

use super::problems;
use crate::households::Grid;

static AREAS: Statement = Statement::new(
    "import.areas",
    "SELECT id, parent_id, level, name, ord FROM area WHERE ord >= $1 AND ord < $2 AND to_at IS NULL ORDER BY ord",
);
static VILLAGE_OF: Statement = Statement::new(
    "import.village_of",
    "SELECT v.id, v.name, v.ord FROM area g JOIN area v ON v.id = g.parent_id WHERE g.id = $1",
);

pub(super) const STATEMENTS: &[&Statement] = &[&AREAS, &VILLAGE_OF];

/// A villagers' group that has no grid yet: village, and the group's name as it will be called.
pub(super) type Missing = (Id, String);

/// The villages and grids of the chosen area by their names.
#[derive(Debug, Default)]
pub(crate) struct Places {
    villages: Vec<Village>,
    by_name: HashMap<String, Vec<usize>>,
    only: Option<Grid>,
    found: HashMap<String, Result<Grid, Misplaced>>,
}

#[derive(Debug)]
struct Village {
    id: Id,
    name: String,
    grids: Vec<(Grid, String, Option<u32>)>,
}

/// Why a row has no grid.
#[derive(Debug, Clone)]
pub(super) struct Misplaced {
    pub(super) kind: &'static ProblemKind,
    /// The grid that could be made.
    pub(super) missing: Option<Missing>,
}

impl From<&'static ProblemKind> for Misplaced {
    fn from(kind: &'static ProblemKind) -> Self {
        Self { kind, missing: None }
    }
}

impl Places {
    /// The places of an area; of a grid, that grid alone.
    pub(crate) fn load(tx: &mut Tx<'_>, id: Id, level: Level, range: OrdRange) -> Result<Self, DbError> {
        let mut places = Self::default();
        if level >= Level::Grid {
            places.only = Some(Grid { id, ord: range.from });
            if let Some((village, name, _)) = tx.opt(&VILLAGE_OF, &params![id.to_string()], |row| {
                Ok((row.parse(0)?, row.get(1)?, row.get::<i64>(2)?))
            })? {
                places.add_village(village, name);
            }
        }
        let areas = tx.all(&AREAS, &params![range.from, range.to], |row| {
            let parent: Option<Id> = row.parse_opt(1)?;
            Ok((row.parse::<Id>(0)?, parent, row.parse::<Level>(2)?, row.get::<String>(3)?, row.get::<i64>(4)?))
        })?;
        let mut at: HashMap<Id, usize> = HashMap::new();
        for (id, parent, level, name, ord) in areas {
            match level {
                Level::Village => {
                    at.insert(id, places.add_village(id, name));
                }
                Level::Grid => {
                    let village = parent.and_then(|parent| at.get(&parent)).copied().or(places.only.map(|_| 0));
                    if let Some(village) = village.and_then(|at| places.villages.get_mut(at)) {
                        village.add_grid(Grid { id, ord }, &name);
                    }
                }
                _ => {}
            }
        }
        Ok(places)
    }

    fn add_village(&mut self, id: Id, name: String) -> usize {
        let at = self.villages.len();
        self.by_name.entry(village_key(&name)).or_default().push(at);
        self.villages.push(Village { id, name, grids: Vec::new() });
        at
    }

    /// A grid that was made for a group that had none.
    pub(super) fn add_grid(&mut self, village: Id, grid: Grid, name: &str) {
        self.found.clear();
        if let Some(village) = self.villages.iter_mut().find(|one| one.id == village) {
            village.add_grid(grid, name);
        }
    }

    /// The name of a village.
    pub(super) fn village_name(&self, id: Id) -> &str {
        self.villages.iter().find(|one| one.id == id).map_or("", |village| village.name.as_str())
    }

    /// The grid of a row.
    pub(super) fn grid_of(&mut self, row: &ResidentRow) -> Result<Grid, Misplaced> {
        let key = [row.village.as_str(), &row.grid, &row.group, group_in_address(row)].join("\u{1}");
        if let Some(found) = self.found.get(&key) {
            return found.clone();
        }
        let found = self.look(row);
        self.found.insert(key, found.clone());
        found
    }

    /// The grid of a row, or its village where the row names no grid that is known.
    pub(crate) fn area_of(&mut self, row: &ResidentRow) -> Option<Id> {
        let grid = self.grid_of(row).ok().map(|grid| grid.id);
        grid.or_else(|| self.village_of(row).ok().map(|village| village.id))
    }

    fn look(&self, row: &ResidentRow) -> Result<Grid, Misplaced> {
        let village = self.village_of(row)?;
        let names: Vec<&str> = [row.grid.as_str(), &row.group, group_in_address(row)]
            .into_iter()
            .filter(|name| !name.trim().is_empty())
            .collect();
        let Some(first) = names.first() else {
            return match (&self.only, village.grids.as_slice()) {
                (Some(only), _) | (None, [(only, ..)]) => Ok(*only),
                _ => Err(Misplaced::from(&problems::GRID_MISSING)),
            };
        };
        for name in &names {
            match village.grids_called(name).as_slice() {
                [grid] => return Ok(*grid),
                [] => {}
                _ => return Err(Misplaced::from(&problems::PLACE_AMBIGUOUS)),
            }
        }
        let group = [row.group.as_str(), group_in_address(row), first].into_iter().find(|name| !name.trim().is_empty());
        let missing = group.filter(|_| self.only.is_none()).map(|name| (village.id, called(name)));
        Err(Misplaced { kind: &problems::GRID_UNKNOWN, missing })
    }

    fn village_of(&self, row: &ResidentRow) -> Result<&Village, Misplaced> {
        if row.village.trim().is_empty() {
            return match self.villages.as_slice() {
                [only] => Ok(only),
                _ => Err(Misplaced::from(&problems::VILLAGE_MISSING)),
            };
        }
        let found = self.by_name.get(&village_key(&row.village)).map_or(&[][..], Vec::as_slice);
        match found {
            [at] => self.villages.get(*at).ok_or_else(|| Misplaced::from(&problems::VILLAGE_UNKNOWN)),
            [] => Err(Misplaced::from(&problems::VILLAGE_UNKNOWN)),
            _ => Err(Misplaced::from(&problems::PLACE_AMBIGUOUS)),
        }
    }
}

impl Village {
    /// A grid is often called after its village: 黄寺岗村第1村民组 is group 1.
    fn add_grid(&mut self, grid: Grid, name: &str) {
        let bare = within_village(name, &self.name);
        let number = group_number(&bare);
        self.grids.push((grid, bare, number));
    }

    fn grids_called(&self, name: &str) -> Vec<Grid> {
        let bare = within_village(name, &self.name);
        let number = group_number(&bare);
        let fits = |(_, own, own_number): &&(Grid, String, Option<u32>)| {
            *own == bare || (number.is_some() && *own_number == number)
        };
        self.grids.iter().filter(fits).map(|(grid, ..)| *grid).collect()
    }
}

/// `3组12号` names its group in the address.
fn group_in_address(row: &ResidentRow) -> &str {
    let end = row.address.find('组').map(|at| at + '组'.len_utf8());
    end.and_then(|end| row.address.get(..end)).filter(|name| group_number(name).is_some()).unwrap_or("")
}

/// What a new grid of a group is called.
fn called(name: &str) -> String {
    match group_number(name) {
        Some(number) => format!("第{number}村民组"),
        None => name.trim().chars().take(100).collect(),
    }
}

/// Missing groups with how many rows name them.
pub(super) type MissingGroups = BTreeMap<Missing, usize>;

#[cfg(test)]
mod tests {
    use super::{Grid, Places, ResidentRow};
    use gridward_domain::Id;

    fn places() -> Places {
        let mut places = Places::default();
        for (number, name) in [(1, "黄寺岗村"), (2, "史寨村")] {
            places.add_village(Id::from_number(number), format!("{name}民委员会"));
            for group in 1..=2 {
                let id = Id::from_number(number * 10 + group);
                places.add_grid(Id::from_number(number), Grid { id, ord: 0 }, &format!("{name}第{group}村民组"));
            }
        }
        places
    }

    fn row(village: &str, group: &str, address: &str) -> ResidentRow {
        ResidentRow { village: village.into(), group: group.into(), address: address.into(), ..ResidentRow::default() }
    }

    #[test]
    fn a_group_is_found_however_it_is_written() {
        let mut places = places();
        for (village, group, address) in
            [("史寨", "二组", ""), ("史寨村委会", "第2村民组", ""), ("黄寺岗镇史寨村", "", "2组12号")]
        {
            let found = places.grid_of(&row(village, group, address)).unwrap();
            assert_eq!(found.id, Id::from_number(22), "{village} {group} {address}");
        }
    }

    #[test]
    fn a_group_without_a_grid_is_asked_about_and_could_be_made() {
        let misplaced = places().grid_of(&row("史寨村", "9组", "")).unwrap_err();
        assert_eq!(misplaced.kind.code, "grid_unknown");
        assert_eq!(misplaced.missing, Some((Id::from_number(2), "第9村民组".to_owned())));
    }

    #[test]
    fn nothing_is_guessed_where_a_name_is_missing() {
        assert_eq!(places().grid_of(&row("", "1组", "")).unwrap_err().kind.code, "village_missing");
        assert_eq!(places().grid_of(&row("史寨村", "", "12号")).unwrap_err().kind.code, "grid_missing");
        assert_eq!(places().grid_of(&row("桃园村", "1组", "")).unwrap_err().kind.code, "village_unknown");
    }
}
