//! The assessment itself.

use std::cmp::Reverse;

use jiff::civil::Date;

use super::decision::{Ask, AskWhy, Decision, Match};
use super::named_place::names;
use super::province::{Listing, Listings, Province};
use super::rule_book::Prepared;
use super::{AreaCode, Case, Exposure, PlaceAt, RiskIndex, RuleBook, Stay, days};
use crate::areas::Level;
use crate::programmes::{ClockStart, ExposureClass, Rule};
use crate::risk_areas::Certainty;

/// Which rules match a person on a day, and which wins. Pure and total. `index` has the list with the dates at which
/// each place was listed, `book` the rules in force.
pub fn assess(case: &Case, index: &RiskIndex, book: &RuleBook, on: Date) -> Decision {
    let today = days::number(on);
    let mut matching = Matching { case, index, book, on, today, decision: Decision::default() };
    for (place, stay) in case.stays.iter().enumerate() {
        matching.stay(place, stay);
    }
    for (place, exposure) in case.exposures.iter().enumerate() {
        matching.exposure(place, *exposure);
    }
    let Decision { mut matched, mut ask } = matching.decision;
    matched.sort_unstable_by_key(|matched| {
        let demand = book.prepared(matched.rule).map(|rule| rule.demand);
        Reverse((matched.runs, demand, matched.certainty, matched.day_one, Reverse(matched.rule)))
    });
    ask.sort_unstable();
    Decision { matched, ask }
}

struct Matching<'a> {
    case: &'a Case,
    index: &'a RiskIndex,
    book: &'a RuleBook,
    on: Date,
    today: i32,
    decision: Decision,
}

/// A stay with its dates as numbers and its area's listings.
struct Seen<'a> {
    stay: &'a Stay,
    area: AreaCode,
    begun: i32,
    ended: i32,
    listed: Option<&'a Province>,
    whole: [&'a [Listing]; 5],
    town: &'a [Listing],
    county: &'a [Listing],
    townships: &'a [(Box<str>, Listing)],
}

impl<'a> Matching<'a> {
    fn stay(&mut self, place: usize, stay: &'a Stay) {
        let ended_on = stay.ended(self.case.arrival, self.on);
        let ended = days::number(ended_on);
        let arrived = self.case.arrival.map(days::number);
        let look_back = self.book.look_back();
        let recent = self.today - ended <= look_back;
        let recent_then = arrived.is_some_and(|arrived| arrived - ended <= look_back);
        if !recent && !recent_then {
            return;
        }
        let named = || stay.text.as_deref().and_then(|text| self.index.county_named(text));
        let by_name = stay.area.is_none();
        let Some(area) = stay.area.or_else(named) else {
            self.decision.ask.push(Ask { stay: place, why: AskWhy::NotPlaced });
            return;
        };
        let begun = stay.from.map_or(ended - look_back, days::number).min(ended);
        let seen = self.seen(stay, area, begun, ended);
        let mut finer = false;
        for (number, rule, prepared) in self.book.rules().filter(|(_, rule, _)| rule.class.is_of_stay()) {
            let Some((certainty, listed)) = self.hit(&seen, rule) else { continue };
            let day_one = self.day_one(rule.clock, ended_on);
            let runs = self.runs(day_one, prepared);
            if recent || runs {
                finer |= matches!(rule.class, ExposureClass::StayedInPlace | ExposureClass::SameTownship);
                let certainty = if by_name { Certainty::Possible } else { certainty };
                let (stay, exposure) = (Some(place), None);
                self.add(Match { rule: number, certainty, day_one, runs, stay, exposure, place: listed });
            }
        }
        if recent && !finer && self.is_too_coarse(&seen) {
            self.decision.ask.push(Ask { stay: place, why: AskWhy::TooCoarse });
        }
    }

    fn exposure(&mut self, place: usize, exposure: Exposure) {
        let last = exposure.last.or(self.case.arrival).unwrap_or(self.on);
        for (number, rule, prepared) in self.book.rules().filter(|(_, rule, _)| rule.class == exposure.kind.class()) {
            let day_one = self.day_one(rule.clock, last);
            let (runs, certainty) = (self.runs(day_one, prepared), Certainty::Certain);
            let (stay, exposure) = (None, Some(place));
            self.add(Match { rule: number, certainty, day_one, runs, stay, exposure, place: None });
        }
    }

    /// Of matches of one rule and certainty the one that ends last stays; which stay it was decides nothing.
    fn add(&mut self, new: Match) {
        let same = |old: &&mut Match| (old.rule, old.certainty) == (new.rule, new.certainty);
        let Some(old) = self.decision.matched.iter_mut().find(same) else {
            return self.decision.matched.push(new);
        };
        let rank = |one: &Match| (one.day_one, Reverse((one.place, one.stay, one.exposure)));
        if rank(&new) > rank(old) {
            *old = new;
        }
    }

    fn day_one(&self, clock: ClockStart, last: Date) -> Date {
        match clock {
            ClockStart::LeftArea | ClockStart::LastContact => last,
            ClockStart::Arrival => self.case.arrival.unwrap_or(self.on),
            ClockStart::Onset => self.case.onset.unwrap_or(last),
        }
    }

    fn runs(&self, day_one: Date, rule: &Prepared) -> bool {
        days::number(day_one).saturating_add(rule.days) > self.today
    }

    fn seen(&self, stay: &'a Stay, area: AreaCode, begun: i32, ended: i32) -> Seen<'a> {
        let bare =
            Seen { stay, area, begun, ended, listed: None, whole: [&[]; 5], town: &[], county: &[], townships: &[] };
        let Some(listed) = self.index.province(area) else { return bare };
        let whole = [Level::Village, Level::Town, Level::County, Level::City, Level::Province]
            .map(|level| area.at(level).and_then(|area| listed.whole.get(&area)).map_or(&[][..], Vec::as_slice));
        let townships = stay.text.as_ref().and(area.county()).and_then(|county| listed.townships.get(&county));
        Seen {
            listed: Some(listed),
            whole,
            town: of(area.town(), &listed.towns),
            county: of(area.county(), &listed.counties),
            townships: townships.map_or(&[][..], Vec::as_slice),
            ..bare
        }
    }

    /// How sure it is that the stay is one of the rule's class, and by which listed place.
    fn hit(&self, seen: &Seen<'_>, rule: &Rule) -> Option<(Certainty, Option<PlaceAt>)> {
        if !rule.is_about(seen.area) {
            return None;
        }
        let listing = match rule.class {
            ExposureClass::StayedInPlace => {
                let whole = seen.whole.iter().filter_map(|listings| self.first(seen, rule, listings));
                surest(whole.chain(self.by_township(seen, rule)))
            }
            ExposureClass::SameTownship => {
                let town = self.first(seen, rule, seen.town).into_iter();
                surest(town.chain(self.by_township(seen, rule)))
            }
            ExposureClass::SameCounty => self.first(seen, rule, seen.county),
            ExposureClass::SamePrefecture => self.first(seen, rule, seen.prefecture()),
            ExposureClass::SameProvince => self.first(seen, rule, seen.province()),
            ExposureClass::PrefectureWithCases => {
                let cases = self.in_time(seen, seen.cases());
                let listed = self.in_time(seen, seen.prefecture());
                return (cases && !listed).then_some((Certainty::Certain, None));
            }
            ExposureClass::OtherPrefecture | ExposureClass::OtherProvince => {
                return self.is_elsewhere(seen.area, rule.class).then_some((Certainty::Certain, None));
            }
            ExposureClass::Abroad
            | ExposureClass::CloseContact
            | ExposureClass::ContactOfContact
            | ExposureClass::ExposedJob => None,
        };
        listing.map(|listing| (listing.certainty, Some(RiskIndex::at(seen.area, listing.place))))
    }

    fn first<'l>(&self, seen: &Seen<'_>, rule: &Rule, listings: &'l [Listing]) -> Option<&'l Listing> {
        listings.iter().find(|listing| rule.takes(listing.level) && self.counts(seen, listing))
    }

    /// Whether a place was listed during the stay, or later but within the look-back days after it.
    fn counts(&self, seen: &Seen<'_>, listing: &Listing) -> bool {
        let soon_enough = listing.from.saturating_sub(self.book.look_back()) <= seen.ended;
        listing.from <= self.today && soon_enough && listing.to >= seen.begun
    }

    fn by_township<'s>(&self, seen: &'s Seen<'_>, rule: &Rule) -> Option<&'s Listing> {
        let text = seen.stay.text.as_deref()?;
        let named =
            seen.townships.iter().filter(|(_, listing)| rule.takes(listing.level) && self.counts(seen, listing));
        named.filter(|(name, _)| names(text, name)).map(|(_, listing)| listing).min_by_key(|listing| listing.place)
    }

    fn in_time(&self, seen: &Seen<'_>, listings: &[Listing]) -> bool {
        listings.iter().any(|listing| self.counts(seen, listing))
    }

    fn is_elsewhere(&self, area: AreaCode, class: ExposureClass) -> bool {
        let Some(home) = self.case.home else { return false };
        let same_province = area.province() == home.province();
        if class == ExposureClass::OtherProvince {
            return !same_province;
        }
        let both = area.prefecture().zip(home.prefecture());
        same_province && both.is_some_and(|(there, here)| there != here)
    }

    fn is_elsewhere_by(&self, area: AreaCode, class: ExposureClass) -> bool {
        matches!(class, ExposureClass::OtherPrefecture | ExposureClass::OtherProvince) && self.is_elsewhere(area, class)
    }

    /// Whether the stay is known to the county at most, places there are listed, and a rule asks for more; or a rule is made
    /// for a part of the area only.
    fn is_too_coarse(&self, seen: &Seen<'_>) -> bool {
        let key = |at: Level| seen.area.level() == at;
        let listed = if key(Level::County) {
            self.in_time(seen, seen.county)
        } else if key(Level::City) {
            self.in_time(seen, seen.prefecture())
        } else {
            key(Level::Province) && self.in_time(seen, seen.province())
        };
        let finer = |rule: &Rule| matches!(rule.class, ExposureClass::StayedInPlace | ExposureClass::SameTownship);
        let is_part = |area: &AreaCode| *area != seen.area && seen.area.holds(*area);
        let parted =
            |rule: &Rule| rule.areas.iter().any(is_part) && (listed || self.is_elsewhere_by(seen.area, rule.class));
        self.book.rules().any(|(_, rule, _)| listed && finer(rule) || parted(rule))
    }
}

impl<'a> Seen<'a> {
    fn province(&self) -> &'a [Listing] {
        self.listed.map_or(&[], |listed| &listed.all)
    }

    fn prefecture(&self) -> &'a [Listing] {
        self.listed.map_or(&[], |listed| of(self.area.prefecture(), &listed.prefectures))
    }

    fn cases(&self) -> &'a [Listing] {
        self.listed.map_or(&[], |listed| of(self.area.prefecture(), &listed.cases))
    }
}

/// The listings of an area; none where the area is not known or has none.
fn of(area: Option<u32>, all: &Listings<u32>) -> &[Listing] {
    area.and_then(|area| all.get(&area)).map_or(&[], Vec::as_slice)
}

/// The surest listing; of equals the first of the index, so that the answer does not depend on the way it was found.
fn surest<'l>(listings: impl Iterator<Item = &'l Listing>) -> Option<&'l Listing> {
    listings.min_by_key(|listing| (Reverse(listing.certainty), listing.place))
}
