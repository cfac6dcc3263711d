//! Coverage of a grid: exactly one grid head, and exactly one liaison for each household, at every instant.

use std::collections::HashMap;

use super::Span;
use crate::{Id, Timestamp};

/// What is known of a grid's posts and households. Posts that stand in for another are not among them: the post they
/// stand in for is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GridFacts {
    /// When each grid head holds the post.
    pub heads: Vec<Span>,
    /// The households that live there.
    pub households: Vec<Id>,
    /// For which household a liaison's post is held, and when.
    pub liaisons: Vec<(Id, Span)>,
}

/// Coverage of a grid at an instant.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Coverage {
    /// How many grid heads: one is right.
    pub heads: i64,
    /// How many households live there.
    pub households: i64,
    /// Households without a liaison.
    pub without_liaison: i64,
    /// Households with more than one.
    pub with_several_liaisons: i64,
    /// When time alone changes the counts: the next start or end of a post.
    pub stale_at: Option<Timestamp>,
}

/// The coverage of a grid at an instant.
pub fn evaluate(facts: &GridFacts, at: Timestamp) -> Coverage {
    let mut liaisons: HashMap<Id, i64> = facts.households.iter().map(|household| (*household, 0)).collect();
    for (household, span) in &facts.liaisons {
        if let Some(count) = liaisons.get_mut(household).filter(|_| span.holds(at)) {
            *count += 1;
        }
    }
    let spans = facts.heads.iter().chain(facts.liaisons.iter().map(|(_, span)| span));
    Coverage {
        heads: count(facts.heads.iter().filter(|span| span.holds(at))),
        households: count(liaisons.keys()),
        without_liaison: count(liaisons.values().filter(|count| **count == 0)),
        with_several_liaisons: count(liaisons.values().filter(|count| **count > 1)),
        stale_at: spans.filter_map(|span| span.next_turn(at)).min(),
    }
}

fn count<T>(items: impl Iterator<Item = T>) -> i64 {
    i64::try_from(items.count()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Coverage, GridFacts, evaluate};
    use crate::posts::Span;
    use crate::{Id, Timestamp};

    fn id(number: u128) -> Id {
        Id::from_number(number)
    }

    fn span(from: i64, to: impl Into<Option<i64>>) -> Span {
        Span { from: Timestamp(from), to: to.into().map(Timestamp) }
    }

    #[test]
    fn a_grid_without_a_head_is_a_gap() {
        let facts = GridFacts { heads: vec![span(0, 5)], ..GridFacts::default() };
        assert_eq!(
            evaluate(&facts, Timestamp(4)),
            Coverage { heads: 1, stale_at: Some(Timestamp(5)), ..Coverage::default() }
        );
        assert_eq!(evaluate(&facts, Timestamp(5)), Coverage::default());
    }

    #[test]
    fn households_without_and_with_several_liaisons_are_counted() {
        let facts = GridFacts {
            heads: vec![span(0, None)],
            households: vec![id(1), id(2), id(3)],
            liaisons: vec![(id(1), span(0, None)), (id(2), span(0, None)), (id(2), span(1, 9))],
        };
        let expected = Coverage {
            heads: 1,
            households: 3,
            without_liaison: 1,
            with_several_liaisons: 1,
            stale_at: Some(Timestamp(9)),
        };
        assert_eq!(evaluate(&facts, Timestamp(2)), expected);
    }

    #[test]
    fn a_liaison_of_a_household_that_has_left_covers_nobody() {
        let facts = GridFacts { liaisons: vec![(id(7), span(0, None))], ..GridFacts::default() };
        assert_eq!(evaluate(&facts, Timestamp(2)), Coverage::default());
    }

    fn any_facts() -> impl Strategy<Value = GridFacts> {
        let any_span = (0_i64..40, 1_i64..20, any::<bool>())
            .prop_map(|(from, length, open)| span(from, (!open).then_some(from + length)));
        let links = proptest::collection::vec((1_u128..8, any_span.clone()), 0..20);
        (proptest::collection::vec(any_span, 0..4), 0_u128..6, links).prop_map(|(heads, households, links)| GridFacts {
            heads,
            households: (1..=households).map(id).collect(),
            liaisons: links.into_iter().map(|(household, span)| (id(household), span)).collect(),
        })
    }

    proptest! {
        #[test]
        fn nothing_changes_before_it_says_so(facts in any_facts(), at in 0_i64..60) {
            let now = evaluate(&facts, Timestamp(at));
            let until = now.stale_at.map_or(100, |stale| stale.0);
            prop_assert!(until > at);
            for later in at..until {
                prop_assert_eq!(evaluate(&facts, Timestamp(later)), now);
            }
        }

        #[test]
        fn each_household_is_without_with_one_or_with_several(facts in any_facts(), at in 0_i64..60) {
            let at = Timestamp(at);
            let now = evaluate(&facts, at);
            let with_one = facts.households.iter().filter(|household| {
                facts.liaisons.iter().filter(|(other, span)| other == *household && span.holds(at)).count() == 1
            }).count();
            let all = now.without_liaison + now.with_several_liaisons + i64::try_from(with_one).unwrap();
            prop_assert_eq!(all, now.households);
        }
    }
}
