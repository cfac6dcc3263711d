//! What is known of a person before assessment.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::AreaCode;
use crate::named::named;
use crate::programmes::ExposureClass;

named! {
    /// An exposure that is told as a fact, not found by place.
    ExposureKind {
        /// Close contact of a case.
        CloseContact = "close_contact",
        /// Contact of a contact.
        ContactOfContact = "contact_of_contact",
        /// Works in an exposed job.
        ExposedJob = "exposed_job",
        /// Came from abroad.
        Abroad = "abroad",
    }
}

impl ExposureKind {
    /// The class of the rules that it belongs to.
    pub const fn class(self) -> ExposureClass {
        match self {
            Self::CloseContact => ExposureClass::CloseContact,
            Self::ContactOfContact => ExposureClass::ContactOfContact,
            Self::ExposedJob => ExposureClass::ExposedJob,
            Self::Abroad => ExposureClass::Abroad,
        }
    }
}

/// A stay (旅居史): where and when.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stay {
    /// The area's code, as far down as it is known.
    pub area: Option<AreaCode>,
    /// The place in words.
    pub text: Option<Box<str>>,
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
    /// The day the person left the area, where it is not the last day of the stay.
    pub left: Option<Date>,
}

/// An exposure with its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exposure {
    /// Which.
    pub kind: ExposureKind,
    /// The day of the last contact, of the last work day, or of leaving the country.
    pub last: Option<Date>,
}

/// A person's case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Case {
    /// The area the person arrives in: "another prefecture" and "another province" are meant from there.
    pub home: Option<AreaCode>,
    /// Where the person has been; the order does not matter.
    pub stays: Vec<Stay>,
    /// What else the person was exposed to; the order does not matter.
    pub exposures: Vec<Exposure>,
    /// The day of arrival, also when it is only expected.
    pub arrival: Option<Date>,
    /// The day an illness began.
    pub onset: Option<Date>,
}

impl Stay {
    /// The day the stay ended for the rules: the day of leaving, else its last day, else the day of arrival (who has
    /// said nothing came straight from there), else `today`.
    pub fn ended(&self, arrival: Option<Date>, today: Date) -> Date {
        self.left.or(self.to).or(arrival).unwrap_or(today)
    }
}
