//! Which part of a split grid each household goes to.

use std::collections::{HashMap, HashSet};

use crate::Id;

/// What one part of a split grid takes.
#[derive(Debug, Clone, Copy)]
pub struct Part<'a> {
    /// Lanes (or buildings) that it takes whole.
    pub lanes: &'a [String],
    /// Households that it takes one by one, wherever they live.
    pub households: &'a [Id],
    /// Whether it takes all that no part names.
    pub rest: bool,
}

/// Why the parts don't fit the grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SplitFault {
    /// Two parts name the same lane or household: the place of the later part.
    NamedTwice(usize),
    /// A named household does not live in the grid: the place of the part.
    NotInGrid(usize),
    /// Two parts take the rest: the place of the later part.
    TwoRests(usize),
    /// So many households are in no part.
    LeftOver(usize),
}

/// The households of each part, in the parts' order. A household named by itself goes before its lane, and both before
/// the part that takes the rest.
pub fn assign_to_parts(households: &[(Id, String)], parts: &[Part<'_>]) -> Result<Vec<Vec<Id>>, SplitFault> {
    let present: HashSet<Id> = households.iter().map(|(id, _)| *id).collect();
    let (mut by_id, mut by_lane, mut rest) = (HashMap::new(), HashMap::new(), None);
    for (place, part) in parts.iter().enumerate() {
        if part.households.iter().any(|id| !present.contains(id)) {
            return Err(SplitFault::NotInGrid(place));
        }
        let twice = part.households.iter().any(|id| by_id.insert(*id, place).is_some_and(|before| before != place))
            || part.lanes.iter().any(|lane| by_lane.insert(lane.trim(), place).is_some_and(|before| before != place));
        if twice {
            return Err(SplitFault::NamedTwice(place));
        }
        if part.rest && rest.replace(place).is_some() {
            return Err(SplitFault::TwoRests(place));
        }
    }
    let mut assigned = vec![Vec::new(); parts.len()];
    let mut left_over = 0;
    for (id, lane) in households {
        let place = by_id.get(id).or_else(|| by_lane.get(lane.trim())).copied().or(rest);
        match place.and_then(|place| assigned.get_mut(place)) {
            Some(part) => part.push(*id),
            None => left_over += 1,
        }
    }
    if left_over == 0 { Ok(assigned) } else { Err(SplitFault::LeftOver(left_over)) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Part, SplitFault, assign_to_parts};
    use crate::Id;

    fn id(number: u128) -> Id {
        Id::from_number(number)
    }

    fn doors() -> Vec<(Id, String)> {
        [(1, "东街"), (2, "东街"), (3, "西街"), (4, "")].map(|(number, lane)| (id(number), lane.to_owned())).to_vec()
    }

    #[test]
    fn a_household_goes_by_its_own_name_then_by_its_lane_then_to_the_rest() {
        let east = ["东街".to_owned()];
        let parts = [
            Part { lanes: &east, households: &[], rest: false },
            Part { lanes: &[], households: &[id(2)], rest: true },
        ];
        assert_eq!(assign_to_parts(&doors(), &parts), Ok(vec![vec![id(1)], vec![id(2), id(3), id(4)]]));
    }

    #[test]
    fn households_in_no_part_are_counted() {
        let east = ["东街".to_owned()];
        let parts = [Part { lanes: &east, households: &[], rest: false }];
        assert_eq!(assign_to_parts(&doors(), &parts), Err(SplitFault::LeftOver(2)));
    }

    #[test]
    fn parts_that_quarrel_are_declined() {
        let (first, stranger) = ([id(1)], [id(9)]);
        let named = |households, rest| Part { lanes: &[], households, rest };
        assert_eq!(
            assign_to_parts(&doors(), &[named(&first, true), named(&first, false)]),
            Err(SplitFault::NamedTwice(1))
        );
        assert_eq!(assign_to_parts(&doors(), &[named(&stranger, true)]), Err(SplitFault::NotInGrid(0)));
        assert_eq!(assign_to_parts(&doors(), &[named(&first, true), named(&[], true)]), Err(SplitFault::TwoRests(1)));
    }

    proptest! {
        #[test]
        fn with_a_rest_every_household_lands_in_exactly_one_part(lanes in proptest::collection::vec("[东西南]", 0..60)) {
            let doors: Vec<(Id, String)> = (1..).map(id).zip(lanes).collect();
            let east = ["东".to_owned()];
            let parts = [
                Part { lanes: &east, households: &[], rest: false },
                Part { lanes: &[], households: &[], rest: true },
            ];
            let mut landed = assign_to_parts(&doors, &parts).unwrap().concat();
            landed.sort_unstable();
            prop_assert_eq!(landed, doors.iter().map(|(id, _)| *id).collect::<Vec<_>>());
        }
    }
}
