//! The listed places of a province, to be looked up by code of prefecture, county, town and place.

use std::cmp::Reverse;
use std::collections::HashMap;

use jiff::civil::Date;

use super::named_place::township;
use super::{AreaCode, CasesIn, RiskArea, days};
use crate::risk_areas::{Certainty, RiskLevel};

/// One listing, as seen from an area.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Listing {
    pub(super) certainty: Certainty,
    pub(super) level: RiskLevel,
    pub(super) from: i32,
    pub(super) to: i32,
    pub(super) place: usize,
}

/// The listings of many areas.
pub(super) type Listings<K> = HashMap<K, Vec<Listing>>;

/// The listed places of a province, in an order that does not depend on the list's.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Province {
    places: Vec<RiskArea>,
    cases_in: Vec<CasesIn>,
    pub(super) all: Vec<Listing>,
    pub(super) prefectures: Listings<u32>,
    pub(super) counties: Listings<u32>,
    pub(super) towns: Listings<u32>,
    pub(super) whole: Listings<AreaCode>,
    pub(super) cases: Listings<u32>,
    pub(super) townships: HashMap<u32, Vec<(Box<str>, Listing)>>,
}

impl Province {
    pub(super) fn new(mut places: Vec<RiskArea>, cases_in: Vec<CasesIn>) -> Self {
        places.sort_unstable();
        places.dedup();
        let mut province = Self::default();
        for (place, risk) in places.iter().enumerate() {
            if let Some(area) = risk.area {
                province.enter(place, risk, area);
            }
        }
        for cases in &cases_in {
            let listing = listing(usize::MAX, Certainty::Certain, RiskLevel::Low, (cases.from, cases.to));
            if let Some(prefecture) = cases.area.prefecture() {
                province.cases.entry(prefecture).or_default().push(listing);
            }
        }
        province.tidy();
        Self { places, cases_in, ..province }
    }

    pub(super) fn into_parts(self) -> (Vec<RiskArea>, Vec<CasesIn>) {
        (self.places, self.cases_in)
    }

    pub(super) fn places(&self) -> &[RiskArea] {
        &self.places
    }

    fn enter(&mut self, place: usize, risk: &RiskArea, area: AreaCode) {
        let of = |certainty| listing(place, certainty, risk.level, (risk.from, risk.to));
        let (certain, possible) = (of(Certainty::Certain), of(Certainty::Possible));
        self.all.push(certain);
        if risk.whole {
            self.whole.entry(area).or_default().push(certain);
        }
        if let Some(prefecture) = area.prefecture() {
            self.prefectures.entry(prefecture).or_default().push(certain);
        }
        if let Some(town) = area.town() {
            self.towns.entry(town).or_default().push(certain);
        }
        if let Some((named, town)) = risk.town_by_name.and_then(|named| Some((named, named.town()?)))
            && area.town() != Some(town)
        {
            self.whole.entry(named).or_default().push(possible);
            self.towns.entry(town).or_default().push(possible);
        }
        if let Some(county) = area.county() {
            self.counties.entry(county).or_default().push(certain);
            if let Some(name) = township(&risk.text) {
                self.townships.entry(county).or_default().push((name.into(), possible));
            }
        }
    }

    fn tidy(&mut self) {
        tidy(&mut self.all);
        self.whole.values_mut().for_each(tidy);
        for listings in [&mut self.prefectures, &mut self.counties, &mut self.towns, &mut self.cases] {
            listings.values_mut().for_each(tidy);
        }
        for named in self.townships.values_mut() {
            named.sort_unstable();
            named.dedup_by(|later, earlier| later.0 == earlier.0 && later.1.says_the_same_as(&earlier.1));
        }
    }
}

impl Listing {
    fn says_the_same_as(&self, other: &Self) -> bool {
        let told = |listing: &Self| (listing.certainty, listing.level, listing.from, listing.to);
        told(self) == told(other)
    }
}

fn listing(place: usize, certainty: Certainty, level: RiskLevel, (from, to): (Date, Option<Date>)) -> Listing {
    Listing { certainty, level, from: days::number(from), to: to.map_or(i32::MAX, days::number), place }
}

/// Certain listings first, in an order that does not depend on the list's; those that say the same only once.
fn tidy(listings: &mut Vec<Listing>) {
    listings.sort_unstable_by_key(|listing| {
        (Reverse(listing.certainty), listing.level, listing.from, listing.to, listing.place)
    });
    listings.dedup_by(|later, earlier| later.says_the_same_as(earlier));
    listings.shrink_to_fit();
}
