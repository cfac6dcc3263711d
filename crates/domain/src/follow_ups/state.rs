//! Where a follow-up stands, and when it climbs.

use super::faults::FOLLOW_UP_CANCELLED;
use super::outcome::FollowUpOutcome;
use crate::Refusal;
use crate::named::named;

/// So many failed contacts in a row climb to whoever answers for the village.
pub const CONTACTS_BEFORE_ESCALATION: i64 = 2;

named! {
    /// Where a follow-up stands.
    FollowUpState {
        /// 待办
        Due = "due",
        /// 已完成
        Done = "done",
        /// 未完成: its day ended without anybody met.
        Missed = "missed",
        /// 已上报: two contacts in a row failed, and somebody above has to see to it.
        Escalated = "escalated",
        /// 已取消: with its phase.
        Cancelled = "cancelled",
    }
}

/// A follow-up with the contacts that failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contacts {
    /// Where the follow-up stands.
    pub state: FollowUpState,
    /// Tries of this follow-up at which nobody was found.
    pub tries: i64,
    /// Contacts of the person's plan that failed since they were met last.
    pub failed: i64,
}

impl Contacts {
    /// What a report makes of it. Whoever was met is met, also where the report comes after the day: then it is a
    /// correction. Declined for a cancelled one.
    pub fn reported(self, outcome: FollowUpOutcome) -> Result<Self, Refusal> {
        use FollowUpState as S;
        if self.state == S::Cancelled {
            return Err(FOLLOW_UP_CANCELLED.refuse());
        }
        if outcome.is_met() {
            return Ok(Self { state: S::Done, failed: 0, ..self });
        }
        if outcome != FollowUpOutcome::NotFound || self.state == S::Done {
            return Ok(self);
        }
        // The day's end has counted this contact already where nobody had tried before it.
        let counted = matches!(self.state, S::Missed | S::Escalated) && self.tries == 0;
        let failed = self.failed + i64::from(!counted);
        Ok(Self { state: climbed(self.state, failed), tries: self.tries + 1, failed })
    }

    /// What the end of its day makes of it: a follow-up that nobody did is missed, and counts as a contact that failed
    /// unless a try of the day was counted already.
    #[must_use]
    pub fn day_ended(self) -> Self {
        if self.state != FollowUpState::Due {
            return self;
        }
        let failed = self.failed + i64::from(self.tries == 0);
        Self { state: climbed(FollowUpState::Missed, failed), failed, ..self }
    }

    /// What the end of its phase makes of it: what was still to do is not due any more.
    #[must_use]
    pub fn phase_ended(self) -> Self {
        match self.state {
            FollowUpState::Due => Self { state: FollowUpState::Cancelled, ..self },
            _ => self,
        }
    }
}

fn climbed(state: FollowUpState, failed: i64) -> FollowUpState {
    if failed >= CONTACTS_BEFORE_ESCALATION { FollowUpState::Escalated } else { state }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Contacts, FollowUpState as S};
    use crate::follow_ups::FollowUpOutcome as O;

    const NEW: Contacts = Contacts { state: S::Due, tries: 0, failed: 0 };

    #[test]
    fn the_second_failed_contact_in_a_row_climbs_by_itself() {
        let once = NEW.reported(O::NotFound).unwrap();
        assert_eq!(once.state, S::Due);
        assert_eq!(once.reported(O::NotFound).unwrap().state, S::Escalated);
        let first_day = NEW.day_ended();
        assert_eq!((first_day.state, first_day.failed), (S::Missed, 1));
        assert_eq!(Contacts { failed: first_day.failed, ..NEW }.day_ended().state, S::Escalated);
    }

    #[test]
    fn one_try_and_the_end_of_its_day_are_one_failed_contact() {
        let missed = NEW.reported(O::NotFound).unwrap().day_ended();
        assert_eq!((missed.state, missed.failed), (S::Missed, 1));
    }

    #[test]
    fn a_report_that_comes_late_corrects_the_day() {
        let late = NEW.day_ended().reported(O::SeenWell).unwrap();
        assert_eq!((late.state, late.failed), (S::Done, 0));
    }

    #[test]
    fn a_cancelled_follow_up_takes_no_report() {
        assert!(NEW.phase_ended().reported(O::SeenWell).is_err());
    }

    #[derive(Debug, Clone, Copy)]
    enum Step {
        Reported(O),
        DayEnded,
        PhaseEnded,
    }

    fn step() -> impl Strategy<Value = Step> {
        prop_oneof![
            proptest::sample::select(O::ALL).prop_map(Step::Reported),
            Just(Step::DayEnded),
            Just(Step::PhaseEnded),
        ]
    }

    proptest! {
        #[test]
        fn whatever_happens_only_the_moves_that_are_drawn_are_made(steps in proptest::collection::vec(step(), 0..12)) {
            let mut now = NEW;
            for step in steps {
                let before = now;
                now = match step {
                    Step::Reported(outcome) => before.reported(outcome).unwrap_or(before),
                    Step::DayEnded => before.day_ended(),
                    Step::PhaseEnded => before.phase_ended(),
                };
                let drawn = before.state == now.state
                    || matches!(
                        (before.state, now.state),
                        (S::Due, S::Done | S::Missed | S::Escalated | S::Cancelled)
                            | (S::Missed, S::Done | S::Escalated)
                            | (S::Escalated, S::Done)
                    );
                prop_assert!(drawn, "{:?} -> {:?}", before, now);
                prop_assert!(now.state != S::Escalated || now.failed >= 2);
                prop_assert!(now.state != S::Done || now.failed == 0);
                prop_assert!(now.tries >= before.tries);
            }
        }
    }
}
