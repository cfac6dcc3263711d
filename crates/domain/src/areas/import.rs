//! Bring the tree in line with a divisions file: what to create, what was renamed, what the file does not list.

use std::collections::{HashMap, HashSet};

use super::{AreaOrd, Level};
use crate::Id;

/// A row of a divisions file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Division {
    /// The row's line in the file, from 1.
    pub line: u32,
    /// The official code (GB/T 2260, GB/T 10114): twelve digits, shorter ones padded with zeros, of a grid fifteen. One
    /// code may stand on two levels: 441900000000 is a city and the only county below it.
    pub code: String,
    /// The name. Names are not unique.
    pub name: String,
    /// The code of the area it lies in; absent at the top of the file.
    pub parent_code: Option<String>,
    /// The level, from 1 for a province to 7 for a micro-grid.
    pub level: u8,
}

/// An area that the tree already has, live or closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownArea {
    /// The area.
    pub id: Id,
    /// The area it lies in.
    pub parent_id: Option<Id>,
    /// Its level.
    pub level: Level,
    /// Its name.
    pub name: String,
    /// Its order number.
    pub ord: i64,
    /// The official code it has today, if it is live and has one.
    pub code: Option<String>,
}

/// Where a new area will lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Above {
    /// At the top of the tree.
    Nothing,
    /// In an area that the tree already has.
    Known(Id),
    /// In the new area with this place in [`ImportPlan::created`].
    New(usize),
}

/// An area to create.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedArea {
    /// Where it will lie.
    pub above: Above,
    /// Its level.
    pub level: Level,
    /// Its name.
    pub name: String,
    /// Its official code.
    pub code: String,
    /// Its order number.
    pub ord: AreaOrd,
}

/// An area whose name the file writes differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenamedArea {
    /// Its place in the slice of known areas.
    pub known: usize,
    /// The name in the file.
    pub name: String,
}

/// Why a row was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RowFault {
    /// The level is none of the seven.
    UnknownLevel,
    /// The same code stands twice at the same level.
    ListedTwice,
    /// Its parent is neither in the file nor in the tree.
    ParentMissing,
    /// There is no free number below its parent.
    NoRoom,
}

/// What a divisions file asks of the tree. Nothing is ever closed by a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportPlan {
    /// Areas to create, parents before what lies in them.
    pub created: Vec<PlannedArea>,
    /// Areas to rename.
    pub renamed: Vec<RenamedArea>,
    /// How many rows say what the tree already says.
    pub unchanged: usize,
    /// Known areas (places in the slice) that the file does not list, though it lists their siblings.
    pub missing: Vec<usize>,
    /// Rows left out, by line.
    pub problems: Vec<(u32, RowFault)>,
}

/// Compares a divisions file with the tree. `known` holds all areas, closed ones too, since their numbers stay taken.
/// An area is the same when code and level are: one padded code may stand on two levels (441900000000 does).
pub fn plan_import(known: &[KnownArea], rows: &[Division]) -> ImportPlan {
    let mut work = Work::new(known);
    let mut sorted: Vec<(Level, &Division)> = Vec::with_capacity(rows.len());
    for row in rows {
        match Level::from_number(row.level) {
            Ok(level) => sorted.push((level, row)),
            Err(_) => work.plan.problems.push((row.line, RowFault::UnknownLevel)),
        }
    }
    sorted.sort_by_key(|(level, _)| *level);
    for same_level in sorted.chunk_by(|one, other| one.0 == other.0) {
        work.take_level(same_level);
    }
    work.find_missing();
    work.plan.problems.sort_by_key(|(line, _)| *line);
    work.plan
}

/// A code at a level: one padded code may stand on two.
type Key<'a> = (&'a str, Level);

#[derive(Clone, Copy)]
struct Node {
    above: Above,
    ord: AreaOrd,
}

struct Work<'a> {
    known: &'a [KnownArea],
    plan: ImportPlan,
    nodes: HashMap<Key<'a>, Node>,
    places: HashMap<Key<'a>, usize>,
    taken: HashSet<i64>,
    listed: HashSet<Key<'a>>,
    /// For every area that has something below it in the file: how many, and the last of them.
    below: HashMap<Key<'a>, (usize, Key<'a>)>,
    tops: Vec<Key<'a>>,
}

impl<'a> Work<'a> {
    fn new(known: &'a [KnownArea]) -> Self {
        let (mut nodes, mut places) = (HashMap::with_capacity(known.len()), HashMap::with_capacity(known.len()));
        for (place, area) in known.iter().enumerate() {
            if let Some(code) = area.code.as_deref() {
                nodes.insert((code, area.level), Node { above: Above::Known(area.id), ord: AreaOrd(area.ord) });
                places.insert((code, area.level), place);
            }
        }
        Self {
            known,
            plan: ImportPlan::default(),
            nodes,
            places,
            taken: known.iter().map(|area| area.ord).collect(),
            listed: HashSet::new(),
            below: HashMap::new(),
            tops: Vec::new(),
        }
    }

    /// Numbers that codes claim go first, so that an area without a number of its own can't take one of them.
    fn take_level(&mut self, rows: &[(Level, &'a Division)]) {
        let mut waiting = Vec::new();
        for &(level, row) in rows {
            if !self.listed.insert((&row.code, level)) {
                self.plan.problems.push((row.line, RowFault::ListedTwice));
                continue;
            }
            let Some(above) = self.above(level, row) else {
                self.plan.problems.push((row.line, RowFault::ParentMissing));
                continue;
            };
            if let Some(&place) = self.places.get(&(row.code.as_str(), level)) {
                self.compare(place, row);
                continue;
            }
            let claimed = AreaOrd::sibling_in_code(&row.code, level)
                .and_then(|sibling| above.ord.child(level, sibling))
                .filter(|ord| !self.taken.contains(&ord.0));
            match claimed {
                Some(ord) => self.create(level, row, above, ord),
                None => waiting.push((level, row, above)),
            }
        }
        for (level, row, above) in waiting {
            match above.ord.free_child(level, |ord| self.taken.contains(&ord)) {
                Some(ord) => self.create(level, row, above, ord),
                None => self.plan.problems.push((row.line, RowFault::NoRoom)),
            }
        }
    }

    /// The area a row lies in: of several with the parent's code the one on the nearest level above.
    fn above(&mut self, level: Level, row: &'a Division) -> Option<Node> {
        let here = (row.code.as_str(), level);
        let Some(code) = row.parent_code.as_deref() else {
            self.tops.push(here);
            return Some(Node { above: Above::Nothing, ord: AreaOrd::above_code(&row.code, level) });
        };
        let levels = Level::ALL.into_iter().rev().filter(|other| *other < level);
        let (parent, node) =
            levels.map(|other| (code, other)).find_map(|key| self.nodes.get(&key).map(|node| (key, *node)))?;
        let (count, last) = self.below.entry(parent).or_insert((0, here));
        *count += 1;
        *last = here;
        if !self.listed.contains(&parent) {
            self.tops.push(here);
        }
        Some(node)
    }

    fn compare(&mut self, place: usize, row: &Division) {
        if self.known.get(place).is_some_and(|area| area.name == row.name) {
            self.plan.unchanged += 1;
        } else {
            self.plan.renamed.push(RenamedArea { known: place, name: row.name.clone() });
        }
    }

    fn create(&mut self, level: Level, row: &'a Division, above: Node, ord: AreaOrd) {
        self.taken.insert(ord.0);
        let here = Node { above: Above::New(self.plan.created.len()), ord };
        self.nodes.insert((&row.code, level), here);
        let (name, code) = (row.name.clone(), row.code.clone());
        self.plan.created.push(PlannedArea { above: above.above, level, name, code, ord });
    }

    /// A file of one county lists the county's ancestors one by one: their other children are not missing.
    fn find_missing(&mut self) {
        let mut ancestors = HashSet::new();
        if let [top] = self.tops.as_slice() {
            let mut here = *top;
            while let Some((1, next)) = self.below.get(&here) {
                ancestors.insert(here);
                here = *next;
            }
        }
        let complete: HashSet<Id> = self
            .below
            .keys()
            .filter(|key| self.listed.contains(*key) && !ancestors.contains(*key))
            .filter_map(|key| self.places.get(key).and_then(|place| self.known.get(*place)))
            .map(|area| area.id)
            .collect();
        for (place, area) in self.known.iter().enumerate() {
            let unlisted = area.code.as_deref().is_some_and(|code| !self.listed.contains(&(code, area.level)));
            if unlisted && area.parent_id.is_some_and(|parent| complete.contains(&parent)) {
                self.plan.missing.push(place);
            }
        }
    }
}

#[cfg(test)]
#[path = "import_tests.rs"]
mod tests;
