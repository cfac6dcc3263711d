//! A list of risk areas made ready for assessing many people. It is kept by province, so that one changed place costs
//! no more than its province.

use std::collections::{BTreeMap, HashMap};

use super::named_place::{parts, short};
use super::province::Province;
use super::{AreaCode, CasesIn, RiskArea};
use crate::areas::Level;

/// A listed place within a [`RiskIndex`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PlaceAt {
    province: u32,
    place: usize,
}

/// A county as lists name it, for stays without a code.
#[derive(Debug, Clone, PartialEq, Eq)]
struct NamedCounty {
    area: AreaCode,
    province: Box<str>,
    city: Box<str>,
}

/// A list made ready. The same places in another order, or twice, make the same index. Places without an area are left
/// out: they can't match before a person has said where they are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RiskIndex {
    provinces: BTreeMap<u32, Province>,
    names: HashMap<Box<str>, Vec<NamedCounty>>,
}

impl RiskIndex {
    /// Makes a list ready.
    pub fn new(places: Vec<RiskArea>, cases: &[CasesIn]) -> Self {
        let mut index = Self::default();
        let mut by_province: BTreeMap<u32, (Vec<RiskArea>, Vec<CasesIn>)> = BTreeMap::new();
        for place in places {
            if let Some(area) = place.area {
                index.name(&place);
                by_province.entry(area.province()).or_default().0.push(place);
            }
        }
        for cases in cases {
            by_province.entry(cases.area.province()).or_default().1.push(*cases);
        }
        let provinces = by_province.into_iter();
        index.provinces = provinces.map(|(key, (places, cases))| (key, Province::new(places, cases))).collect();
        index
    }

    /// Takes a place out and another in. What changes on a place (its level, its last day) is one of each.
    pub fn change(&mut self, gone: Option<&RiskArea>, new: Option<RiskArea>) {
        if let Some((gone, province)) = gone.and_then(|gone| Some((gone, gone.area?.province()))) {
            self.rebuild(province, |places| places.retain(|place| place != gone));
        }
        if let Some((new, area)) = new.and_then(|new| new.area.map(|area| (new, area))) {
            self.name(&new);
            self.rebuild(area.province(), |places| places.push(new));
        }
    }

    fn rebuild(&mut self, province: u32, change: impl FnOnce(&mut Vec<RiskArea>)) {
        let (mut places, cases) = self.provinces.remove(&province).map(Province::into_parts).unwrap_or_default();
        change(&mut places);
        if !places.is_empty() || !cases.is_empty() {
            self.provinces.insert(province, Province::new(places, cases));
        }
    }

    /// The listed place at this place of the index.
    pub fn place(&self, at: PlaceAt) -> Option<&RiskArea> {
        self.provinces.get(&at.province)?.places().get(at.place)
    }

    /// All listed places that have an area, in an order that does not depend on the list's.
    pub fn places(&self) -> impl Iterator<Item = &RiskArea> {
        self.provinces.values().flat_map(Province::places)
    }

    pub(super) fn province(&self, area: AreaCode) -> Option<&Province> {
        self.provinces.get(&area.province())
    }

    pub(super) fn at(area: AreaCode, place: usize) -> PlaceAt {
        PlaceAt { province: area.province(), place }
    }

    /// The county that a text without a code means. `None` when it names none, or several of different codes.
    pub(super) fn county_named(&self, text: &str) -> Option<AreaCode> {
        let named = parts(text).into_iter().filter_map(|part| self.names.get(part)).flatten();
        let mut found = named.filter(|county| county.is_meant_by(text)).map(|county| county.area);
        let first = found.next()?;
        found.all(|other| other == first).then_some(first)
    }

    fn name(&mut self, place: &RiskArea) {
        let Some((name, county)) = NamedCounty::of(place) else { return };
        if let Some(known) = self.names.get_mut(name) {
            if !known.contains(&county) {
                known.push(county);
            }
        } else {
            self.names.insert(name.into(), vec![county]);
        }
    }
}

impl RiskArea {
    /// Whether a stay without a code, told in this text, may be in the place's county.
    pub(super) fn is_in_county_named_by(&self, text: &str) -> bool {
        NamedCounty::of(self).is_some_and(|(name, county)| text.contains(name) && county.is_meant_by(text))
    }
}

impl NamedCounty {
    fn of(place: &RiskArea) -> Option<(&str, Self)> {
        let area = place.area?.at(Level::County)?;
        let named = place.county.chars().count() > 1;
        named
            .then(|| (place.county.as_ref(), Self { area, province: place.province.clone(), city: place.city.clone() }))
    }

    /// A text must name the city or the province too, since counties of one name are many.
    fn is_meant_by(&self, text: &str) -> bool {
        let names = |name: &str| !name.is_empty() && text.contains(short(name));
        names(&self.city) || names(&self.province)
    }
}

#[cfg(test)]
mod tests {
    use super::RiskIndex;
    use crate::assessment::samples::place;

    #[test]
    fn a_changed_list_is_the_list_read_anew() {
        let (first, second, third) = (place("411526109", "甲"), place("411527101", "乙"), place("110105", "丙"));
        let mut index = RiskIndex::new(vec![first.clone(), second.clone()], &[]);
        index.change(Some(&second), Some(third.clone()));
        let places = |index: &RiskIndex| index.places().cloned().collect::<Vec<_>>();
        assert_eq!(places(&index), places(&RiskIndex::new(vec![first, third.clone()], &[])));
        index.change(Some(&third), None);
        assert_eq!(index.places().count(), 1);
    }
}
