//! The figures of a grid, and of any larger area as the sum of its grids.

use gridward_domain::Timestamp;
use gridward_domain::directives::{Reach, Times};

/// Figures of an area at an instant.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Figures {
    /// Households by state.
    pub(crate) reach: Reach,
    /// Doors by how long after issue they were first reached.
    pub(crate) times: Times,
    /// When the latest one was; 0 before the first.
    pub(crate) last_reached: Timestamp,
    /// When something was last reported; 0 before the first.
    pub(crate) last_report: Timestamp,
    /// Grids with a household, and those of them without a single report.
    pub(crate) grids: i64,
    pub(crate) grids_silent: i64,
}

impl Figures {
    /// Adds the figures of another area.
    pub(crate) fn merge(&mut self, other: &Self) {
        self.reach.merge(&other.reach);
        self.times.merge(&other.times);
        self.last_reached = self.last_reached.max(other.last_reached);
        self.last_report = self.last_report.max(other.last_report);
        self.grids += other.grids;
        self.grids_silent += other.grids_silent;
    }
}
