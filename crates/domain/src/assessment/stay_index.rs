//! Stays by area: whom a changed place can touch.

use super::{AreaCode, Case, RiskArea, RiskIndex, RuleBook};
use crate::areas::Level;
use crate::programmes::ExposureClass;

/// The stays of many cases in order of their areas.
#[derive(Debug, Clone, Default)]
pub struct StayIndex {
    by_area: Vec<(u64, u32)>,
    without_area: Vec<u32>,
}

impl StayIndex {
    /// Indexes cases by their places in the iterator, the first being 0.
    pub fn new<'a>(cases: impl IntoIterator<Item = &'a Case>) -> Self {
        let mut index = Self::default();
        for (number, case) in (0_u32..).zip(cases) {
            for stay in &case.stays {
                match stay.area {
                    Some(area) => index.by_area.push((area.number(), number)),
                    None => index.without_area.push(number),
                }
            }
        }
        index.by_area.sort_unstable();
        index.without_area.dedup();
        index
    }

    /// The cases that a change of `place` can touch under these rules, each once, in order: those with a stay in the
    /// widest area the rules speak of, and those whose stays have no code and name the county, or one in that area which
    /// another place of the list (with or without the changed one) makes known.
    pub fn touched_by(&self, place: &RiskArea, cases: &[Case], (list, book): (&RiskIndex, &RuleBook)) -> Vec<u32> {
        let mut touched = Vec::new();
        let ranges = place.touches(book);
        for range in &ranges {
            let first = self.by_area.partition_point(|(area, _)| *area < range.start);
            let after = self.by_area.partition_point(|(area, _)| *area < range.end);
            touched.extend(self.by_area.get(first..after).into_iter().flatten().map(|(_, number)| *number));
        }
        let named = |number: &&u32| {
            let stays = usize::try_from(**number).ok().and_then(|number| cases.get(number)).map(|case| &case.stays);
            let mut texts = stays.into_iter().flatten().filter_map(|stay| stay.text.as_deref());
            let within = |county: AreaCode| ranges.iter().any(|range| range.contains(&county.number()));
            texts.any(|text| place.is_in_county_named_by(text) || list.county_named(text).is_some_and(within))
        };
        touched.extend(self.without_area.iter().filter(named));
        touched.sort_unstable();
        touched.dedup();
        touched
    }
}

impl RiskArea {
    /// The codes, as numbers of twelve digits, of stays that a change of this place can touch under these rules: its
    /// county (where a stay may be known no further), or the prefecture or province where a rule speaks of those, and
    /// the wider areas themselves, for stays that are known no further than these.
    pub fn touches(&self, book: &RuleBook) -> Vec<std::ops::Range<u64>> {
        let Some(area) = self.area else { return Vec::new() };
        let level = match book.widest() {
            Some(ExposureClass::SameProvince) => Level::Province,
            Some(ExposureClass::SamePrefecture) => Level::City,
            Some(_) => Level::County,
            None => return Vec::new(),
        };
        let with_cases = book.set().rules.iter().any(|rule| rule.class == ExposureClass::PrefectureWithCases);
        let level = if with_cases { level.min(Level::City) } else { level };
        // A municipality is one prefecture over several second pairs of digits.
        let level = if level == Level::City && area.is_of_municipality() { Level::Province } else { level };
        let widest = area.at(level).unwrap_or(area);
        let wider = [Level::Province, Level::City].into_iter().filter_map(|level| area.at(level));
        let alone = wider.map(AreaCode::number).filter(|number| !widest.range().contains(number));
        alone.map(|number| number..number + 1).chain([widest.range()]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{RiskIndex, StayIndex};
    use crate::assessment::samples::{book, case, place, stay};

    #[test]
    fn a_changed_place_touches_its_county_and_those_known_no_further() {
        let cases = [
            case(vec![stay("411526109", "")]),
            case(vec![stay("411527101", "")]),
            case(vec![stay("41", ""), stay("411526", "")]),
            case(vec![stay("", "河南省潢川县某地")]),
            case(vec![stay("", "某地")]),
        ];
        let index = StayIndex::new(&cases);
        let list = RiskIndex::new(vec![], &[]);
        assert_eq!(index.touched_by(&place("411526109", ""), &cases, (&list, &book())), [0, 2, 3]);
    }

    #[test]
    fn a_changed_province_touches_a_stay_in_words_whose_county_the_list_makes_known() {
        let cases = [case(vec![stay("", "河南省潢川县某地")]), case(vec![stay("", "某地")])];
        let province = crate::assessment::RiskArea { county: "".into(), ..place("41", "") };
        let list = RiskIndex::new(vec![place("411526109", "")], &[]);
        assert_eq!(StayIndex::new(&cases).touched_by(&province, &cases, (&list, &book())), [0]);
    }
}
