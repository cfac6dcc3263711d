//! From-to times, half-open, and where several of them leave gaps or overlap.

use crate::Timestamp;

/// A time from `from` (in) to `to` (not in); without an end it goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Span {
    /// The first instant.
    pub from: Timestamp,
    /// The first instant after it, if it ends.
    pub to: Option<Timestamp>,
}

/// What is wrong in a stretch of time that should have exactly one holder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StretchKind {
    /// Nobody.
    Gap,
    /// More than one.
    Overlap,
}

/// A stretch of time with a gap or an overlap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// When.
    pub span: Span,
    /// What is wrong.
    pub kind: StretchKind,
}

impl Span {
    /// From `from` on, without an end.
    pub const fn since(from: Timestamp) -> Self {
        Self { from, to: None }
    }

    /// Whether the span has any instant at all.
    pub fn is_sound(self) -> bool {
        self.to.is_none_or(|to| self.from < to)
    }

    /// Whether an instant lies in the span.
    pub fn holds(self, at: Timestamp) -> bool {
        self.from <= at && self.to.is_none_or(|to| at < to)
    }

    /// Whether the two spans share an instant.
    pub fn overlaps(self, other: Self) -> bool {
        self.overlap(other).is_some()
    }

    /// The instants that both spans have.
    pub fn overlap(self, other: Self) -> Option<Self> {
        let to = [self.to, other.to].into_iter().flatten().min();
        let both = Self { from: self.from.max(other.from), to };
        both.is_sound().then_some(both)
    }

    /// Whether the other span lies wholly in this one.
    pub fn covers(self, other: Self) -> bool {
        self.from <= other.from && self.to.is_none_or(|to| other.to.is_some_and(|end| end <= to))
    }

    /// The next instant after `at` at which this span begins or ends.
    pub fn next_turn(self, at: Timestamp) -> Option<Timestamp> {
        [Some(self.from), self.to].into_iter().flatten().find(|turn| *turn > at)
    }
}

/// The gaps and overlaps of `spans` within `window`, in order of time; neighbouring stretches of a kind are one.
pub fn stretches(spans: &[Span], window: Span) -> Vec<Stretch> {
    let within: Vec<Span> = spans.iter().filter_map(|span| span.overlap(window)).collect();
    let mut turns: Vec<Timestamp> = within.iter().flat_map(|span| [Some(span.from), span.to]).flatten().collect();
    turns.push(window.from);
    turns.sort_unstable();
    turns.dedup();
    turns.retain(|turn| window.holds(*turn));
    let mut found: Vec<Stretch> = Vec::new();
    for (place, from) in turns.iter().enumerate() {
        let span = Span { from: *from, to: turns.get(place + 1).copied().or(window.to) };
        let kind = match within.iter().filter(|span| span.holds(*from)).count() {
            0 => StretchKind::Gap,
            1 => continue,
            _ => StretchKind::Overlap,
        };
        match found.last_mut() {
            Some(last) if last.kind == kind && last.span.to == Some(*from) => last.span.to = span.to,
            _ => found.push(Stretch { span, kind }),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Span, Stretch, StretchKind, stretches};
    use crate::Timestamp;

    fn span(from: i64, to: impl Into<Option<i64>>) -> Span {
        Span { from: Timestamp(from), to: to.into().map(Timestamp) }
    }

    fn gap(from: i64, to: impl Into<Option<i64>>) -> Stretch {
        Stretch { span: span(from, to), kind: StretchKind::Gap }
    }

    #[test]
    fn who_ends_when_the_next_begins_leaves_neither_gap_nor_overlap() {
        assert_eq!(stretches(&[span(0, 10), span(10, None)], span(0, None)), []);
        assert!(!span(0, 10).overlaps(span(10, None)));
    }

    #[test]
    fn a_day_between_two_holders_is_a_gap() {
        assert_eq!(stretches(&[span(2, 5), span(8, None)], span(0, None)), [gap(0, 2), gap(5, 8)]);
    }

    #[test]
    fn nobody_at_all_is_one_gap() {
        assert_eq!(stretches(&[], span(3, None)), [gap(3, None)]);
    }

    #[test]
    fn three_at_once_is_one_overlap() {
        let found = stretches(&[span(0, None), span(2, 6), span(4, 8)], span(0, 10));
        assert_eq!(found, [Stretch { span: span(2, 8), kind: StretchKind::Overlap }]);
    }

    #[test]
    fn a_span_turns_at_its_start_and_at_its_end() {
        assert_eq!(span(5, 9).next_turn(Timestamp(1)), Some(Timestamp(5)));
        assert_eq!(span(5, 9).next_turn(Timestamp(5)), Some(Timestamp(9)));
        assert_eq!(span(5, 9).next_turn(Timestamp(9)), None);
    }

    prop_compose! {
        fn any_span()(from in 0_i64..50, length in 1_i64..30, open in any::<bool>()) -> Span {
            Span { from: Timestamp(from), to: (!open).then_some(Timestamp(from + length)) }
        }
    }

    proptest! {
        #[test]
        fn every_instant_is_told_exactly_as_its_number_of_holders_says(
            spans in proptest::collection::vec(any_span(), 0..6), at in 0_i64..60,
        ) {
            let at = Timestamp(at);
            let told: Vec<StretchKind> = stretches(&spans, span(0, 60))
                .into_iter().filter(|stretch| stretch.span.holds(at)).map(|stretch| stretch.kind).collect();
            let expected = match spans.iter().filter(|span| span.holds(at)).count() {
                0 => vec![StretchKind::Gap],
                1 => vec![],
                _ => vec![StretchKind::Overlap],
            };
            prop_assert_eq!(told, expected);
        }

        #[test]
        fn order_does_not_matter(spans in proptest::collection::vec(any_span(), 0..6)) {
            let mut turned = spans.clone();
            turned.reverse();
            prop_assert_eq!(stretches(&spans, span(0, None)), stretches(&turned, span(0, None)));
        }
    }
}
