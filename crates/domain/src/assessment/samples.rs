//! Cases, places and rules for tests.

use jiff::civil::{Date, date};

use super::{Case, RiskArea, RuleBook, Stay};
use crate::programmes::{
    ClockStart, ExposureClass, Jurisdiction, Measure, Phase, PhaseKind, Rule, RuleSet, TransitionRule, Transitions,
    Validity, Words,
};
use crate::risk_areas::RiskLevel;

/// The day of assessment.
pub(super) const ON: Date = date(2022, 7, 10);

pub(super) fn rule(id: &str, class: ExposureClass, levels: &[RiskLevel], phases: &[(PhaseKind, u16)]) -> Rule {
    let phase = |(kind, days): &(PhaseKind, u16)| Phase {
        kind: *kind,
        days: *days,
        tests: vec![1],
        checks_per_day: None,
        care_team: vec![],
        fallback: None,
    };
    Rule {
        id: id.to_owned(),
        set: "sample".to_owned(),
        class,
        levels: levels.to_vec(),
        areas: vec![],
        clock: ClockStart::LeftArea,
        measure: Measure { phases: phases.iter().map(phase).collect(), test_count: None },
        words: Words { zh: id.to_owned(), en: id.to_owned() },
        release: None,
        source: "sample".to_owned(),
        locator: "1".to_owned(),
        reason: None,
    }
}

pub(super) fn set(rules: Vec<Rule>, look_back: u16) -> RuleSet {
    let keep = TransitionRule::Keep;
    RuleSet {
        id: "sample".to_owned(),
        title: Words::default(),
        revision: 1,
        jurisdiction: Jurisdiction { code: String::new(), name: Words::default() },
        validity: Validity { from: date(2022, 1, 1), to: None },
        extends: None,
        levels: RiskLevel::ALL.to_vec(),
        look_back_days: Some(look_back),
        clock: ClockStart::LeftArea,
        rules,
        duties: vec![],
        transitions: Transitions { list_raised: keep, list_lowered: keep, rules_changed: keep },
        vector: None,
        downgrade: vec![],
    }
}

/// High: 7 days of central quarantine; medium: 7 of home quarantine; the county of either: 3 of self-monitoring; close
/// contacts: 7 of central quarantine and 3 of home monitoring.
pub(crate) fn book() -> RuleBook {
    let both = [RiskLevel::High, RiskLevel::Medium];
    RuleBook::new(set(
        vec![
            rule("county", ExposureClass::SameCounty, &both, &[(PhaseKind::SelfMonitoring, 3)]),
            rule("medium", ExposureClass::StayedInPlace, &both[1..], &[(PhaseKind::HomeQuarantine, 7)]),
            rule("high", ExposureClass::StayedInPlace, &both[..1], &[(PhaseKind::CentralQuarantine, 7)]),
            rule(
                "contact",
                ExposureClass::CloseContact,
                &[],
                &[(PhaseKind::CentralQuarantine, 7), (PhaseKind::HomeMonitoring, 3)],
            ),
        ],
        7,
    ))
}

/// A stay from 1 to 8 July 2022.
pub(super) fn stay(code: &str, text: &str) -> Stay {
    Stay {
        area: code.parse().ok(),
        text: (!text.is_empty()).then(|| text.into()),
        from: Some(date(2022, 7, 1)),
        to: Some(date(2022, 7, 8)),
        left: None,
    }
}

pub(super) fn case(stays: Vec<Stay>) -> Case {
    Case { home: "411527".parse().ok(), stays, exposures: vec![], arrival: Some(date(2022, 7, 9)), onset: None }
}

/// A high-risk place of 潢川县, listed since 5 July 2022; with a code of a town or below it is the whole of that area.
pub(super) fn place(code: &str, text: &str) -> RiskArea {
    RiskArea {
        area: code.parse().ok(),
        town_by_name: None,
        whole: code.len() > 6,
        level: RiskLevel::High,
        from: date(2022, 7, 5),
        to: None,
        province: "河南省".into(),
        city: "信阳市".into(),
        county: "潢川县".into(),
        text: text.into(),
    }
}
