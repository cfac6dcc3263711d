//! Samples of tables, and what holds of every table: it never loses a rule of its base, and never makes a plan milder.

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::{NamedArea, RuleTable, TableName, TableRow};
use crate::Id;
use crate::assessment::samples::book;
use crate::assessment::{AreaCode, Case, Decision, RiskArea, RiskIndex, RuleBook, Stay, assess};
use crate::programmes::{
    ClockStart, Demand, ExposureClass, Phase, PhaseKind, RuleSet, TransitionRule, Words, effective,
};
use crate::risk_areas::RiskLevel;

const ON: Date = date(2022, 7, 10);

/// High: 7 days of central quarantine; medium: 7 of home quarantine; the county of either: 3 of self-monitoring; close
/// contacts: 7 of central quarantine and 3 of home monitoring. Days count from leaving; 7 days are looked back.
pub(super) fn base() -> RuleSet {
    book().set().clone()
}

pub(super) fn name() -> TableName {
    TableName { id: Id::from_number(7), version: 3, made_by: Words::default() }
}

pub(super) fn row(class: ExposureClass, levels: &[RiskLevel], phases: &[(PhaseKind, u16)]) -> TableRow {
    let phase = |(kind, days): &(PhaseKind, u16)| Phase {
        kind: *kind,
        days: *days,
        tests: vec![],
        checks_per_day: None,
        care_team: vec![],
        fallback: None,
    };
    TableRow {
        class,
        levels: levels.to_vec(),
        areas: vec![],
        clock: ClockStart::LeftArea,
        phases: phases.iter().map(phase).collect(),
        test_count: None,
        words: Words::default(),
        release: Words::default(),
    }
}

pub(super) fn table(rows: Vec<TableRow>) -> RuleTable {
    RuleTable {
        title: "返乡人员管控".to_owned(),
        source: "潢防指〔2022〕15号".to_owned(),
        locator: "附件1".to_owned(),
        reason: Words { zh: "返乡人员集中。".to_owned(), en: String::new() },
        from_on: date(2022, 7, 1),
        to_on: None,
        look_back_days: None,
        for_present: TransitionRule::Reassess,
        rows,
    }
}

fn any_row() -> impl Strategy<Value = TableRow> {
    let phases = proptest::collection::vec((0..PhaseKind::ALL.len(), 1_u16..15), 1..3);
    let area = proptest::option::of(prop_oneof![Just("41"), Just("411526"), Just("31")]);
    (0..ExposureClass::ALL.len(), 0..RiskLevel::ALL.len(), phases, area).prop_map(|(class, level, phases, area)| {
        let class = ExposureClass::ALL[class];
        let levels = if class.is_of_list() { &RiskLevel::ALL[level..] } else { &[] };
        let phases: Vec<_> = phases.into_iter().map(|(kind, days)| (PhaseKind::ALL[kind], days)).collect();
        let areas = area.filter(|_| class.is_of_stay());
        let areas = areas.map(|code| NamedArea { code: code.to_owned(), name: String::new() });
        TableRow { areas: areas.into_iter().collect(), ..row(class, levels, &phases) }
    })
}

fn any_rows() -> impl Strategy<Value = Vec<TableRow>> {
    proptest::collection::vec(any_row(), 1..6).prop_map(|rows| {
        let mut kept: Vec<TableRow> = Vec::new();
        for row in rows {
            if kept.iter().all(|other| other.class != row.class) {
                kept.push(row);
            }
        }
        kept
    })
}

fn any_case() -> impl Strategy<Value = Case> {
    let code = prop_oneof![Just("411526109"), Just("411526"), Just("4115"), Just("310115"), Just("110105")];
    proptest::collection::vec((code, 1_i8..10), 1..4).prop_map(|stays| Case {
        home: "411527".parse().ok(),
        stays: stays.into_iter().map(|(code, day)| stay(code, date(2022, 7, day))).collect(),
        arrival: Some(date(2022, 7, 9)),
        ..Case::default()
    })
}

fn stay(code: &str, to: Date) -> Stay {
    Stay { area: code.parse().ok(), text: None, from: Some(date(2022, 6, 20)), to: Some(to), left: None }
}

fn any_places() -> impl Strategy<Value = Vec<RiskArea>> {
    let code = prop_oneof![Just("411526109"), Just("411526"), Just("310115")];
    let place = (code, 0..RiskLevel::ALL.len()).prop_map(|(code, level)| RiskArea {
        area: code.parse::<AreaCode>().ok(),
        town_by_name: None,
        whole: code.len() > 6,
        level: RiskLevel::ALL[level],
        from: date(2022, 7, 5),
        to: None,
        province: "".into(),
        city: "".into(),
        county: "".into(),
        text: "".into(),
    });
    proptest::collection::vec(place, 0..4)
}

fn with(rows: Vec<TableRow>) -> RuleBook {
    let base = base();
    let own = table(rows).as_rule_set(&base, &name());
    RuleBook::new(effective(&base, &own))
}

/// What the decision asks of the person from now on.
fn asked(decision: &Decision, book: &RuleBook) -> Demand {
    let winner = decision.winner().filter(|winner| winner.runs);
    winner.and_then(|winner| book.rule(winner.rule)).map(|rule| rule.measure.demand()).unwrap_or_default()
}

proptest! {
    #[test]
    fn a_table_never_loses_a_rule_of_its_base(rows in any_rows()) {
        let book = with(rows.clone());
        for rule in &base().rules {
            prop_assert!(book.set().rules.contains(rule), "{}", rule.id);
        }
        prop_assert_eq!(book.set().rules.len(), base().rules.len() + rows.len());
    }

    #[test]
    fn a_table_never_makes_a_plan_milder(rows in any_rows(), case in any_case(), places in any_places()) {
        let index = RiskIndex::new(places, &[]);
        let (alone, both) = (RuleBook::new(base()), with(rows));
        let before = asked(&assess(&case, &index, &alone, ON), &alone);
        let after = asked(&assess(&case, &index, &both, ON), &both);
        prop_assert!(after >= before, "{before:?} {after:?}");
    }

    #[test]
    fn a_more_demanding_row_never_makes_a_milder_plan(
        rows in any_rows(), at in 0_usize..6, days in 1_u16..15, case in any_case(), places in any_places(),
    ) {
        let index = RiskIndex::new(places, &[]);
        let before = with(rows.clone());
        let mut stricter = rows;
        let at = at % stricter.len();
        stricter[at].phases[0].days += days;
        let after = with(stricter);
        let was = asked(&assess(&case, &index, &before, ON), &before);
        let is = asked(&assess(&case, &index, &after, ON), &after);
        prop_assert!(is >= was, "{was:?} {is:?}");
    }
}
