//! What happens to people who are under a plan already when the list or the rules change.

use serde::Serialize;

use super::Demand;
use crate::named::named;

named! {
    /// How an earlier plan gives way to a new decision.
    TransitionRule {
        /// The earlier plan runs to its end.
        Keep = "keep",
        /// The new decision takes its place.
        Reassess = "reassess",
        /// The milder of the two holds.
        Milder = "milder",
        /// The more demanding of the two holds.
        Stricter = "stricter",
    }
}

/// The transition rules of a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Transitions {
    /// When a place is added to the list or raised.
    pub list_raised: TransitionRule,
    /// When a place is lowered or leaves the list.
    pub list_lowered: TransitionRule,
    /// When this set takes the place of an earlier one.
    pub rules_changed: TransitionRule,
}

/// What becomes of a person's plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Transition {
    /// It stays as it is.
    Keep,
    /// A new plan takes its place; the earlier one is kept in the history.
    Replace,
    /// It ends, since no rule holds any longer.
    Release,
    /// A person has to confirm the match first: nothing is decided silently.
    Confirm,
}

impl TransitionRule {
    /// What becomes of a plan that demands `earlier` when a decision has been taken that demands `new`. `certain` says whether the new decision
    /// rests on a certain match. Who had no plan gets one in any case.
    pub fn apply(self, earlier: Option<Demand>, new: Option<Demand>, certain: bool) -> Transition {
        let (Some(before), Some(now)) = (earlier, new) else {
            return match (earlier, new) {
                (None, Some(_)) => confirmed(certain),
                (Some(_), None) if matches!(self, Self::Reassess | Self::Milder) => Transition::Release,
                _ => Transition::Keep,
            };
        };
        let replaces = match self {
            Self::Keep => false,
            Self::Reassess => now != before,
            Self::Milder => now < before,
            Self::Stricter => now > before,
        };
        if replaces { confirmed(certain) } else { Transition::Keep }
    }
}

const fn confirmed(certain: bool) -> Transition {
    if certain { Transition::Replace } else { Transition::Confirm }
}

#[cfg(test)]
mod tests {
    use super::{Transition, TransitionRule};
    use crate::programmes::Demand;

    const WEEK: Demand = Demand {
        central_quarantine: 7,
        home_quarantine: 0,
        home_monitoring: 0,
        self_monitoring: 0,
        tests: 5,
        checks: 0,
    };
    const FORTNIGHT: Demand = Demand { central_quarantine: 14, ..WEEK };

    #[test]
    fn the_milder_rule_shortens_a_plan_and_never_lengthens_one() {
        assert_eq!(TransitionRule::Milder.apply(Some(FORTNIGHT), Some(WEEK), true), Transition::Replace);
        assert_eq!(TransitionRule::Milder.apply(Some(WEEK), Some(FORTNIGHT), true), Transition::Keep);
        assert_eq!(TransitionRule::Milder.apply(Some(WEEK), None, true), Transition::Release);
    }

    #[test]
    fn a_plan_that_is_kept_outlives_its_listed_place() {
        assert_eq!(TransitionRule::Keep.apply(Some(WEEK), None, true), Transition::Keep);
        assert_eq!(TransitionRule::Stricter.apply(Some(WEEK), None, true), Transition::Keep);
    }

    #[test]
    fn a_possible_match_waits_for_a_person() {
        for rule in TransitionRule::ALL {
            assert_eq!(rule.apply(None, Some(WEEK), false), Transition::Confirm);
        }
        assert_eq!(TransitionRule::Stricter.apply(Some(WEEK), Some(FORTNIGHT), false), Transition::Confirm);
    }

    #[test]
    fn the_same_decision_again_changes_nothing() {
        for rule in TransitionRule::ALL {
            assert_eq!(rule.apply(Some(WEEK), Some(WEEK), true), Transition::Keep);
            assert_eq!(rule.apply(None, None, true), Transition::Keep);
        }
    }
}
