//! What changed from one list to the next.

use std::collections::HashMap;

use super::{ListedPlace, RiskLevel};

/// A place that is on both lists on another level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The place as it stands on the later list.
    pub place: ListedPlace,
    /// The level it had.
    pub before: RiskLevel,
}

/// What changed from one list to the next, each in the order of its list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Difference {
    /// Not on the earlier list.
    pub added: Vec<ListedPlace>,
    /// On a higher level than before.
    pub raised: Vec<Change>,
    /// On a lower level than before.
    pub lowered: Vec<Change>,
    /// Not on the later list.
    pub removed: Vec<ListedPlace>,
    /// How many stay on their level.
    pub unchanged: usize,
}

/// Compares two lists by the places' names ([`ListedPlace::key`]). A place that a list names twice counts once, on its
/// highest level.
pub fn difference(before: &[ListedPlace], after: &[ListedPlace]) -> Difference {
    let (before, after) = (highest(before), highest(after));
    let earlier: HashMap<&str, RiskLevel> = before.iter().map(|(key, place)| (key.as_str(), place.level)).collect();
    let later: HashMap<&str, RiskLevel> = after.iter().map(|(key, place)| (key.as_str(), place.level)).collect();
    let mut difference = Difference::default();
    for (key, place) in &after {
        let change = |before| Change { place: (*place).clone(), before };
        match earlier.get(key.as_str()).copied() {
            None => difference.added.push((*place).clone()),
            Some(level) if level < place.level => difference.raised.push(change(level)),
            Some(level) if level > place.level => difference.lowered.push(change(level)),
            Some(_) => difference.unchanged += 1,
        }
    }
    let gone = before.iter().filter(|(key, _)| !later.contains_key(key.as_str()));
    difference.removed = gone.map(|(_, place)| (*place).clone()).collect();
    difference
}

/// The places of a list, each once, in the order in which they are first named.
fn highest(list: &[ListedPlace]) -> Vec<(String, &ListedPlace)> {
    let mut places: Vec<(String, &ListedPlace)> = Vec::with_capacity(list.len());
    let mut at: HashMap<String, usize> = HashMap::with_capacity(list.len());
    for place in list {
        let key = place.key();
        match at.get(&key).and_then(|at| places.get_mut(*at)) {
            Some((_, known)) if known.level < place.level => *known = place,
            Some(_) => {}
            None => {
                at.insert(key.clone(), places.len());
                places.push((key, place));
            }
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Difference, difference};
    use crate::risk_areas::{ListedPlace, RiskLevel};

    fn place(text: &str, level: RiskLevel) -> ListedPlace {
        ListedPlace::new(level, ["吉林省", "吉林市", "昌邑区"], text)
    }

    #[test]
    fn places_are_added_raised_lowered_removed_or_left() {
        use RiskLevel::{High, Low, Medium};
        let before = [place("甲村", Medium), place("乙村", High), place("丙村", Low), place("丁村", High)];
        let after = [place("戊村", Low), place("甲村", High), place("乙村", Medium), place("丁 村", High)];
        let changed = difference(&before, &after);
        let texts = |places: &[ListedPlace]| places.iter().map(|place| place.text.clone()).collect::<Vec<_>>();
        assert_eq!((texts(&changed.added), texts(&changed.removed)), (vec!["戊村".into()], vec!["丙村".into()]));
        assert_eq!((changed.raised[0].place.text.as_str(), changed.raised[0].before), ("甲村", Medium));
        assert_eq!((changed.lowered[0].place.text.as_str(), changed.lowered[0].before), ("乙村", High));
        assert_eq!(changed.unchanged, 1);
    }

    #[test]
    fn a_place_named_twice_counts_once_on_its_highest_level() {
        let twice = [place("甲村", RiskLevel::Medium), place("甲村", RiskLevel::High)];
        let changed = difference(&[place("甲村", RiskLevel::High)], &twice);
        assert_eq!(changed, Difference { unchanged: 1, ..Difference::default() });
    }

    fn lists() -> impl Strategy<Value = Vec<ListedPlace>> {
        let levels = proptest::sample::select(RiskLevel::ALL.to_vec());
        proptest::collection::vec(("[甲乙丙丁]{1,2}", levels), 0..12)
            .prop_map(|rows| rows.into_iter().map(|(text, level)| place(&text, level)).collect())
    }

    proptest! {
        #[test]
        fn a_list_does_not_differ_from_itself_and_the_way_back_is_the_mirror(one in lists(), other in lists()) {
            let same = difference(&one, &one);
            prop_assert!(same.added.is_empty() && same.removed.is_empty());
            prop_assert!(same.raised.is_empty() && same.lowered.is_empty());
            let (there, back) = (difference(&one, &other), difference(&other, &one));
            prop_assert_eq!(there.added.len(), back.removed.len());
            prop_assert_eq!(there.raised.len(), back.lowered.len());
            prop_assert_eq!(there.unchanged, back.unchanged);
        }
    }
}
