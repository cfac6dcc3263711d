//! A place as a list names it.

use std::collections::HashMap;

use jiff::civil::Date;

use super::RiskLevel;
use super::names::is_generic;
use crate::households::place_key;

/// Matches that people have confirmed: [`ListedPlace::key`] to the code of the area, twelve digits.
pub type Remembered = HashMap<String, String>;

/// A place as a list names it. Empty texts are parts the list does not name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedPlace {
    /// The level.
    pub level: RiskLevel,
    /// The province or municipality.
    pub province: String,
    /// The prefecture. Of a municipality either its own name once more, or the district, in which case `county` is the
    /// township: lists write `上海市/上海市/闵行区` and `北京市/朝阳区/酒仙桥街道`.
    pub city: String,
    /// The county.
    pub county: String,
    /// What is listed in it, in free words.
    pub text: String,
    /// The county was named for a place before this one, and holds for this one by the custom of the lists.
    pub county_carried: bool,
    /// The official code, where the list has one: twelve digits.
    pub code: Option<String>,
    /// The first day on the level, where the list has one.
    pub from: Option<Date>,
    /// The last day on the level, where the list has one.
    pub to: Option<Date>,
}

impl ListedPlace {
    /// A place without code and dates.
    pub fn new(level: RiskLevel, [province, city, county]: [&str; 3], text: &str) -> Self {
        Self {
            level,
            province: province.trim().to_owned(),
            city: city.trim().to_owned(),
            county: county.trim().to_owned(),
            text: text.trim().to_owned(),
            county_carried: false,
            code: None,
            from: None,
            to: None,
        }
    }

    /// The whole name in one line, no part twice: a municipality listed in either way gives the same name.
    pub fn full_name(&self) -> String {
        let mut name = String::new();
        let mut text = self.text.as_str();
        let parts = [self.province.as_str(), &self.city, &self.county];
        for (at, part) in parts.into_iter().enumerate() {
            let again = at > 0 && parts.iter().take(at).any(|earlier| *earlier == part);
            if !again && !is_generic(part) {
                name.push_str(part);
            }
        }
        for part in parts.into_iter().filter(|part| !part.is_empty()) {
            text = text.strip_prefix(part).unwrap_or(text);
        }
        name + text
    }

    /// The name as it is compared: two places with the same key are the same place.
    pub fn key(&self) -> String {
        place_key(&self.full_name())
    }
}

#[cfg(test)]
mod tests {
    use super::{ListedPlace, RiskLevel};

    fn name(parts: [&str; 3], text: &str) -> String {
        ListedPlace::new(RiskLevel::High, parts, text).full_name()
    }

    #[test]
    fn a_place_has_one_name_in_whichever_way_it_is_listed() {
        assert_eq!(name(["北京市", "", "朝阳区"], "朝阳区酒仙桥街道二街坊"), "北京市朝阳区酒仙桥街道二街坊");
        assert_eq!(name(["北京市", "朝阳区", "酒仙桥街道"], "二街坊"), "北京市朝阳区酒仙桥街道二街坊");
        assert_eq!(name(["上海市", "上海市", "闵行区"], "华漕镇许浦村三队"), "上海市闵行区华漕镇许浦村三队");
        assert_eq!(name(["海南省", "省直辖县级行政单位", "万宁市"], "大茂镇"), "海南省万宁市大茂镇");
        assert_eq!(
            name(["北京市", "丰台区", "太平桥街道"], "丰台区太平桥街道除中高风险以外的其他区域"),
            "北京市丰台区太平桥街道除中高风险以外的其他区域"
        );
    }

    #[test]
    fn a_text_that_is_only_the_county_is_the_county() {
        assert_eq!(name(["天津市", "天津市", "河东区"], "河东区"), "天津市河东区");
    }

    #[test]
    fn keys_do_not_mind_blanks_and_full_width_signs() {
        let of = |text| ListedPlace::new(RiskLevel::High, ["江苏省", "徐州市", "鼓楼区"], text).key();
        assert_eq!(of("中山北路３３６－６"), of(" 中山北路 336-6"));
    }
}
