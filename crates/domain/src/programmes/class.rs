//! Classes of exposure.

use crate::named::named;

named! {
    /// What a person was exposed to, as a row of the rules names it.
    ExposureClass {
        /// Stayed in a listed place itself.
        StayedInPlace = "stayed_in_place",
        /// Stayed in the township of a listed place.
        SameTownship = "same_township",
        /// Stayed in the county of a listed place.
        SameCounty = "same_county",
        /// Stayed in the prefecture of a listed place.
        SamePrefecture = "same_prefecture",
        /// Stayed in the province of a listed place.
        SameProvince = "same_province",
        /// Stayed in a prefecture that has cases but no listed place.
        PrefectureWithCases = "prefecture_with_cases",
        /// Stayed in another prefecture of the own province.
        OtherPrefecture = "other_prefecture",
        /// Stayed in another province.
        OtherProvince = "other_province",
        /// Came from abroad.
        Abroad = "abroad",
        /// Close contact (密切接触者).
        CloseContact = "close_contact",
        /// Contact of a contact (密接的密接).
        ContactOfContact = "contact_of_contact",
        /// Works in an exposed job, such as cold-chain goods or a quarantine site.
        ExposedJob = "exposed_job",
    }
}

impl ExposureClass {
    /// Whether the class speaks of listed places, so that a rule must say of which levels.
    pub const fn is_of_list(self) -> bool {
        matches!(
            self,
            Self::StayedInPlace | Self::SameTownship | Self::SameCounty | Self::SamePrefecture | Self::SameProvince
        )
    }

    /// Whether the class follows from a stay, so that the look-back days hold for it.
    pub const fn is_of_stay(self) -> bool {
        self.is_of_list() || matches!(self, Self::PrefectureWithCases | Self::OtherPrefecture | Self::OtherProvince)
    }

    /// The next wider class: who is certainly in this one is in that one too.
    pub const fn wider(self) -> Option<Self> {
        match self {
            Self::StayedInPlace => Some(Self::SameTownship),
            Self::SameTownship => Some(Self::SameCounty),
            Self::SameCounty => Some(Self::SamePrefecture),
            Self::SamePrefecture => Some(Self::SameProvince),
            _ => None,
        }
    }

    /// Whether everybody of this class is of the `other` class as well.
    pub fn is_within(self, other: Self) -> bool {
        std::iter::successors(Some(self), |class| class.wider()).any(|class| class == other)
    }

    /// The word for it in Chinese and in English.
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::StayedInPlace => ("到过名单所列地点", "stayed in a listed place"),
            Self::SameTownship => ("到过名单所列地点所在乡镇（街道）", "stayed in the township of a listed place"),
            Self::SameCounty => ("到过名单所列地点所在县（市、区）", "stayed in the county of a listed place"),
            Self::SamePrefecture => ("到过名单所列地点所在市", "stayed in the prefecture of a listed place"),
            Self::SameProvince => ("到过名单所列地点所在省", "stayed in the province of a listed place"),
            Self::PrefectureWithCases => {
                ("到过有病例但无名单地点的市", "stayed in a prefecture with cases and no listed place")
            }
            Self::OtherPrefecture => ("到过本省其他市", "stayed in another prefecture of the province"),
            Self::OtherProvince => ("到过外省", "stayed in another province"),
            Self::Abroad => ("从境外返回", "came from abroad"),
            Self::CloseContact => ("密切接触者", "close contact"),
            Self::ContactOfContact => ("密接的密接", "contact of a contact"),
            Self::ExposedJob => ("从事高风险岗位", "works in an exposed job"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ExposureClass as Class;

    #[test]
    fn who_stayed_in_a_listed_place_was_in_its_county_too_but_not_the_other_way_round() {
        assert!(Class::StayedInPlace.is_within(Class::SameCounty));
        assert!(!Class::SameCounty.is_within(Class::StayedInPlace));
        assert!(!Class::CloseContact.is_within(Class::ContactOfContact));
    }
}
