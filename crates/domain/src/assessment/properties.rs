//! What holds of every assessment.

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::samples::{ON, rule, set};
use super::{
    AreaCode, Case, Decision, Exposure, ExposureKind, Match, RiskArea, RiskIndex, RuleBook, Stay, StayIndex, assess,
};
use crate::programmes::{ExposureClass, PhaseKind, Rule};
use crate::risk_areas::{Certainty, RiskLevel};

const CODES: [&str; 9] =
    ["41", "4115", "411526", "411526109", "411526109210", "411526110", "411527101", "110105", "441900003"];
const TEXTS: [&str; 5] = ["", "黄寺岗镇某村", "河南省信阳市潢川县黄寺岗镇", "卜塔集镇", "某地"];

fn any_date() -> impl Strategy<Value = Date> {
    (0_i64..30).prop_map(|days| date(2022, 6, 20).saturating_add(jiff::Span::new().days(days)))
}

fn any_stay() -> impl Strategy<Value = Stay> {
    let dates = (proptest::option::of(any_date()), proptest::option::of(any_date()), proptest::option::of(any_date()));
    (proptest::option::of(0..CODES.len()), 0..TEXTS.len(), dates).prop_map(|(code, text, (from, to, left))| Stay {
        area: code.and_then(|code| CODES[code].parse().ok()),
        text: (text > 0).then(|| TEXTS[text].into()),
        from,
        to,
        left,
    })
}

fn any_case() -> impl Strategy<Value = Case> {
    let exposures = proptest::collection::vec((0..ExposureKind::ALL.len(), proptest::option::of(any_date())), 0..2);
    let stays = proptest::collection::vec(any_stay(), 0..4);
    (stays, exposures, proptest::option::of(any_date())).prop_map(|(stays, exposures, arrival)| Case {
        home: "411527".parse().ok(),
        stays,
        exposures: exposures.into_iter().map(|(kind, last)| Exposure { kind: ExposureKind::ALL[kind], last }).collect(),
        arrival,
        onset: None,
    })
}

fn any_place() -> impl Strategy<Value = RiskArea> {
    let dates = (any_date(), proptest::option::of(any_date()));
    (0..CODES.len(), 0..RiskLevel::ALL.len(), 0..TEXTS.len(), any::<bool>(), dates).prop_map(
        |(code, level, text, by_name, (from, to))| {
            let area: Option<AreaCode> = CODES[code].parse().ok();
            RiskArea {
                area,
                town_by_name: area.filter(|_| by_name).and_then(|_| "411526109".parse().ok()),
                whole: CODES[code].len() > 6,
                level: RiskLevel::ALL[level],
                from,
                to,
                province: "河南省".into(),
                city: "信阳市".into(),
                county: "潢川县".into(),
                text: TEXTS[text].into(),
            }
        },
    )
}

fn any_places() -> impl Strategy<Value = Vec<RiskArea>> {
    proptest::collection::vec(any_place(), 0..8)
}

fn any_rule() -> impl Strategy<Value = Rule> {
    let phase = (0..PhaseKind::ALL.len(), 1_u16..15).prop_map(|(kind, days)| (PhaseKind::ALL[kind], days));
    let phases = proptest::collection::vec(phase, 1..3);
    (0..ExposureClass::ALL.len(), 0..RiskLevel::ALL.len(), phases).prop_map(|(class, level, phases)| {
        let class = ExposureClass::ALL[class];
        let levels = if class.is_of_list() { &RiskLevel::ALL[level..] } else { &[] };
        rule("", class, levels, &phases)
    })
}

fn any_rules() -> impl Strategy<Value = Vec<Rule>> {
    proptest::collection::vec(any_rule(), 1..7).prop_map(|mut rules| {
        for (number, rule) in rules.iter_mut().enumerate() {
            rule.id = format!("rule-{number}");
        }
        rules
    })
}

/// A decision without the places of its stays in the case.
fn told(decision: &Decision) -> Vec<Match> {
    decision.matched.iter().map(|one| Match { stay: None, exposure: None, ..*one }).collect()
}

proptest! {
    #[test]
    fn a_more_demanding_rule_never_loses(
        case in any_case(), places in any_places(), rules in any_rules(),
    ) {
        let book = RuleBook::new(set(rules, 7));
        let decision = assess(&case, &RiskIndex::new(places, &[]), &book, ON);
        let demand = |one: &Match| book.rule(one.rule).unwrap().measure.demand();
        if let Some(winner) = decision.winner() {
            for other in decision.matched.iter().filter(|other| other.runs || !winner.runs) {
                prop_assert!(demand(winner) >= demand(other));
                prop_assert!(demand(winner) > demand(other) || winner.certainty >= other.certainty);
            }
        }
    }

    #[test]
    fn the_order_of_stays_of_places_and_of_rules_does_not_matter(
        case in any_case(), places in any_places(), rules in any_rules(),
    ) {
        let decide = |case: &Case, places: Vec<RiskArea>, rules: Vec<Rule>| {
            told(&assess(case, &RiskIndex::new(places, &[]), &RuleBook::new(set(rules, 7)), ON))
        };
        let straight = decide(&case, places.clone(), rules.clone());
        let (mut turned, mut backwards, mut other_rules) = (case, places.clone(), rules);
        turned.stays.reverse();
        turned.exposures.reverse();
        backwards.reverse();
        backwards.extend(places);
        other_rules.reverse();
        prop_assert_eq!(decide(&turned, backwards, other_rules), straight);
    }

    #[test]
    fn a_longer_look_back_never_removes_a_match(
        case in any_case(), places in any_places(), rules in any_rules(), days in 0_u16..20, more in 0_u16..20,
    ) {
        let matched = |look_back: u16| -> Vec<(usize, Certainty)> {
            let book = RuleBook::new(set(rules.clone(), look_back));
            let decision = assess(&case, &RiskIndex::new(places.clone(), &[]), &book, ON);
            decision.matched.iter().map(|one| (one.rule, one.certainty)).collect()
        };
        let longer = matched(days + more);
        let by_cases = |rule: usize| {
            RuleBook::new(set(rules.clone(), 0)).rule(rule).unwrap().class == ExposureClass::PrefectureWithCases
        };
        for (rule, certainty) in matched(days) {
            // A match by cases alone gives way to a listed place of the prefecture.
            let kept = longer.iter().any(|(other, sure)| *other == rule && *sure >= certainty);
            prop_assert!(kept || by_cases(rule));
        }
    }

    #[test]
    fn the_same_list_again_changes_nothing(
        case in any_case(), places in any_places(), rules in any_rules(),
    ) {
        let book = RuleBook::new(set(rules, 7));
        let first = assess(&case, &RiskIndex::new(places.clone(), &[]), &book, ON);
        let twice: Vec<RiskArea> = places.iter().chain(&places).cloned().collect();
        let again = assess(&case, &RiskIndex::new(twice, &[]), &book, ON);
        prop_assert!(first.asks_the_same_as(&again));
        prop_assert_eq!(first, again);
    }

    #[test]
    fn a_changed_place_changes_nobody_whom_it_does_not_touch(
        cases in proptest::collection::vec(any_case(), 1..6), places in any_places(), added in any_place(),
        rules in any_rules(),
    ) {
        let book = RuleBook::new(set(rules, 7));
        let before = RiskIndex::new(places.clone(), &[]);
        let after = RiskIndex::new(places.into_iter().chain([added.clone()]).collect(), &[]);
        let mut changed = before.clone();
        changed.change(None, Some(added.clone()));
        let touched = StayIndex::new(&cases).touched_by(&added, &cases, (&before, &book));
        for (number, case) in (0_u32..).zip(&cases).filter(|(number, _)| !touched.contains(number)) {
            let (old, new) = (assess(case, &before, &book, ON), assess(case, &after, &book, ON));
            prop_assert!(old.asks_the_same_as(&new), "case {number}");
            prop_assert_eq!(&new, &assess(case, &changed, &book, ON));
        }
    }
}
