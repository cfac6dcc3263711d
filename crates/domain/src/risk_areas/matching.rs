//! Which area a listed place lies in.

use super::area_index::{AreaIndex, Found};
use super::town::{TownRead, town_in};
use super::{Certainty, CountyRead, ListedPlace, Remembered};
use crate::households::place_key;

/// The area of a listed place, and how sure it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceMatch {
    /// How sure `code` is.
    pub certainty: Certainty,
    /// The area: the county when certain, the township when possible; what a person confirmed may be either.
    pub code: Option<String>,
    /// The smallest area that is certain whatever the text means: the county, else the prefecture or the province. Rules
    /// that ask only for the same county or prefecture may rely on it.
    pub within: Option<String>,
}

/// Finds the area of a place: what a person confirmed before, then the list's own code, then names. The county is certain
/// when the list names it; a township is possible when the text names one; what is left over is for a person.
pub fn match_place(index: &AreaIndex, remembered: &Remembered, place: &ListedPlace) -> PlaceMatch {
    if let Some(code) = remembered.get(&place.key()) {
        return PlaceMatch::certain(code);
    }
    if let Some(code) = place.code.as_ref().filter(|code| index.knows(code)) {
        return PlaceMatch::certain(code);
    }
    let mut found = index.find([&place.province, &place.city, &place.county]);
    let text = plain(&found, &place.text);
    if found.county.is_none()
        && found.rest.is_empty()
        && let CountyRead::Named { county, .. } = index.read_county(&place.province, &place.city, &place.text)
    {
        found = index.find([&place.province, &place.city, county]);
    }
    match found.county {
        Some(_) => in_county(index, &found, place, &text),
        None => PlaceMatch::unknown(&found).or_town(in_city(index, &found, &text)),
    }
}

fn in_county(index: &AreaIndex, found: &Found<'_>, place: &ListedPlace, text: &str) -> PlaceMatch {
    let Some(county) = found.county else { return PlaceMatch::unknown(found) };
    let certain = PlaceMatch::certain(&county.code);
    match town_in(index.towns_of(county).iter(), text) {
        TownRead::One(town) => certain.or_town(Some(&town.code)),
        // The county was named for another place, and this one's township lies elsewhere: the custom does not hold.
        TownRead::None if place.county_carried => match in_city(index, found, text) {
            Some(town) => PlaceMatch::unknown(&Found { county: None, ..found.clone() }).or_town(Some(town)),
            None => certain,
        },
        TownRead::Several | TownRead::None => certain,
    }
}

/// The only township of the prefecture that the text names.
fn in_city<'a>(index: &'a AreaIndex, found: &Found<'a>, text: &str) -> Option<&'a str> {
    let towns = index.counties_of(found.city?).iter().flat_map(|county| index.towns_of(county));
    match town_in(towns, text) {
        TownRead::One(town) => Some(&town.code),
        TownRead::Several | TownRead::None => None,
    }
}

/// The text a township is looked for in: what the columns name below the county, then the free words. 十八里店（地区）乡
/// is written so where a township has two kinds of office.
fn plain(found: &Found<'_>, text: &str) -> String {
    place_key(&(found.rest.concat() + text)).replace("(地区)", "")
}

impl PlaceMatch {
    fn certain(code: &str) -> Self {
        Self { certainty: Certainty::Certain, code: Some(code.to_owned()), within: Some(code.to_owned()) }
    }

    fn unknown(found: &Found<'_>) -> Self {
        let within = found.county.or(found.city).or(found.province).map(|area| area.code.clone());
        Self { certainty: Certainty::None, code: None, within }
    }

    /// The same with a township to confirm, if there is one.
    fn or_town(self, town: Option<&str>) -> Self {
        match town {
            Some(code) => Self { certainty: Certainty::Possible, code: Some(code.to_owned()), within: self.within },
            None => self,
        }
    }
}

#[cfg(test)]
mod tests;
