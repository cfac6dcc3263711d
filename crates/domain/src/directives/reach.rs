//! How far a directive has come, in households.

use serde::Serialize;
use utoipa::ToSchema;

use super::{NotReached, ReceiptState, Standing, Times};
use crate::Timestamp;

/// How far a directive has come in one area. Every due household is in exactly one of the states.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Reach {
    /// Live households of the scope.
    pub due: i64,
    /// Told, no more.
    pub told: i64,
    /// Told and confirmed.
    pub confirmed: i64,
    /// Told and refused.
    pub refused: i64,
    /// Tried: nobody home.
    pub nobody_home: i64,
    /// Tried: no answer on the phone.
    pub no_phone: i64,
    /// Tried: the door stayed shut.
    pub refused_to_open: i64,
    /// Nothing was reported; not the same as zero.
    pub unknown: i64,
    /// told + confirmed + refused: a household that refuses has heard it.
    pub reached: i64,
}

impl Reach {
    /// Brings the sums up to date with the single states.
    #[must_use]
    pub fn settled(mut self) -> Self {
        self.reached = self.told + self.confirmed + self.refused;
        self.unknown = (self.due - self.reached - self.nobody_home - self.no_phone - self.refused_to_open).max(0);
        self
    }

    /// Households that are left: not reached, or no word.
    pub fn left(&self) -> i64 {
        (self.due - self.reached).max(0)
    }

    /// Adds the households of another area.
    pub fn merge(&mut self, other: &Self) {
        self.due += other.due;
        self.told += other.told;
        self.confirmed += other.confirmed;
        self.refused += other.refused;
        self.nobody_home += other.nobody_home;
        self.no_phone += other.no_phone;
        self.refused_to_open += other.refused_to_open;
        self.unknown += other.unknown;
        self.reached += other.reached;
    }
}

/// What receipts change in the roll-up of a grid.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Delta {
    /// Changes of the single states; `due`, `unknown` and `reached` are not kept.
    pub counts: Reach,
    /// Changes of the times.
    pub times: Times,
    /// The latest instant at which a door was reached.
    pub last_reached: Timestamp,
    /// The latest instant at which something was reported.
    pub last_report: Timestamp,
}

impl Delta {
    /// Counts a door that stood at `before` and stands at `after`, of a directive issued at `issued`.
    pub fn door(&mut self, before: Option<&Standing>, after: Option<&Standing>, issued: Timestamp) {
        self.count(before, -1, issued);
        self.count(after, 1, issued);
        if let Some(reached) = after.and_then(|standing| standing.reached_at) {
            self.last_reached = self.last_reached.max(reached);
        }
    }

    fn count(&mut self, standing: Option<&Standing>, doors: i64, issued: Timestamp) {
        let Some(standing) = standing else { return };
        let field = match (standing.state, standing.reason) {
            (ReceiptState::Told, _) => &mut self.counts.told,
            (ReceiptState::Confirmed, _) => &mut self.counts.confirmed,
            (ReceiptState::Refused, _) => &mut self.counts.refused,
            (ReceiptState::NotReached, Some(NotReached::NoPhone)) => &mut self.counts.no_phone,
            (ReceiptState::NotReached, Some(NotReached::RefusedToOpen)) => &mut self.counts.refused_to_open,
            (ReceiptState::NotReached, _) => &mut self.counts.nobody_home,
            (ReceiptState::Void, _) => return,
        };
        *field += doors;
        if let Some(reached) = standing.reached_at {
            self.times.add(Times::bucket(reached.since(issued)), doors);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Delta, Reach};
    use crate::directives::{ReceiptState, Standing};
    use crate::{Id, Timestamp};

    fn standing(state: ReceiptState, at: i64) -> Standing {
        let reached_at = state.reaches().then_some(Timestamp(at));
        Standing { state, reason: None, receipt: Id::from_number(1), at: Timestamp(at), reached_at }
    }

    #[test]
    fn a_door_moves_from_one_state_to_another_and_back_without_a_trace() {
        let (told, confirmed) = (standing(ReceiptState::Told, 5), standing(ReceiptState::Confirmed, 5));
        let mut delta = Delta::default();
        delta.door(None, Some(&told), Timestamp(0));
        delta.door(Some(&told), Some(&confirmed), Timestamp(0));
        assert_eq!((delta.counts.told, delta.counts.confirmed, delta.times.0[0]), (0, 1, 1));
        delta.door(Some(&confirmed), None, Timestamp(0));
        assert_eq!((delta.counts, delta.times.0[0]), (Reach::default(), 0));
    }

    #[test]
    fn every_due_household_is_in_exactly_one_state() {
        let reach = Reach { due: 10, told: 2, refused: 1, no_phone: 3, ..Reach::default() }.settled();
        assert_eq!((reach.reached, reach.unknown, reach.left()), (3, 4, 7));
    }
}
