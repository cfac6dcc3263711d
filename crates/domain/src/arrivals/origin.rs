//! How far away somebody comes from, as the day's sentence counts it.

use crate::assessment::AreaCode;
use crate::named::named;

named! {
    /// How far away somebody comes from, seen from where they go.
    OriginKind {
        /// 外省: another province.
        OtherProvince = "other_province",
        /// 省内外市: another prefecture of the own province.
        OtherCity = "other_city",
        /// 市内外县: another county of the own prefecture.
        OtherCounty = "other_county",
        /// 本县: the own county.
        SameCounty = "same_county",
        /// 境外: abroad, or Hong Kong, Macau and Taiwan.
        Abroad = "abroad",
        /// 来源不明: nobody said so clearly that it can be told.
        NotKnown = "not_known",
    }
}

/// Codes of provinces that official figures count as beyond the border (境外): Taiwan, Hong Kong, Macau.
const BEYOND_THE_BORDER: [u32; 3] = [71, 81, 82];

/// How far `from` is from `home`; `told_abroad` where somebody told that they come from abroad.
pub fn origin_kind(home: Option<AreaCode>, from: Option<AreaCode>, told_abroad: bool) -> OriginKind {
    use OriginKind as O;
    if told_abroad || from.is_some_and(|from| BEYOND_THE_BORDER.contains(&from.province())) {
        return O::Abroad;
    }
    let (Some(home), Some(from)) = (home, from) else { return O::NotKnown };
    if home.province() != from.province() {
        return O::OtherProvince;
    }
    match (home.prefecture(), from.prefecture(), home.county(), from.county()) {
        (Some(own), Some(other), ..) if own != other => O::OtherCity,
        (Some(_), Some(_), Some(own), Some(other)) if own != other => O::OtherCounty,
        (Some(_), Some(_), Some(_), Some(_)) => O::SameCounty,
        _ => O::NotKnown,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{OriginKind as O, origin_kind};
    use crate::assessment::AreaCode;

    /// Seen from a town of 潢川县, 信阳市, 河南省.
    fn from(code: &str) -> O {
        origin_kind("411526109".parse().ok(), code.parse().ok(), false)
    }

    #[test]
    fn the_smallest_area_that_both_lie_in_decides() {
        let told = [
            ("310115", O::OtherProvince),
            ("44", O::OtherProvince),
            ("410102", O::OtherCity),
            ("4101", O::OtherCity),
            ("411502", O::OtherCounty),
            ("411526", O::SameCounty),
            ("411526110", O::SameCounty),
            ("810000", O::Abroad),
        ];
        for (code, kind) in told {
            assert_eq!(from(code), kind, "{code}");
        }
    }

    #[test]
    fn what_was_said_too_coarsely_is_not_known_and_never_a_guess() {
        for code in ["41", "4115", ""] {
            assert_eq!(from(code), O::NotKnown, "{code}");
        }
        assert_eq!(origin_kind(None, "310115".parse().ok(), false), O::NotKnown);
    }

    #[test]
    fn whoever_told_that_they_come_from_abroad_does_so_whatever_the_last_stop() {
        assert_eq!(origin_kind("411526".parse().ok(), "310115".parse().ok(), true), O::Abroad);
    }

    #[test]
    fn counties_of_a_municipality_are_counties_of_one_prefecture() {
        let seen = |code: &str| origin_kind("110105".parse().ok(), code.parse().ok(), false);
        assert_eq!((seen("110108"), seen("110105"), seen("120101")), (O::OtherCounty, O::SameCounty, O::OtherProvince));
    }

    proptest! {
        #[test]
        fn where_one_is_from_another_province_so_is_the_other(one in 11_u64..66, other in 11_u64..66) {
            let code = |province: u64| AreaCode::from_number(province * 10_000_000_000 + 115_000_000);
            let (there, back) = (origin_kind(code(one), code(other), false), origin_kind(code(other), code(one), false));
            prop_assert_eq!(there == O::OtherProvince, back == O::OtherProvince);
        }
    }
}
