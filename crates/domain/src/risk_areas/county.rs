//! The county that a place's own text names, or leaves to the place before it.

use super::AreaIndex;
use super::area_index::Area;
use super::names::{bare_county, begins_with_zone};
use super::town::begins_with_kind;

/// What the text of a place says of its county. Lists name a county once for the places after it: `惠民县环城南路108号，
/// 阳信县翟王镇`, but `丰泽街道东美社区，城东街道前头社区`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CountyRead<'a> {
    /// It begins with a county of the prefecture.
    Named {
        /// The county's name.
        county: &'a str,
        /// The text behind it; the whole text when nothing is behind it.
        rest: &'a str,
    },
    /// It names none: the county before holds, if there is one.
    Unnamed,
    /// It begins with a zone, or with a word that may be another county: the one before can't be taken to hold.
    Other,
}

impl AreaIndex {
    /// Reads the county at the beginning of a place's text; `province` and `city` are those of its group.
    pub fn read_county<'a>(&'a self, province: &'a str, city: &'a str, text: &'a str) -> CountyRead<'a> {
        let counties = self.counties_for(province, city);
        let named = counties.iter().filter(|county| text.starts_with(&county.name));
        if let Some(county) = named.max_by_key(|county| county.name.len()) {
            let rest = text.strip_prefix(&county.name).filter(|rest| !rest.is_empty()).unwrap_or(text);
            return CountyRead::Named { county: &county.name, rest };
        }
        let mut bare = counties.iter().filter_map(|county| bare_county(&county.name));
        // 颍州学村 may lie in 颍州区, but 丰泽街道 is a township and says nothing of its county.
        let other = bare.any(|bare| text.strip_prefix(bare).is_some_and(|rest| !begins_with_kind(rest)));
        if other || begins_with_zone(text) { CountyRead::Other } else { CountyRead::Unnamed }
    }

    fn counties_for(&self, province: &str, city: &str) -> Vec<&Area> {
        let found = self.find([province, city, ""]);
        match (found.province, found.city) {
            (_, Some(city)) => self.counties_of(city).iter().collect(),
            (Some(province), None) if found.rest.is_empty() && found.county.is_none() => {
                self.direct_counties(province).collect()
            }
            _ => Vec::new(),
        }
    }
}
