//! Where a door stands, from all its receipts: the strongest counts, a corrected one does not.

use super::{NotReached, ReceiptState};
use crate::{Id, Timestamp};

/// A receipt of a door, as far as it bears on where the door stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// The receipt.
    pub id: Id,
    /// What it says.
    pub state: ReceiptState,
    /// Why nobody was reached.
    pub reason: Option<NotReached>,
    /// The earlier receipt that no longer counts because of this one.
    pub corrects: Option<Id>,
    /// When the door was reached or tried: the device's time, held between issue and arrival at the server.
    pub at: Timestamp,
}

/// Where a door stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The strongest state.
    pub state: ReceiptState,
    /// Why nobody was reached, by the latest try.
    pub reason: Option<NotReached>,
    /// The receipt that says so.
    pub receipt: Id,
    /// When that was.
    pub at: Timestamp,
    /// When the household first heard it.
    pub reached_at: Option<Timestamp>,
}

impl Standing {
    /// Where a door stands after its first receipt; nothing for a void.
    pub fn first(entry: &Entry) -> Option<Self> {
        (entry.state != ReceiptState::Void).then(|| Self {
            state: entry.state,
            reason: entry.reason,
            receipt: entry.id,
            at: entry.at,
            reached_at: entry.state.reaches().then_some(entry.at),
        })
    }

    /// Where it stands after one more receipt that corrects nothing.
    #[must_use]
    pub fn with(self, entry: &Entry) -> Self {
        let Some(next) = Self::first(entry) else { return self };
        let reached_at = [self.reached_at, next.reached_at].into_iter().flatten().min();
        let stronger = (next.state.rank(), next.at, next.receipt) > (self.state.rank(), self.at, self.receipt);
        Self { reached_at, ..if stronger { next } else { self } }
    }
}

/// Where a door stands by all its receipts, in any order; nothing if none counts. A correction takes effect whether or
/// not it is corrected itself.
pub fn standing_of(entries: &[Entry]) -> Option<Standing> {
    let corrected = |id: Id| entries.iter().any(|entry| entry.corrects == Some(id));
    entries.iter().filter(|entry| !corrected(entry.id)).fold(None, |standing: Option<Standing>, entry| match standing {
        Some(standing) => Some(standing.with(entry)),
        None => Standing::first(entry),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Entry, Standing, standing_of};
    use crate::directives::{NotReached, ReceiptState};
    use crate::{Id, Timestamp};

    fn entry(id: u128, state: ReceiptState, at: i64) -> Entry {
        let reason = (state == ReceiptState::NotReached).then_some(NotReached::NobodyHome);
        Entry { id: Id::from_number(id), state, reason, corrects: None, at: Timestamp(at) }
    }

    #[test]
    fn the_strongest_state_counts_whenever_it_came() {
        let entries = [entry(1, ReceiptState::Confirmed, 5), entry(2, ReceiptState::NotReached, 9)];
        let standing = standing_of(&entries).unwrap();
        assert_eq!((standing.state, standing.reached_at), (ReceiptState::Confirmed, Some(Timestamp(5))));
    }

    #[test]
    fn one_who_refused_may_be_won_over() {
        let entries = [entry(1, ReceiptState::Refused, 5), entry(2, ReceiptState::Confirmed, 9)];
        assert_eq!(standing_of(&entries).unwrap().state, ReceiptState::Confirmed);
    }

    #[test]
    fn of_several_tries_the_latest_reason_counts() {
        let phone = Entry { reason: Some(NotReached::NoPhone), ..entry(2, ReceiptState::NotReached, 9) };
        let standing = standing_of(&[phone, entry(1, ReceiptState::NotReached, 5)]).unwrap();
        assert_eq!(standing.reason, Some(NotReached::NoPhone));
    }

    #[test]
    fn a_wrong_entry_taken_back_leaves_the_door_as_it_was() {
        let wrong = entry(2, ReceiptState::Confirmed, 6);
        let void = Entry { corrects: Some(wrong.id), ..entry(3, ReceiptState::Void, 7) };
        assert_eq!(standing_of(&[wrong, void]), None);
        let told = entry(1, ReceiptState::Told, 5);
        assert_eq!(standing_of(&[told, wrong, void]), Standing::first(&told));
    }

    fn any_entries() -> impl Strategy<Value = Vec<Entry>> {
        let states = prop::sample::select(ReceiptState::ALL);
        proptest::collection::vec((states, 0_i64..20, prop::option::of(1_u128..10)), 0..10).prop_map(|rows| {
            rows.into_iter()
                .zip(1_u128..)
                .map(|((state, at, corrects), id)| {
                    // A correction names an earlier entry.
                    let corrects = corrects.filter(|other| *other < id).map(Id::from_number);
                    Entry { corrects, ..entry(id, state, at) }
                })
                .collect()
        })
    }

    proptest! {
        #[test]
        fn the_order_in_which_receipts_arrive_does_not_matter(entries in any_entries(), seed in any::<u64>()) {
            let mut turned = entries.clone();
            turned.sort_by_key(|entry| entry.id.number().wrapping_mul(u128::from(seed) | 1));
            prop_assert_eq!(standing_of(&entries), standing_of(&turned));
        }

        #[test]
        fn adding_one_by_one_is_the_same_as_looking_at_all(entries in any_entries()) {
            let plain: Vec<Entry> = entries.into_iter().map(|entry| Entry { corrects: None, ..entry }).collect();
            let mut standing: Option<Standing> = None;
            for entry in &plain {
                standing = standing.map_or_else(|| Standing::first(entry), |standing| Some(standing.with(entry)));
            }
            prop_assert_eq!(standing, standing_of(&plain));
        }

        #[test]
        fn a_door_is_never_weaker_than_any_of_its_receipts_that_count(entries in any_entries()) {
            let standing = standing_of(&entries).map_or(0, |standing| standing.state.rank());
            for entry in &entries {
                let counts = entries.iter().all(|other| other.corrects != Some(entry.id));
                prop_assert!(!counts || entry.state.rank() <= standing);
            }
        }
    }
}
