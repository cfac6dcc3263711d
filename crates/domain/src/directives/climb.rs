//! Overdue work climbs: from the grid to the village to the town, until somebody acts on it.

use super::Tier;
use crate::Timestamp;

/// After so long without action, overdue work is shown one tier further up, in milliseconds. Ours: two hours.
pub const CLIMBS_AFTER: i64 = 2 * Timestamp::HOUR;

/// How far up overdue work of a tier has climbed: it starts at its own tier at `since` (when it fell due, or was last
/// acted on, whichever is later) and goes one tier up each [`CLIMBS_AFTER`]. Acting on it brings it down again.
pub fn climbed_to(own: Tier, since: Timestamp, now: Timestamp) -> Tier {
    let steps = now.since(since).max(0) / CLIMBS_AFTER;
    (0..steps.min(2)).fold(own, |tier, _| tier.above().unwrap_or(tier))
}

#[cfg(test)]
mod tests {
    use super::{CLIMBS_AFTER, Tier, climbed_to};
    use crate::Timestamp;

    #[test]
    fn a_late_grid_climbs_to_the_village_and_then_to_the_town_and_no_further() {
        let at = |hours: i64| climbed_to(Tier::Grid, Timestamp(0), Timestamp(hours * CLIMBS_AFTER));
        assert_eq!([at(0), at(1), at(2), at(9)], [Tier::Grid, Tier::Village, Tier::Town, Tier::Town]);
    }

    #[test]
    fn acting_on_it_brings_it_down_again() {
        let now = Timestamp(3 * CLIMBS_AFTER);
        assert_eq!(climbed_to(Tier::Grid, Timestamp(0), now), Tier::Town);
        assert_eq!(climbed_to(Tier::Grid, now.plus(-1), now), Tier::Grid);
    }
}
