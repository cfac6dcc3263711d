//! The area that somebody names in their own words: 河南省信阳市固始县, 广东东莞, 深圳市南山区.

use super::AreaIndex;
use super::area_index::Area;
use super::names::bare_city;

impl AreaIndex {
    /// The code of the smallest area, down to the county, that a text names from its beginning; nothing where it names
    /// none. Good enough to count where people come from, never to decide about anybody.
    pub fn said_area(&self, text: &str) -> Option<&str> {
        let text = text.trim();
        let Some((head, rest)) = self.split_province(text) else {
            let (city, rest) = self.only_city(text)?;
            return Some(&begins(self.counties_of(city).iter(), rest).unwrap_or(city).code);
        };
        let province = self.province(head)?;
        if let Some(county) = begins(self.direct_counties(province), rest) {
            return Some(&county.code);
        }
        let Some((city, rest)) = city_of(self.cities_of(province), rest) else { return Some(&province.code) };
        Some(&begins(self.counties_of(city).iter(), rest).unwrap_or(city).code)
    }

    /// The one prefecture of the country whose whole name a text begins with.
    fn only_city<'a, 't>(&'a self, text: &'t str) -> Option<(&'a Area, &'t str)> {
        let mut found = self.all_cities().filter_map(|city| Some((city, text.strip_prefix(city.name.as_str())?)));
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }
}

/// The prefecture a text begins with, written whole or short, and what follows.
fn city_of<'a, 't>(cities: &'a [Area], text: &'t str) -> Option<(&'a Area, &'t str)> {
    let named = |city: &'a Area| {
        let whole = text.strip_prefix(city.name.as_str());
        whole.or_else(|| text.strip_prefix(bare_city(&city.name))).map(|rest| (city, rest))
    };
    cities.iter().filter_map(named).min_by_key(|(_, rest)| rest.len())
}

/// The area with the longest name that a text begins with.
fn begins<'a>(areas: impl Iterator<Item = &'a Area>, text: &str) -> Option<&'a Area> {
    areas.filter(|area| text.starts_with(area.name.as_str())).max_by_key(|area| area.name.len())
}

#[cfg(test)]
mod tests {
    use super::AreaIndex;
    use crate::areas::Division;

    fn index() -> AreaIndex {
        let row = |level, code: &str, name: &str, parent: &str| Division {
            line: 1,
            level,
            code: code.to_owned(),
            name: name.to_owned(),
            parent_code: (!parent.is_empty()).then(|| parent.to_owned()),
        };
        AreaIndex::new([
            row(1, "410000000000", "河南省", ""),
            row(2, "411500000000", "信阳市", "410000000000"),
            row(3, "411525000000", "固始县", "411500000000"),
            row(1, "440000000000", "广东省", ""),
            row(2, "440300000000", "深圳市", "440000000000"),
            row(2, "441900000000", "东莞市", "440000000000"),
            row(3, "440305000000", "南山区", "440300000000"),
            row(1, "310000000000", "上海市", ""),
            row(2, "310100000000", "市辖区", "310000000000"),
            row(3, "310115000000", "浦东新区", "310100000000"),
        ])
    }

    #[test]
    fn words_name_an_area_as_far_as_they_go() {
        let index = index();
        let told = [
            ("河南省信阳市固始县某村", "411525000000"),
            ("广东东莞", "441900000000"),
            (" 广东省深圳南山区 ", "440305000000"),
            ("深圳市南山区", "440305000000"),
            ("上海市浦东新区", "310115000000"),
            ("上海", "310000000000"),
            ("河南老家", "410000000000"),
        ];
        for (text, code) in told {
            assert_eq!(index.said_area(text), Some(code), "{text}");
        }
    }

    #[test]
    fn words_that_name_no_province_and_no_prefecture_name_nothing() {
        for text in ["", "厂里", "南山区", "深圳"] {
            assert_eq!(index().said_area(text), None, "{text}");
        }
    }
}
