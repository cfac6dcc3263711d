//! A listed place as assessment takes it.

use jiff::civil::Date;

use super::AreaCode;
use super::named_place::is_town;
use crate::areas::Level;
use crate::risk_areas::{Certainty, ListedPlace, PlaceMatch, RiskLevel};

/// An officially listed place (风险区) with its level and dates.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RiskArea {
    /// The area that certainly holds it: its county, or a smaller one whose code is known.
    pub area: Option<AreaCode>,
    /// Its township, found by name alone.
    pub town_by_name: Option<AreaCode>,
    /// Whether it is the whole of `area`: so a list names a township as such, or a county as low-risk.
    pub whole: bool,
    /// Its level.
    pub level: RiskLevel,
    /// The first day on which it is listed.
    pub from: Date,
    /// The last day, if it has left the list.
    pub to: Option<Date>,
    /// The province as the list writes it.
    pub province: Box<str>,
    /// The city as the list writes it.
    pub city: Box<str>,
    /// The county as the list writes it.
    pub county: Box<str>,
    /// The place as the list writes it.
    pub text: Box<str>,
}

/// A prefecture with cases and no listed place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CasesIn {
    /// The prefecture.
    pub area: AreaCode,
    /// The first day.
    pub from: Date,
    /// The last day, if it is over.
    pub to: Option<Date>,
}

impl RiskArea {
    /// A place of a list with the area it was matched to; `since` is the day from which it counts where the list gives
    /// none. The list's own code counts down to the village, also where the tree of areas does not know it.
    pub fn of_list(place: &ListedPlace, matched: &PlaceMatch, since: Date) -> Self {
        let code = |text: &Option<String>| text.as_deref().and_then(|text| text.parse::<AreaCode>().ok());
        let found = code(&matched.code);
        let certain = found.filter(|_| matched.certainty == Certainty::Certain);
        let area = code(&place.code).max(certain).or_else(|| code(&matched.within));
        // Municipalities are listed in two ways: 上海市/上海市/闵行区, and 北京市/朝阳区/酒仙桥街道.
        let [city, county] =
            if is_town(&place.county) { [&place.province, &place.city] } else { [&place.city, &place.county] };
        let full = place.full_name();
        let text = [&place.province, city, county].into_iter().fold(full.as_str(), |text, part| without(text, part));
        let named_as_a_whole = text.is_empty() && certain.is_some();
        Self {
            area,
            town_by_name: found.filter(|_| matched.certainty == Certainty::Possible),
            whole: area.is_some_and(|area| area.level() >= Level::Town || named_as_a_whole),
            level: place.level,
            from: place.from.unwrap_or(since),
            to: place.to,
            province: place.province.as_str().into(),
            city: city.as_str().into(),
            county: county.as_str().into(),
            text: text.into(),
        }
    }

    /// The place in the list's own words, from the province down; a name that repeats the one before is left out.
    pub fn full_text(&self) -> String {
        let mut parts = vec![self.province.as_ref()];
        for part in [self.city.as_ref(), self.county.as_ref(), self.text.as_ref()] {
            if parts.last() != Some(&part) {
                parts.push(part);
            }
        }
        parts.concat()
    }
}

fn without<'t>(text: &'t str, part: &str) -> &'t str {
    text.strip_prefix(part).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::RiskArea;
    use crate::risk_areas::{Certainty, ListedPlace, PlaceMatch, RiskLevel};

    fn of_list(parts: [&str; 3], text: &str, certainty: Certainty, code: &str) -> RiskArea {
        let place = ListedPlace::new(RiskLevel::High, parts, text);
        let code = Some(code.to_owned());
        let within = Some("110105000000".to_owned());
        RiskArea::of_list(&place, &PlaceMatch { certainty, code, within }, date(2022, 8, 27))
    }

    #[test]
    fn a_municipality_is_the_same_place_in_either_way_of_listing() {
        let three = of_list(["北京市", "朝阳区", "酒仙桥街道"], "二街坊", Certainty::Certain, "110105000000");
        let two = of_list(["北京市", "北京市", "朝阳区"], "酒仙桥街道二街坊", Certainty::Certain, "110105000000");
        assert_eq!(three, two);
        assert_eq!((three.county.as_ref(), three.text.as_ref()), ("朝阳区", "酒仙桥街道二街坊"));
        assert_eq!(three.full_text(), "北京市朝阳区酒仙桥街道二街坊");
        assert!(!three.whole);
    }

    #[test]
    fn a_list_that_names_only_the_county_means_all_of_it() {
        assert!(of_list(["北京市", "北京市", "朝阳区"], "朝阳区", Certainty::Certain, "110105000000").whole);
    }

    #[test]
    fn a_township_by_name_lies_in_a_county_that_is_certain() {
        let listed = of_list(["北京市", "北京市", "朝阳区"], "酒仙桥街道", Certainty::Possible, "110105019000");
        assert_eq!(listed.area, "110105".parse().ok());
        assert_eq!(listed.town_by_name, "110105019".parse().ok());
        assert!(!listed.whole);
    }
}
