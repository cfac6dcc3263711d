//! The areas of the country as they are looked up by name.

use std::collections::{HashMap, HashSet};

use super::names::{bare_province, is_generic, names_city};
use super::town::Town;
use crate::areas::Division;

/// An area of the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    /// The official code: twelve digits.
    pub code: String,
    /// The official name.
    pub name: String,
}

/// Provinces, prefectures, counties and, as far as they are known, townships. Made of the rows of divisions files.
#[derive(Debug, Default)]
pub struct AreaIndex {
    provinces: Vec<Area>,
    /// By the province's code.
    cities: HashMap<String, Vec<Area>>,
    /// By the prefecture's code.
    counties: HashMap<String, Vec<Area>>,
    /// By the county's code.
    towns: HashMap<String, Vec<Town>>,
    /// Codes of counties and townships.
    codes: HashSet<String>,
}

/// What of a written place was found.
#[derive(Debug, Clone, Default)]
pub(super) struct Found<'a> {
    pub(super) province: Option<&'a Area>,
    pub(super) city: Option<&'a Area>,
    pub(super) county: Option<&'a Area>,
    /// Names that are no prefecture or county, in their order.
    pub(super) rest: Vec<&'a str>,
}

impl AreaIndex {
    /// An index of rows; of two rows with the same level and code the first counts, so the better source goes first.
    /// Levels below the township are left out.
    pub fn new(rows: impl IntoIterator<Item = Division>) -> Self {
        let mut index = Self::default();
        let mut seen = HashSet::new();
        for row in rows {
            if !seen.insert((row.level, row.code.clone())) {
                continue;
            }
            let area = Area { code: row.code, name: row.name };
            match (row.level, row.parent_code) {
                (1, _) => index.provinces.push(area),
                (2, Some(parent)) => index.cities.entry(parent).or_default().push(area),
                (3, Some(parent)) => {
                    index.codes.insert(area.code.clone());
                    index.counties.entry(parent).or_default().push(area);
                }
                (4, Some(parent)) => {
                    index.codes.insert(area.code.clone());
                    index.towns.entry(parent).or_default().push(Town::new(area));
                }
                _ => {}
            }
        }
        index
    }

    /// Whether a county or township has this code.
    pub fn knows(&self, code: &str) -> bool {
        self.codes.contains(code)
    }

    /// How many counties there are.
    pub fn counties(&self) -> usize {
        self.counties.values().map(Vec::len).sum()
    }

    /// Splits the head of a group of places, `山东省青岛市`, into the province and the rest. A province may be written
    /// short: `广西钦州市`.
    pub fn split_province<'a>(&self, head: &'a str) -> Option<(&'a str, &'a str)> {
        let whole = self.provinces.iter().find_map(|province| head.strip_prefix(&province.name));
        let short = || self.provinces.iter().find_map(|province| head.strip_prefix(bare_province(&province.name)));
        let rest = whole.or_else(short)?;
        head.split_at_checked(head.len() - rest.len())
    }

    /// Whether the province has no prefectures: a municipality.
    pub(super) fn is_municipality(&self, province: &Area) -> bool {
        self.cities_of(province).iter().all(|city| is_generic(&city.name))
    }

    pub(super) fn province(&self, written: &str) -> Option<&Area> {
        let bare = bare_province(written);
        self.provinces.iter().find(|province| bare_province(&province.name) == bare)
    }

    pub(super) fn cities_of(&self, province: &Area) -> &[Area] {
        self.cities.get(&province.code).map_or(&[], Vec::as_slice)
    }

    /// Prefectures that are areas and not a word for a level that is not there.
    pub(super) fn all_cities(&self) -> impl Iterator<Item = &Area> {
        self.cities.values().flatten().filter(|city| !is_generic(&city.name))
    }

    pub(super) fn counties_of(&self, city: &Area) -> &[Area] {
        self.counties.get(&city.code).map_or(&[], Vec::as_slice)
    }

    pub(super) fn towns_of(&self, county: &Area) -> &[Town] {
        self.towns.get(&county.code).map_or(&[], Vec::as_slice)
    }

    /// Counties that hang from the province without a prefecture between.
    pub(super) fn direct_counties<'a>(&'a self, province: &Area) -> impl Iterator<Item = &'a Area> {
        self.cities_of(province).iter().filter(|city| is_generic(&city.name)).flat_map(|city| self.counties_of(city))
    }

    /// Finds what the three columns of a list name, whichever way they are filled.
    pub(super) fn find<'a>(&'a self, [province, city, county]: [&'a str; 3]) -> Found<'a> {
        let Some(area) = self.province(province).or_else(|| self.province_of_city(province, city)) else {
            return Found::default();
        };
        let mut found = Found { province: Some(area), ..Found::default() };
        let names = [city, county];
        let names = names.into_iter().filter(|name| !name.is_empty() && !is_generic(name));
        for name in names.filter(|name| bare_province(name) != bare_province(&area.name) || !self.is_municipality(area))
        {
            if !self.take(&mut found, area, name) {
                found.rest.push(name);
            }
        }
        if found.county.is_none()
            && let Some(city) = found.city
        {
            found.county = self.only_county(city);
        }
        found
    }

    /// Takes a name as the next level that is missing; false when it is none of them.
    fn take<'a>(&'a self, found: &mut Found<'a>, province: &Area, name: &str) -> bool {
        if found.county.is_some() || !found.rest.is_empty() {
            return false;
        }
        if let Some(city) = found.city {
            found.county = self.counties_of(city).iter().find(|county| county.name == name);
            return found.county.is_some();
        }
        let cities = self.cities_of(province);
        found.city = cities.iter().find(|city| !is_generic(&city.name) && names_city(&city.name, name));
        if found.city.is_none() {
            found.county = self.direct_counties(province).find(|county| county.name == name);
        }
        if found.city.is_none() && found.county.is_none() {
            let mut named = cities.iter().flat_map(|city| {
                self.counties_of(city).iter().filter(|county| county.name == name).map(move |county| (city, county))
            });
            if let (Some((city, county)), None) = (named.next(), named.next()) {
                (found.city, found.county) = (Some(city), Some(county));
            }
        }
        found.city.is_some() || found.county.is_some()
    }

    /// A city without districts is its own only county: 东莞市, 儋州市.
    fn only_county(&self, city: &Area) -> Option<&Area> {
        match self.counties_of(city) {
            [only] if only.name == city.name => Some(only),
            _ => None,
        }
    }

    /// The province of a prefecture that is named without one, where only one can be meant.
    fn province_of_city(&self, province: &str, city: &str) -> Option<&Area> {
        if !province.is_empty() || city.is_empty() {
            return None;
        }
        let holds =
            |province: &&Area| self.cities_of(province).iter().any(|known| !is_generic(city) && known.name == city);
        let mut holders = self.provinces.iter().filter(holds);
        match (holders.next(), holders.next()) {
            (Some(only), None) => Some(only),
            _ => None,
        }
    }
}
