//! When a table holds, and until when it can be taken back.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::named::named;
use crate::{Timestamp, Zone};

/// For so long after it came into force a table can be taken back, in milliseconds; *ours*: within the day.
pub const CAN_BE_TAKEN_BACK: i64 = Timestamp::DAY;

/// So far ahead lies the last day on which a table may be put in force, in days; *ours*: tomorrow.
pub const FURTHEST_AHEAD: i64 = 1;

named! {
    /// Where a table stands.
    RuleTableState {
        /// Nobody goes by it yet; it can be changed.
        Draft = "draft",
        /// It comes into force at a later hour.
        Scheduled = "scheduled",
        /// Decisions go by it.
        InForce = "in_force",
        /// Its last day lies behind.
        Over = "over",
        /// A later table took its place.
        Replaced = "replaced",
        /// It was taken back.
        TakenBack = "taken_back",
    }
}

/// The times of a table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holding {
    /// From when on it holds; nothing for a draft.
    pub in_force_at: Option<Timestamp>,
    /// Its last day.
    pub to_on: Option<Date>,
    /// When it was taken back.
    pub withdrawn_at: Option<Timestamp>,
    /// From when on a later table holds that was not taken back.
    pub replaced_at: Option<Timestamp>,
}

impl Holding {
    /// Where it stands at a moment.
    pub fn state(&self, now: Timestamp, zone: &Zone) -> RuleTableState {
        let Some(at) = self.in_force_at else { return RuleTableState::Draft };
        if self.withdrawn_at.is_some() {
            RuleTableState::TakenBack
        } else if at > now {
            RuleTableState::Scheduled
        } else if self.replaced_at.is_some_and(|later| later <= now) {
            RuleTableState::Replaced
        } else if self.to_on.is_some_and(|to| zone.date(now) > to) {
            RuleTableState::Over
        } else {
            RuleTableState::InForce
        }
    }

    /// Whether it may be taken back: it is the latest one, and holds for less than a day so far.
    pub fn can_be_taken_back(&self, now: Timestamp) -> bool {
        let recent = self.in_force_at.is_some_and(|at| now.since(at) < CAN_BE_TAKEN_BACK);
        recent && self.withdrawn_at.is_none() && self.replaced_at.is_none()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{Holding, RuleTableState as S};
    use crate::{Timestamp, Zone};

    const AT: Timestamp = Timestamp(1_650_000_000_000);

    #[test]
    fn a_table_holds_from_its_hour_to_its_last_day_unless_another_takes_its_place() {
        let zone = Zone::default();
        let table = Holding { in_force_at: Some(AT), to_on: Some(date(2022, 4, 20)), ..Holding::default() };
        assert_eq!(Holding::default().state(AT, &zone), S::Draft);
        assert_eq!(table.state(Timestamp(AT.0 - 1), &zone), S::Scheduled);
        assert_eq!(table.state(AT, &zone), S::InForce);
        assert_eq!(table.state(AT.plus(9 * Timestamp::DAY), &zone), S::Over);
        let replaced = Holding { replaced_at: Some(AT.plus(5)), ..table };
        assert_eq!((replaced.state(AT, &zone), replaced.state(AT.plus(5), &zone)), (S::InForce, S::Replaced));
        assert_eq!(Holding { withdrawn_at: Some(AT), ..table }.state(AT, &zone), S::TakenBack);
    }

    #[test]
    fn only_the_latest_can_be_taken_back_and_only_within_the_day() {
        let table = Holding { in_force_at: Some(AT), ..Holding::default() };
        assert!(table.can_be_taken_back(Timestamp(AT.0 - 5)) && table.can_be_taken_back(AT));
        assert!(!table.can_be_taken_back(AT.plus(Timestamp::DAY)));
        assert!(!Holding { replaced_at: Some(AT.plus(1)), ..table }.can_be_taken_back(AT));
        assert!(!Holding { withdrawn_at: Some(AT), ..table }.can_be_taken_back(AT));
        assert!(!Holding::default().can_be_taken_back(AT));
    }
}
