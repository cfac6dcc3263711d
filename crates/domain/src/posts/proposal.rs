//! Proposal of household sets for liaisons: about ten neighbouring doors each.

use crate::Id;

/// A set has at least so many doors, where the lane has enough.
pub const LEAST: usize = 8;
/// A set has at most so many doors.
pub const MOST: usize = 12;
/// A set is best with so many doors (a liaison keeps contact with about ten households).
const BEST: usize = 10;

/// Cuts a grid's doors into sets of about ten neighbours. `doors` are in door order, each with its lane. A set stays
/// within one lane where the lane has doors enough; short lanes and short ends are joined with the neighbouring lane.
pub fn propose_sets(doors: &[(Id, String)]) -> Vec<Vec<Id>> {
    let mut runs: Vec<Vec<Id>> = Vec::new();
    for lane in doors.chunk_by(|one, other| one.1 == other.1) {
        let lane: Vec<Id> = lane.iter().map(|(id, _)| *id).collect();
        match runs.last_mut() {
            Some(run) if !can_be_cut(run.len()) || !can_be_cut(lane.len()) => run.extend(lane),
            _ => runs.push(lane),
        }
    }
    if runs.len() > 1 && runs.last().is_some_and(|run| !can_be_cut(run.len())) {
        let last = runs.pop().unwrap_or_default();
        if let Some(run) = runs.last_mut() {
            run.extend(last);
        }
    }
    runs.iter().flat_map(|run| cut_evenly(run)).collect()
}

/// Whether so many doors can be cut into sets of the right size: any number from 16 on, and 8 to 12.
fn can_be_cut(doors: usize) -> bool {
    doors > 0 && doors.div_ceil(MOST) * LEAST <= doors
}

/// Cuts a run into pieces whose sizes differ by one at most, as near to ten as can be.
fn cut_evenly(run: &[Id]) -> Vec<Vec<Id>> {
    let fewest = run.len().div_ceil(MOST);
    let pieces = ((run.len() + BEST / 2) / BEST).max(fewest).max(1);
    let (size, larger) = (run.len() / pieces, run.len() % pieces);
    let mut rest = run;
    (0..pieces)
        .map(|place| {
            let (piece, after) = rest.split_at(size + usize::from(place < larger));
            rest = after;
            piece.to_vec()
        })
        .filter(|piece| !piece.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{LEAST, MOST, propose_sets};
    use crate::Id;

    fn doors(lanes: &[(&str, usize)]) -> Vec<(Id, String)> {
        let lanes = lanes.iter().flat_map(|(lane, count)| std::iter::repeat_n((*lane).to_owned(), *count));
        (1..).map(Id::from_number).zip(lanes).collect()
    }

    fn sizes(lanes: &[(&str, usize)]) -> Vec<usize> {
        propose_sets(&doors(lanes)).iter().map(Vec::len).collect()
    }

    #[test]
    fn a_long_lane_is_cut_into_even_sets() {
        assert_eq!(sizes(&[("东街", 30)]), [10, 10, 10]);
        assert_eq!(sizes(&[("东街", 37)]), [10, 9, 9, 9]);
    }

    #[test]
    fn lanes_stay_apart_where_they_have_doors_enough() {
        assert_eq!(sizes(&[("东街", 9), ("西街", 11)]), [9, 11]);
    }

    #[test]
    fn a_lane_with_few_doors_is_joined_with_its_neighbour() {
        assert_eq!(sizes(&[("东街", 3), ("西街", 8)]), [11]);
        assert_eq!(sizes(&[("东街", 10), ("西街", 2)]), [12]);
    }

    #[test]
    fn a_few_doors_are_one_set_and_none_are_none() {
        assert_eq!(sizes(&[("东街", 5)]), [5]);
        assert_eq!(sizes(&[]), Vec::<usize>::new());
    }

    proptest! {
        #[test]
        fn every_door_is_in_one_set_in_order_and_sets_are_neither_tiny_nor_huge(
            counts in proptest::collection::vec(1_usize..40, 0..8),
        ) {
            let names: Vec<String> = (0..counts.len()).map(|place| format!("{place}巷")).collect();
            let lanes: Vec<(&str, usize)> = names.iter().map(String::as_str).zip(counts.iter().copied()).collect();
            let all = doors(&lanes);
            let sets = propose_sets(&all);
            prop_assert_eq!(sets.concat(), all.iter().map(|(id, _)| *id).collect::<Vec<_>>());
            for set in &sets {
                prop_assert!(set.len() <= MOST);
                prop_assert!(set.len() >= LEAST || !super::can_be_cut(all.len()), "{} of {}", set.len(), all.len());
            }
        }
    }
}
