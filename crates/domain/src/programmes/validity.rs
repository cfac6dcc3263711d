//! The civil dates between which a rule set holds.

use jiff::civil::Date;
use serde::Serialize;

/// From a first to a last civil date, both in; without a last date it goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Validity {
    /// The first day.
    pub from: Date,
    /// The last day, if it ends.
    pub to: Option<Date>,
}

impl Validity {
    /// Whether a date lies in it.
    pub fn holds(self, on: Date) -> bool {
        self.from <= on && self.to.is_none_or(|to| on <= to)
    }

    /// Whether it has any day at all.
    pub fn is_sound(self) -> bool {
        self.to.is_none_or(|to| self.from <= to)
    }

    /// Whether the two share a day.
    pub fn overlaps(self, other: Self) -> bool {
        self.to.is_none_or(|to| other.from <= to) && other.to.is_none_or(|to| self.from <= to)
    }

    /// Whether the other lies wholly in this one.
    pub fn covers(self, other: Self) -> bool {
        self.from <= other.from && self.to.is_none_or(|to| other.to.is_some_and(|end| end <= to))
    }

    /// The first day that is neither in this one nor in `next`, which begins later; `None` when they touch.
    pub fn gap_before(self, next: Self) -> Option<Date> {
        let after = self.to?.tomorrow().ok()?;
        (after < next.from).then_some(after)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::Validity;

    #[test]
    fn a_set_that_begins_on_the_day_after_leaves_neither_gap_nor_overlap() {
        let eighth = Validity { from: date(2021, 5, 11), to: Some(date(2022, 6, 27)) };
        let ninth = Validity { from: date(2022, 6, 28), to: None };
        assert!(!eighth.overlaps(ninth));
        assert_eq!(eighth.gap_before(ninth), None);
        let late = Validity { from: date(2022, 7, 1), to: None };
        assert_eq!(eighth.gap_before(late), Some(date(2022, 6, 28)));
        assert!(eighth.holds(date(2022, 6, 27)) && !eighth.holds(date(2022, 6, 28)));
    }
}
