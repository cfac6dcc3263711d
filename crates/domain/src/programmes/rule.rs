//! A rule: one class of exposure and what follows from it; and the duties before arrival.

use serde::Serialize;

use super::{ExposureClass, Measure, Words};
use crate::assessment::AreaCode;
use crate::named::named;
use crate::risk_areas::RiskLevel;

named! {
    /// From what day the days of a rule are counted. That day is day 1.
    ClockStart {
        /// The day the person left the area.
        LeftArea = "left_area",
        /// The day of arrival.
        Arrival = "arrival",
        /// The day of the last contact with the case.
        LastContact = "last_contact",
        /// The day the illness began.
        Onset = "onset",
    }
}

impl ClockStart {
    /// The word for it in Chinese and in English.
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::LeftArea => ("离开当地之日", "the day of leaving the area"),
            Self::Arrival => ("到达之日", "the day of arrival"),
            Self::LastContact => ("末次接触之日", "the day of the last contact"),
            Self::Onset => ("发病之日", "the day the illness began"),
        }
    }
}

named! {
    /// Whom a duty before arrival holds for, by where the stay was.
    Origin {
        /// Everybody.
        Anywhere = "anywhere",
        /// Who comes from within the province.
        SameProvince = "same_province",
        /// Who comes from another province.
        OtherProvince = "other_province",
    }
}

/// A row of a rule set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rule {
    /// Its name within the set, such as `high-risk-place`.
    pub id: String,
    /// The set it stands in: that of the jurisdiction that made it.
    pub set: String,
    /// Which exposure it holds for.
    pub class: ExposureClass,
    /// Of which levels the listed place must be, where the class speaks of listed places.
    pub levels: Vec<RiskLevel>,
    /// In which areas the stay must have been; anywhere where there are none.
    pub areas: Vec<AreaCode>,
    /// From when its days count.
    pub clock: ClockStart,
    /// What it asks.
    pub measure: Measure,
    /// The rule as residents are told it.
    pub words: Words,
    /// What must hold at release, beside the days being over.
    pub release: Option<Words>,
    /// The document it comes from: a source of the programme.
    pub source: String,
    /// Where in that document.
    pub locator: String,
    /// Why a lower jurisdiction added it or made it stricter.
    pub reason: Option<Words>,
}

/// What has to be done before arrival.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum DutyKind {
    /// To register so many days before arrival.
    ReportAhead {
        /// Days.
        days: u16,
    },
    /// To bring a negative test that is at most so many hours old.
    NegativeTest {
        /// Hours.
        hours: u16,
    },
}

/// A duty before arrival.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Duty {
    /// What.
    pub kind: DutyKind,
    /// For whom.
    pub from: Origin,
    /// The document it comes from.
    pub source: String,
    /// Where in that document.
    pub locator: String,
    /// Why a lower jurisdiction added it.
    pub reason: Option<Words>,
}

impl Duty {
    /// The duty in a sentence, in Chinese and in English.
    pub fn sentence(&self) -> Words {
        match self.kind {
            DutyKind::ReportAhead { days } => Words {
                zh: format!("请在到达前{days}天报备。"),
                en: format!("Register {days} days before you arrive."),
            },
            DutyKind::NegativeTest { hours } => Words {
                zh: format!("到达时须持{hours}小时内核酸检测阴性证明。"),
                en: format!("Bring a negative test that is at most {hours} hours old."),
            },
        }
    }
}

impl Rule {
    /// Whether a listed place of this level counts for it.
    pub fn takes(&self, level: RiskLevel) -> bool {
        self.levels.contains(&level)
    }

    /// Whether whoever this rule matches is matched by the `other` as well, so that only the more demanding counts.
    pub fn is_within(&self, other: &Self) -> bool {
        self.class.is_within(other.class)
            && self.levels.iter().all(|level| other.takes(*level))
            && (other.areas.is_empty() || !self.areas.is_empty() && self.areas.iter().all(|area| other.is_about(*area)))
    }

    /// Whether a stay in this area counts for it.
    pub fn is_about(&self, area: AreaCode) -> bool {
        self.areas.is_empty() || self.areas.iter().any(|own| own.holds(area))
    }

    /// Whether the two are made for the same people, so that one of them is too much: the same class, a level of both, and
    /// an area that both name. A rule for named areas beside one for all is no such pair.
    pub fn is_for_the_same_as(&self, other: &Self) -> bool {
        let same_level = !self.class.is_of_list() || self.levels.iter().any(|level| other.takes(*level));
        let named = |one: &Self, two: &Self| one.areas.iter().any(|area| !two.areas.is_empty() && two.is_about(*area));
        let same_area = self.areas.is_empty() && other.areas.is_empty() || named(self, other) || named(other, self);
        self.class == other.class && same_level && same_area
    }
}
