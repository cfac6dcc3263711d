//! Which part of a split grid each household goes to, and whoever has a place in words only.

use std::collections::{HashMap, HashSet};

use crate::Id;
use crate::households::place_key;

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

/// The part that takes over somebody with a place in words and no household: the one whose lane the place begins with (the
/// longest lane where several do), else the one that takes the rest; nothing where nobody can say.
pub fn part_of_place(place: &str, parts: &[Part<'_>]) -> Option<usize> {
    let place = place_key(place);
    let longest = |part: &Part<'_>| {
        let keys = part.lanes.iter().map(|lane| place_key(lane));
        keys.filter(|key| !key.is_empty() && place.starts_with(key)).map(|key| key.len()).max()
    };
    let by_lane = parts.iter().enumerate().filter_map(|(at, part)| Some((longest(part)?, at))).max();
    by_lane.map(|(_, at)| at).or_else(|| parts.iter().position(|part| part.rest))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Part, SplitFault, assign_to_parts, part_of_place};
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
    fn a_place_goes_by_the_longest_lane_it_begins_with_then_to_the_rest() {
        let (east, long) = (["东街".to_owned()], ["东街北巷".to_owned(), String::new()]);
        let lanes = |lanes| Part { lanes, households: &[], rest: false };
        let parts = [lanes(&east[..]), lanes(&long[..])];
        assert_eq!(part_of_place("东街 3号", &parts), Some(0));
        assert_eq!(part_of_place("东街北巷１号", &parts), Some(1));
        assert_eq!(part_of_place("镇宾馆", &parts), None);
        let rest = [lanes(&east[..]), Part { rest: true, ..lanes(&[]) }];
        assert_eq!(part_of_place("镇宾馆", &rest), Some(1));
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
