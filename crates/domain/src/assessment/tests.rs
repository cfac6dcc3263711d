//! What an assessment decides, case by case.

use jiff::civil::date;

use super::samples::{ON, book, case, place, rule, set, stay};
use super::{
    Ask, AskWhy, Case, CasesIn, Decision, Exposure, ExposureKind, RiskArea, RiskIndex, RuleBook, Stay, assess,
};
use crate::programmes::{Duty, DutyKind, ExposureClass, Origin, PhaseKind, Programme, RuleSet, Words};
use crate::risk_areas::{Certainty, RiskLevel};

fn decide(case: &Case, places: Vec<RiskArea>) -> Decision {
    assess(case, &RiskIndex::new(places, &[]), &book(), ON)
}

fn told(decision: &Decision) -> Vec<(String, Certainty)> {
    let book = book();
    decision.matched.iter().map(|one| (book.rule(one.rule).unwrap().id.clone(), one.certainty)).collect()
}

fn certain(rule: &str) -> (String, Certainty) {
    (rule.to_owned(), Certainty::Certain)
}

fn possible(rule: &str) -> (String, Certainty) {
    (rule.to_owned(), Certainty::Possible)
}

#[test]
fn a_stay_in_a_listed_town_is_certain_by_code() {
    let decision = decide(&case(vec![stay("411526109210", "")]), vec![place("411526109", "黄寺岗镇全域")]);
    assert_eq!(told(&decision), [certain("high"), certain("county")]);
}

#[test]
fn a_stay_in_another_town_of_the_county_is_only_in_the_county() {
    let decision = decide(&case(vec![stay("411526110", "")]), vec![place("411526109", "黄寺岗镇全域")]);
    assert_eq!(told(&decision), [certain("county")]);
}

#[test]
fn a_township_by_name_is_possible_and_the_county_holds_until_it_is_confirmed() {
    let decision = decide(&case(vec![stay("411526", "潢川县黄寺岗镇某小区")]), vec![place("411526", "黄寺岗镇某村")]);
    assert_eq!(told(&decision), [possible("high"), certain("county")]);
    assert_eq!(decision.certainty(), Certainty::Possible);
    let holds = decision.until_confirmed().unwrap();
    assert_eq!(book().rule(holds.rule).unwrap().id, "county");
}

#[test]
fn a_town_that_the_list_reader_found_by_name_is_possible_too() {
    let mut listed = place("411526", "黄寺岗镇某村");
    listed.town_by_name = "411526109".parse().ok();
    let decision = decide(&case(vec![stay("411526109210", "")]), vec![listed]);
    assert_eq!(told(&decision), [possible("high"), certain("county")]);
}

#[test]
fn a_rule_for_named_areas_is_for_those_alone_and_a_stay_known_too_coarsely_is_asked_about() {
    let mut shanghai = rule("shanghai", ExposureClass::OtherProvince, &[], &[(PhaseKind::HomeQuarantine, 7)]);
    shanghai.areas = vec!["310115".parse().unwrap()];
    let book = RuleBook::new(set(vec![shanghai], 7));
    let decide = |code: &str| assess(&case(vec![stay(code, "")]), &RiskIndex::new(vec![], &[]), &book, ON);
    assert_eq!(decide("310115").certainty(), Certainty::Certain);
    assert_eq!(decide("310115103").certainty(), Certainty::Certain);
    let elsewhere = decide("310101");
    assert_eq!((elsewhere.certainty(), elsewhere.ask.len()), (Certainty::None, 0));
    let coarse = decide("31");
    assert_eq!((coarse.certainty(), coarse.ask), (Certainty::None, vec![Ask { stay: 0, why: AskWhy::TooCoarse }]));
    assert_eq!(decide("11").ask, []);
}

#[test]
fn a_stay_known_to_the_county_only_is_asked_about() {
    let decision = decide(&case(vec![stay("411526", "")]), vec![place("411526109", "黄寺岗镇全域")]);
    assert_eq!(told(&decision), [certain("county")]);
    assert_eq!(decision.ask, [Ask { stay: 0, why: AskWhy::TooCoarse }]);
}

#[test]
fn a_stay_without_a_code_is_found_by_its_countys_name_or_asked_about() {
    let listed = || vec![place("411526", "黄寺岗镇某村")];
    let named = decide(&case(vec![stay("", "河南信阳潢川县黄寺岗镇")]), listed());
    assert_eq!(told(&named), [possible("high"), possible("county")]);
    let unknown = decide(&case(vec![stay("", "亲戚家")]), listed());
    assert_eq!(unknown.ask, [Ask { stay: 0, why: AskWhy::NotPlaced }]);
    assert_eq!(unknown.certainty(), Certainty::None);
}

#[test]
fn whoever_left_longer_ago_than_the_look_back_is_not_matched() {
    let with = |left| Stay { left: Some(left), to: Some(left), ..stay("411526109", "") };
    let listed = || vec![RiskArea { from: date(2022, 6, 1), ..place("411526109", "") }];
    let mut seven_days = case(vec![with(date(2022, 7, 3))]);
    assert!(decide(&seven_days, listed()).winner().is_some());
    seven_days.stays = vec![with(date(2022, 7, 2))];
    assert!(
        decide(&seven_days, listed()).winner().is_none(),
        "seven days before arrival, but nothing of it still runs"
    );
}

#[test]
fn a_place_listed_after_someone_left_still_counts_within_the_look_back() {
    let left = |to| Stay { to: Some(to), ..stay("411526109", "") };
    let listed = |from| vec![RiskArea { from, ..place("411526109", "") }];
    assert!(decide(&case(vec![left(date(2022, 7, 6))]), listed(date(2022, 7, 10))).winner().is_some());
    assert!(decide(&case(vec![left(date(2022, 7, 6))]), listed(date(2022, 7, 11))).winner().is_none(), "not yet");
}

#[test]
fn a_place_that_left_the_list_before_the_stay_does_not_count() {
    let over = |to| vec![RiskArea { from: date(2022, 6, 1), to: Some(to), ..place("411526109", "") }];
    assert!(decide(&case(vec![stay("411526109", "")]), over(date(2022, 6, 30))).winner().is_none());
    assert!(decide(&case(vec![stay("411526109", "")]), over(date(2022, 7, 1))).winner().is_some());
}

#[test]
fn a_measure_that_outlasts_the_look_back_goes_on_when_the_list_changes() {
    let book = RuleBook::new(set(
        vec![rule("long", ExposureClass::SameCounty, &[RiskLevel::High], &[(PhaseKind::HomeQuarantine, 21)])],
        7,
    ));
    let index = RiskIndex::new(vec![place("411526109", "")], &[]);
    let decision = assess(&case(vec![stay("411526109", "")]), &index, &book, date(2022, 7, 25));
    assert!(decision.winner().is_some_and(|winner| winner.runs));
    let after = assess(&case(vec![stay("411526109", "")]), &index, &book, date(2022, 7, 29));
    assert!(after.winner().is_none(), "21 days from 8 July are over");
}

#[test]
fn a_rule_that_is_over_does_not_outdo_one_that_runs() {
    let early = Stay { to: Some(date(2022, 7, 3)), ..stay("411526109", "") };
    let late = stay("411526110", "");
    let medium = RiskArea { level: RiskLevel::Medium, ..place("411526110", "") };
    let decision = decide(&case(vec![early, late]), vec![place("411526109", ""), medium]);
    assert_eq!(told(&decision)[0], certain("medium"));
    assert!(told(&decision).contains(&certain("high")));
}

#[test]
fn dates_are_counted_from_the_day_of_leaving() {
    let decision = decide(&case(vec![stay("411526109", "")]), vec![place("411526109", "")]);
    let plan = decision.plan(&book()).unwrap();
    assert_eq!((plan.phases[0].from, plan.phases[0].to), (date(2022, 7, 8), date(2022, 7, 14)));
    assert_eq!((plan.tests, plan.release), (vec![date(2022, 7, 8)], date(2022, 7, 15)));
}

#[test]
fn a_close_contact_counts_from_the_last_contact() {
    let mut contact = case(vec![stay("411526109", "")]);
    contact.exposures = vec![Exposure { kind: ExposureKind::CloseContact, last: Some(date(2022, 7, 6)) }];
    let decision = decide(&contact, vec![place("411526109", "")]);
    assert_eq!(told(&decision)[0], certain("contact"));
    assert_eq!(decision.plan(&book()).unwrap().release, date(2022, 7, 16));
}

#[test]
fn elsewhere_is_meant_from_home() {
    let watch = [(PhaseKind::HomeMonitoring, 7)];
    let book = RuleBook::new(set(
        vec![
            rule("prefecture", ExposureClass::OtherPrefecture, &[], &watch),
            rule("province", ExposureClass::OtherProvince, &[], &watch),
            rule("cases", ExposureClass::PrefectureWithCases, &[], &watch),
        ],
        7,
    ));
    let cases = CasesIn { area: "3101".parse().unwrap(), from: date(2022, 7, 1), to: None };
    let index = RiskIndex::new(vec![], &[cases]);
    let rules = |code: &str| -> Vec<String> {
        let decision = assess(&case(vec![stay(code, "")]), &index, &book, ON);
        decision.matched.iter().map(|one| book.rule(one.rule).unwrap().id.clone()).collect()
    };
    assert!(rules("411526").is_empty());
    assert_eq!(rules("410102"), ["prefecture"]);
    assert_eq!(rules("310112"), ["cases", "province"]);
    assert_eq!(rules("41").len(), 0, "which prefecture is not known");
}

#[test]
fn the_sentences_name_the_place_the_rule_the_document_and_the_end() {
    let case = case(vec![stay("411526109", "")]);
    let index = RiskIndex::new(vec![place("411526109", "黄寺岗镇全域")], &[]);
    let (book, words) = (book(), Words::default());
    let programme = Programme {
        id: "sample".to_owned(),
        title: words.clone(),
        disease: words,
        sources: vec![],
        symptoms: vec![],
        slots: vec![],
        sets: vec![book.set().clone()],
    };
    let told = assess(&case, &index, &book, ON).explain(&case, &index, &book, &programme, ON);
    let zh: String = told.sentences.iter().map(|sentence| sentence.zh.as_str()).collect();
    let en: String = told.sentences.iter().map(|sentence| sentence.en.as_str()).collect();
    for part in ["河南省信阳市潢川县黄寺岗镇全域", "high", "2022-07-15起解除", "sample（1）"] {
        assert!(zh.contains(part), "{part}: {zh}");
    }
    for part in ["central quarantine from 2022-07-08 to 2022-07-14", "From 2022-07-15", "sample (1)"] {
        assert!(en.contains(part), "{part}: {en}");
    }
}

#[test]
fn duties_before_arrival_follow_from_where_one_comes() {
    let duty = |from, hours| Duty {
        kind: DutyKind::NegativeTest { hours },
        from,
        source: String::new(),
        locator: String::new(),
        reason: None,
    };
    let duties = vec![duty(Origin::SameProvince, 24), duty(Origin::OtherProvince, 48), duty(Origin::Anywhere, 72)];
    let book = RuleBook::new(RuleSet { duties, ..set(vec![], 7) });
    let hours = |codes: &[&str]| -> Vec<DutyKind> {
        let case = case(codes.iter().map(|code| stay(code, "")).collect());
        book.duties_for(&case).map(|duty| duty.kind).collect()
    };
    let told = |hours: &[u16]| hours.iter().map(|hours| DutyKind::NegativeTest { hours: *hours }).collect::<Vec<_>>();
    assert_eq!(hours(&["410102"]), told(&[24, 72]));
    assert_eq!(hours(&["310112", "41"]), told(&[24, 48, 72]));
    assert_eq!(hours(&[]), told(&[72]));
}

#[test]
fn nobody_is_told_nothing() {
    let index = RiskIndex::new(vec![], &[]);
    let decision = assess(&Case::default(), &index, &book(), ON);
    assert_eq!(decision, Decision::default());
}
