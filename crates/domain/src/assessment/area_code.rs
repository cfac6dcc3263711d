//! Official area codes as numbers: 2-2-2-3-3 digits for province, city, county, town and village.

use std::fmt;
use std::num::NonZeroU64;
use std::str::FromStr;

use crate::areas::Level;

/// An area's code down to the village: twelve digits, the missing ones zero. A grid's code counts as its village's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AreaCode(NonZeroU64);

/// A text that is not the code of an area.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a code of 2, 4, 6, 9, 12 or 15 digits")]
pub struct NotACode;

const VILLAGE: u64 = 1;
const TOWN: u64 = 1_000;
const COUNTY: u64 = 1_000_000;
const CITY: u64 = 100_000_000;
const PROVINCE: u64 = 10_000_000_000;

/// Beijing, Tianjin, Shanghai and Chongqing: their second pair of digits names no prefecture.
const MUNICIPALITIES: [u64; 4] = [11, 12, 31, 50];
/// Prefectures without counties (Jiayuguan has one code for both too), whose towns hang from the prefecture.
const WITHOUT_COUNTIES: [u64; 4] = [4419, 4420, 4604, 6202];
/// Second pairs of digits under which counties answer to the province directly.
const DIRECT: u64 = 90;

impl AreaCode {
    /// The lowest level the code names.
    pub fn level(self) -> Level {
        let code = self.0.get();
        let shown = |unit: u64| !code.is_multiple_of(unit);
        if shown(TOWN) {
            Level::Village
        } else if shown(COUNTY) {
            Level::Town
        } else if shown(CITY) || WITHOUT_COUNTIES.contains(&(code / CITY)) {
            Level::County
        } else if shown(PROVINCE) {
            Level::City
        } else {
            Level::Province
        }
    }

    /// Whether `other` is this area or lies in it.
    pub fn holds(self, other: Self) -> bool {
        let unit = self.unit();
        self.0.get() / unit == other.0.get() / unit
    }

    /// The first code and the first one after the area's codes, as numbers of twelve digits.
    pub fn range(self) -> std::ops::Range<u64> {
        let unit = self.unit();
        let first = self.0.get() / unit * unit;
        first..first + unit
    }

    /// The code as a number of twelve digits.
    pub fn number(self) -> u64 {
        self.0.get()
    }

    /// The code of twelve digits that a number is.
    pub fn from_number(number: u64) -> Option<Self> {
        (PROVINCE..100 * PROVINCE).contains(&number).then(|| NonZeroU64::new(number).map(Self)).flatten()
    }

    /// The area of this level that it lies in; `None` when the code does not reach that far.
    pub fn at(self, level: Level) -> Option<Self> {
        let unit = unit_of(level);
        (self.level() >= level).then(|| Self::from_number(self.0.get() / unit * unit)).flatten()
    }

    /// The province.
    pub(crate) fn province(self) -> u32 {
        short(self.0.get() / PROVINCE)
    }

    pub(super) fn is_of_municipality(self) -> bool {
        MUNICIPALITIES.contains(&u64::from(self.province()))
    }

    /// What counts as the prefecture: of a municipality the whole of it, of a county directly under its province that
    /// county. `None` when the code does not reach that far.
    pub(crate) fn prefecture(self) -> Option<u32> {
        let code = self.0.get();
        if self.is_of_municipality() {
            return Some(short(code / PROVINCE * 10_000));
        }
        if code / CITY % 100 == DIRECT {
            return (self.level() >= Level::County).then(|| short(code / COUNTY));
        }
        (self.level() >= Level::City).then(|| short(code / CITY * 100))
    }

    /// The county; `None` when the code does not reach that far.
    pub(crate) fn county(self) -> Option<u32> {
        (self.level() >= Level::County).then(|| short(self.0.get() / COUNTY))
    }

    /// The town; `None` when the code does not reach that far.
    pub(super) fn town(self) -> Option<u32> {
        (self.level() >= Level::Town).then(|| short(self.0.get() / TOWN))
    }

    fn unit(self) -> u64 {
        let code = self.0.get();
        if WITHOUT_COUNTIES.contains(&(code / CITY)) && code.is_multiple_of(COUNTY) {
            return CITY;
        }
        unit_of(self.level())
    }
}

const fn unit_of(level: Level) -> u64 {
    match level {
        Level::Province => PROVINCE,
        Level::City => CITY,
        Level::County => COUNTY,
        Level::Town => TOWN,
        Level::Village | Level::Grid | Level::MicroGrid => VILLAGE,
    }
}

/// At most nine digits are left where this is used.
fn short(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl FromStr for AreaCode {
    type Err = NotACode;

    fn from_str(text: &str) -> Result<Self, NotACode> {
        let text = text.trim();
        let shaped =
            matches!(text.len(), 2 | 4 | 6 | 9 | 12 | 15 | 18) && text.bytes().all(|byte| byte.is_ascii_digit());
        let first = shaped.then(|| format!("{text:0<12}")).and_then(|padded| padded.get(..12)?.parse().ok());
        first.and_then(Self::from_number).ok_or(NotACode)
    }
}

impl serde::Serialize for AreaCode {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl fmt::Display for AreaCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::AreaCode;
    use crate::areas::Level;

    fn code(text: &str) -> AreaCode {
        text.parse().unwrap()
    }

    #[rstest]
    #[case("41", Level::Province)]
    #[case("411500000000", Level::City)]
    #[case("411526", Level::County)]
    #[case("411526109", Level::Town)]
    #[case("411526109210", Level::Village)]
    #[case("411526109210003", Level::Village)]
    #[case("441900", Level::County)]
    fn the_level_is_that_of_the_last_digits_written(#[case] text: &str, #[case] level: Level) {
        assert_eq!(code(text).level(), level);
    }

    #[test]
    fn a_county_holds_its_towns_and_not_its_neighbours() {
        assert!(code("411526").holds(code("411526109210")));
        assert!(!code("411526").holds(code("411527109")));
        assert!(!code("411526109").holds(code("411526")));
    }

    #[test]
    fn a_prefecture_without_counties_is_its_own_county() {
        assert!(code("4419").holds(code("441900003")));
        assert_eq!(code("4419").county(), code("441900003").county());
    }

    #[test]
    fn a_municipality_is_one_prefecture_and_a_direct_county_is_its_own() {
        assert_eq!(code("500101").prefecture(), code("500229").prefecture());
        assert_ne!(code("419001").prefecture(), code("469001").prefecture());
        assert_ne!(code("469001").prefecture(), code("469002").prefecture());
    }

    #[test]
    fn a_text_of_another_shape_is_no_code() {
        for text in ["", "4", "41152", "41152610x", "００", "000000000000"] {
            assert!(text.parse::<AreaCode>().is_err(), "{text}");
        }
    }
}
