//! The tiers that sign for a directive on its way to the doors, and by when.

use crate::Timestamp;
use crate::areas::Level;
use crate::named::named;

named! {
    /// A tier: town -> village -> grid, then the doors.
    Tier {
        /// 乡镇
        Town = "town",
        /// 村
        Village = "village",
        /// 网格
        Grid = "grid",
    }
}

/// The tier of a level of areas; nothing for levels that sign for no directive.
pub fn tier_of(level: Level) -> Option<Tier> {
    match level {
        Level::Town => Some(Tier::Town),
        Level::Village => Some(Tier::Village),
        Level::Grid => Some(Tier::Grid),
        Level::Province | Level::City | Level::County | Level::MicroGrid => None,
    }
}

impl Tier {
    /// The level of its areas.
    pub const fn level(self) -> Level {
        match self {
            Self::Town => Level::Town,
            Self::Village => Level::Village,
            Self::Grid => Level::Grid,
        }
    }

    /// The tier above.
    pub const fn above(self) -> Option<Self> {
        match self {
            Self::Town => None,
            Self::Village => Some(Self::Town),
            Self::Grid => Some(Self::Village),
        }
    }

    /// By when the tier should have signed. Ours: a tenth, a fifth and two fifths of the time from issue to deadline, so
    /// that more than half of it is left for the doors.
    pub fn due_at(self, issued: Timestamp, deadline: Timestamp) -> Timestamp {
        let tenths = match self {
            Self::Town => 1,
            Self::Village => 2,
            Self::Grid => 4,
        };
        issued.plus(deadline.since(issued).max(0) / 10 * tenths)
    }
}

#[cfg(test)]
mod tests {
    use super::Tier;
    use crate::Timestamp;

    #[test]
    fn each_tier_signs_before_the_next_and_leaves_time_for_the_doors() {
        let due: Vec<i64> = Tier::ALL.iter().map(|tier| tier.due_at(Timestamp(1_000), Timestamp(2_000)).0).collect();
        assert_eq!(due, [1_100, 1_200, 1_400]);
    }
}
