//! Who may be the same person. A suspicion only: a person decides, nothing is merged by itself.

use jiff::civil::Date;

/// What two rows are compared by. Keys are made by [`crate::identity`] and [`super::address_key`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PersonKeys<'a> {
    /// The normalised document number; empty when there is none.
    pub number: &'a str,
    /// The normalised name.
    pub name: &'a str,
    /// The date of birth.
    pub birth: Option<Date>,
    /// The key of the address, with village and group.
    pub address: &'a str,
}

/// Why two residents may be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SameBecause {
    /// The same document number.
    Number,
    /// The same name, date of birth and address.
    NameBirthAddress,
}

impl SameBecause {
    /// The stable name.
    pub fn code(self) -> &'static str {
        match self {
            Self::Number => "same_number",
            Self::NameBirthAddress => "same_name_birth_address",
        }
    }
}

/// Why two residents may be the same person; `None` when nothing says so.
pub fn same_person(one: PersonKeys<'_>, other: PersonKeys<'_>) -> Option<SameBecause> {
    if !one.number.is_empty() && one.number == other.number {
        return Some(SameBecause::Number);
    }
    let facts = !one.name.is_empty() && one.birth.is_some() && !one.address.is_empty();
    let same = one.name == other.name && one.birth == other.birth && one.address == other.address;
    (facts && same).then_some(SameBecause::NameBirthAddress)
}

#[cfg(test)]
mod tests {
    use super::{PersonKeys, SameBecause, same_person};
    use jiff::civil::date;

    const LI: PersonKeys<'static> =
        PersonKeys { number: "", name: "李伟", birth: Some(date(1990, 1, 1)), address: "新建3组12" };

    #[test]
    fn one_number_is_one_person_whatever_the_name() {
        let (one, other) =
            (PersonKeys { number: "1", name: "李伟", ..LI }, PersonKeys { number: "1", name: "李玮", ..LI });
        assert_eq!(same_person(one, other), Some(SameBecause::Number));
    }

    #[test]
    fn name_birth_and_address_together_are_a_suspicion() {
        let numbered = PersonKeys { number: "1", ..LI };
        assert_eq!(same_person(LI, numbered), Some(SameBecause::NameBirthAddress));
        assert_eq!(same_person(LI, PersonKeys { birth: None, ..LI }), None);
    }

    #[test]
    fn what_is_missing_on_both_sides_is_no_likeness() {
        assert_eq!(same_person(PersonKeys::default(), PersonKeys::default()), None);
        assert_eq!(same_person(PersonKeys { birth: None, ..LI }, PersonKeys { birth: None, ..LI }), None);
    }
}
