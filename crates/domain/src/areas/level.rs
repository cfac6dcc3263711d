//! The seven levels of the tree of areas.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The level of an area, from the largest to the smallest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// 省
    Province,
    /// 市
    City,
    /// 县、区
    County,
    /// 乡镇、街道
    Town,
    /// 村、社区
    Village,
    /// 网格
    Grid,
    /// 微网格
    MicroGrid,
}

/// A text or number that names no level.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no such level of areas")]
pub struct UnknownLevel;

impl Level {
    /// All levels, largest first.
    pub const ALL: [Self; 7] =
        [Self::Province, Self::City, Self::County, Self::Town, Self::Village, Self::Grid, Self::MicroGrid];

    /// The level as divisions files number it: 1 for a province to 7 for a micro-grid.
    pub fn number(self) -> u8 {
        self as u8 + 1
    }

    /// The level with this number in divisions files.
    pub fn from_number(number: u8) -> Result<Self, UnknownLevel> {
        Self::ALL.into_iter().find(|level| level.number() == number).ok_or(UnknownLevel)
    }

    /// The level right below; `None` below a micro-grid.
    pub fn below(self) -> Option<Self> {
        Self::from_number(self.number() + 1).ok()
    }

    /// The name used in storage and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Province => "province",
            Self::City => "city",
            Self::County => "county",
            Self::Town => "town",
            Self::Village => "village",
            Self::Grid => "grid",
            Self::MicroGrid => "micro_grid",
        }
    }

    /// How many digits of the official code this level has: 2-2-2 (GB/T 2260), 3-3 (GB/T 10114), and 3 for a grid;
    /// micro-grids get 3 more of our own.
    pub(super) fn digits(self) -> u32 {
        match self {
            Self::Province | Self::City | Self::County => 2,
            Self::Town | Self::Village | Self::Grid | Self::MicroGrid => 3,
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

impl FromStr for Level {
    type Err = UnknownLevel;

    fn from_str(text: &str) -> Result<Self, UnknownLevel> {
        Self::ALL.into_iter().find(|level| level.name() == text).ok_or(UnknownLevel)
    }
}

#[cfg(test)]
mod tests {
    use super::Level;

    #[test]
    fn a_level_reads_back_from_its_name_and_number() {
        for level in Level::ALL {
            assert_eq!(level.name().parse(), Ok(level));
            assert_eq!(Level::from_number(level.number()), Ok(level));
        }
    }

    #[test]
    fn nothing_lies_below_a_micro_grid() {
        assert_eq!(Level::Village.below(), Some(Level::Grid));
        assert_eq!(Level::MicroGrid.below(), None);
    }
}
