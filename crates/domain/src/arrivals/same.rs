//! Whether two registrations are of the same person coming once: linked, never doubled.

use jiff::civil::Date;

use crate::named::named;

named! {
    /// By what two registrations are known to be one.
    SameArrival {
        /// 证件号码相同
        Document = "same_document",
        /// 姓名和电话相同
        NamePhone = "same_name_phone",
        /// 姓名、村和日期相同
        NameVillageDate = "same_name_village_date",
    }
}

/// What two registrations are compared by. Numbers come as their blind indexes or in full, but alike on both sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ArrivalKeys<'a> {
    /// The document number; empty when there is none.
    pub document: &'a str,
    /// The normalised name.
    pub name: &'a str,
    /// The phone; empty when there is none.
    pub phone: &'a str,
    /// The order number of the village of destination; `None` when it is not known.
    pub village: Option<i64>,
    /// The day of return, expected or past.
    pub back_on: Option<Date>,
}

/// By what two registrations are one; `None` when nothing says so, or when their documents say they are two.
pub fn same_arrival(one: ArrivalKeys<'_>, other: ArrivalKeys<'_>) -> Option<SameArrival> {
    if !one.document.is_empty() && !other.document.is_empty() {
        return (one.document == other.document).then_some(SameArrival::Document);
    }
    if one.name.is_empty() || one.name != other.name {
        return None;
    }
    if !one.phone.is_empty() && one.phone == other.phone {
        return Some(SameArrival::NamePhone);
    }
    let placed = one.village.is_some() && one.village == other.village;
    let dated = one.back_on.is_some() && one.back_on == other.back_on;
    (placed && dated).then_some(SameArrival::NameVillageDate)
}

#[cfg(test)]
mod tests {
    use super::{ArrivalKeys, SameArrival, same_arrival};
    use jiff::civil::date;
    use proptest::prelude::*;

    const LI: ArrivalKeys<'static> =
        ArrivalKeys { document: "", name: "李伟", phone: "p", village: Some(7), back_on: Some(date(2022, 4, 15)) };

    #[test]
    fn one_document_is_one_person_whatever_else_was_written() {
        let one = ArrivalKeys { document: "d", ..LI };
        let other = ArrivalKeys { document: "d", name: "李玮", phone: "", village: None, back_on: None };
        assert_eq!(same_arrival(one, other), Some(SameArrival::Document));
    }

    #[test]
    fn two_documents_are_two_persons_even_with_one_name_and_phone() {
        let (father, son) = (ArrivalKeys { document: "d", ..LI }, ArrivalKeys { document: "e", ..LI });
        assert_eq!(same_arrival(father, son), None);
    }

    #[test]
    fn name_and_phone_or_name_village_and_day_are_enough() {
        assert_eq!(same_arrival(LI, LI), Some(SameArrival::NamePhone));
        let called = ArrivalKeys { phone: "q", ..LI };
        assert_eq!(same_arrival(LI, called), Some(SameArrival::NameVillageDate));
        assert_eq!(same_arrival(LI, ArrivalKeys { village: Some(8), ..called }), None);
    }

    #[test]
    fn what_is_missing_on_both_sides_is_no_likeness() {
        assert_eq!(same_arrival(ArrivalKeys::default(), ArrivalKeys::default()), None);
        let nameless = ArrivalKeys { name: "李伟", ..ArrivalKeys::default() };
        assert_eq!(same_arrival(nameless, nameless), None);
    }

    proptest! {
        #[test]
        fn likeness_does_not_depend_on_who_came_first(
            documents in ("[ab]?", "[ab]?"), names in ("[xy]", "[xy]"), phones in ("[pq]?", "[pq]?"),
            villages in (proptest::option::of(1_i64..3), proptest::option::of(1_i64..3)),
        ) {
            let one = ArrivalKeys { document: &documents.0, name: &names.0, phone: &phones.0, village: villages.0, back_on: LI.back_on };
            let other = ArrivalKeys { document: &documents.1, name: &names.1, phone: &phones.1, village: villages.1, back_on: LI.back_on };
            prop_assert_eq!(same_arrival(one, other), same_arrival(other, one));
        }
    }
}
