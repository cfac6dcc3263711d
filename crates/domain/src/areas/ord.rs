//! The order number of an area: a whole subtree is one range of numbers.

use serde::{Deserialize, Serialize};

use super::Level;

/// The order number of an area: 18 decimal digits, 2-2-2 for province, city and county, 3-3-3-3 for town, village,
/// grid and micro-grid, zeros below the area's own level. Taken from the official code where its number is free, but
/// not a code: it does not change when a code is withdrawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AreaOrd(pub i64);

/// The order numbers of an area and of everything below it: `from` is in, `to` is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct OrdRange {
    /// The first number.
    pub from: i64,
    /// The first number past the range.
    pub to: i64,
}

const TEN: i64 = 10;

impl AreaOrd {
    /// How many numbers an area of this level spans, itself included.
    pub fn span(level: Level) -> i64 {
        TEN.pow(Level::ALL.into_iter().filter(|other| *other > level).map(Level::digits).sum())
    }

    /// The range of the area with this number and level.
    pub fn range(self, level: Level) -> OrdRange {
        OrdRange { from: self.0, to: self.0.saturating_add(Self::span(level)) }
    }

    /// The number of the `sibling`-th area of `level` below `self`; `None` when there is no room for that sibling.
    pub fn child(self, level: Level, sibling: i64) -> Option<Self> {
        (1..TEN.pow(level.digits())).contains(&sibling).then(|| Self(self.0 + sibling * Self::span(level)))
    }

    /// The first number of `level` right below `self` that is not taken; `None` when all are.
    pub fn free_child(self, level: Level, taken: impl Fn(i64) -> bool) -> Option<Self> {
        (1..TEN.pow(level.digits())).filter_map(|sibling| self.child(level, sibling)).find(|ord| !taken(ord.0))
    }

    /// The numbers of all areas that an area with this number can lie in, and its own: one per level, largest first;
    /// a skipped level repeats the number above.
    pub fn lineage(self) -> [i64; 7] {
        Level::ALL.map(|level| self.0 - self.0 % Self::span(level))
    }

    /// The number of whatever lies right above an area with this official code, so far as the code's digits tell.
    pub fn above_code(code: &str, level: Level) -> Self {
        let above = Level::ALL.into_iter().filter(|other| *other < level);
        Self(above.map(|other| Self::sibling_in_code(code, other).unwrap_or(0) * Self::span(other)).sum())
    }

    /// Which sibling this number is at its level.
    pub fn sibling(self, level: Level) -> i64 {
        self.0 / Self::span(level) % TEN.pow(level.digits())
    }

    /// The sibling number that an official code has at a level, such as 109 for the town in 411526109000. `None` when
    /// the code is too short or has zeros there.
    pub fn sibling_in_code(code: &str, level: Level) -> Option<i64> {
        let before: u32 = Level::ALL.into_iter().filter(|other| *other < level).map(Level::digits).sum();
        let start = usize::try_from(before).ok()?;
        let end = start + usize::try_from(level.digits()).ok()?;
        code.get(start..end)?.parse().ok().filter(|sibling| *sibling > 0)
    }
}

impl OrdRange {
    /// Every area there is.
    pub const EVERYTHING: Self = Self { from: 0, to: i64::MAX };

    /// Whether a number lies in the range.
    pub fn holds(self, ord: i64) -> bool {
        self.from <= ord && ord < self.to
    }

    /// Whether the other range lies wholly in this one.
    pub fn covers(self, other: Self) -> bool {
        self.from <= other.from && other.to <= self.to
    }

    /// Whether the two ranges share a number.
    pub fn touches(self, other: Self) -> bool {
        self.from < other.to && other.from < self.to
    }

    /// The part that lies in both ranges.
    pub fn shared(self, other: Self) -> Option<Self> {
        let both = Self { from: self.from.max(other.from), to: self.to.min(other.to) };
        (both.from < both.to).then_some(both)
    }
}

#[cfg(test)]
mod tests {
    use super::{AreaOrd, Level, OrdRange};

    #[test]
    fn a_village_number_is_its_code_with_room_below() {
        let town = AreaOrd(411_526_109_000_000_000);
        let village = town.child(Level::Village, 202).unwrap();
        assert_eq!(village, AreaOrd(411_526_109_202_000_000));
        assert_eq!(village.sibling(Level::Village), 202);
        assert!(town.range(Level::Town).covers(village.range(Level::Village)));
    }

    #[test]
    fn a_code_tells_the_sibling_at_each_level() {
        assert_eq!(AreaOrd::sibling_in_code("411526109202", Level::Town), Some(109));
        assert_eq!(AreaOrd::sibling_in_code("411526109202", Level::Village), Some(202));
        assert_eq!(AreaOrd::sibling_in_code("441900000000", Level::County), None);
        assert_eq!(AreaOrd::sibling_in_code("4115", Level::Town), None);
    }

    #[test]
    fn there_is_no_room_for_sibling_zero_or_past_the_digits() {
        assert_eq!(AreaOrd(0).child(Level::Province, 0), None);
        assert_eq!(AreaOrd(0).child(Level::Province, 100), None);
        assert!(AreaOrd(0).child(Level::Grid, 999).is_some());
    }

    #[test]
    fn a_grid_tells_the_numbers_of_all_it_lies_in() {
        let lineage = AreaOrd(411_526_109_202_003_000).lineage();
        assert_eq!(lineage[3], 411_526_109_000_000_000);
        assert_eq!(lineage[4], 411_526_109_202_000_000);
        assert_eq!(lineage[5..], [411_526_109_202_003_000; 2]);
    }

    #[test]
    fn a_child_takes_the_first_number_that_is_free() {
        let village = AreaOrd(411_526_109_202_000_000);
        let first = village.child(Level::Grid, 1).unwrap().0;
        assert_eq!(village.free_child(Level::Grid, |ord| ord == first), village.child(Level::Grid, 2));
        assert_eq!(village.free_child(Level::Grid, |_| true), None);
    }

    #[test]
    fn neighbours_do_not_touch() {
        let (first, second) = (AreaOrd(10).range(Level::MicroGrid), AreaOrd(11).range(Level::MicroGrid));
        assert!(!first.touches(second));
        assert_eq!(first.shared(second), None);
        assert_eq!(OrdRange::EVERYTHING.shared(first), Some(first));
        assert!(OrdRange::EVERYTHING.covers(first));
    }
}
