use gridward_testkit::both_engines;
use serde_json::json;

use super::{Office, ZHANGJIANG, measured};
use crate::arrivals::path;

#[tokio::test(flavor = "multi_thread")]
async fn a_verified_returnee_is_assessed_at_once_and_each_day_up_to_release_has_its_check() {
    for engine in both_engines() {
        let mut office = Office::on(engine).await;
        office.in_force(&[ZHANGJIANG]).await;
        let li = office.li().await;
        assert_eq!(li["state"], "under_measure");
        let plan = office.plan(&li, "in_force").await;
        assert_eq!((&plan["rule"], &plan["certainty"]), (&json!("county-of-risk-place"), &json!("certain")));
        assert_eq!((&plan["day_one"], &plan["release_on"]), (&json!("2022-04-14"), &json!("2022-04-17")));
        assert!(plan["source"].as_str().unwrap().contains('9'), "{plan}");
        let sentences = plan["sentences"].to_string();
        assert!(sentences.contains("2022-04-17") && sentences.contains("By: "), "{sentences}");
        assert_eq!(office.due("2022-04-15").await.len(), 1);
        assert_eq!(office.day("2022-04-14").await, []);
        let sums = |kind: &str| (kind.to_owned(), [1, 0, 0, 0]);
        assert_eq!(office.day("2022-04-15").await, [sums("visit")]);
        assert_eq!(office.day("2022-04-16").await, [sums("test"), sums("visit")]);
        assert_eq!(office.day("2022-04-17").await, []);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stay_that_is_known_to_the_county_alone_is_a_question_for_a_person() {
    for engine in both_engines() {
        let mut office = Office::on(engine).await;
        office.in_force(&[ZHANGJIANG]).await;
        let li = office.li().await;
        let asked = office.plan(&li, "waits").await;
        assert_eq!((&asked["certainty"], &asked["ask"][0]["why"]), (&json!("none"), &json!("too_coarse")));
        assert_eq!(office.measures().await, measured(&[("self_monitoring", 1), ("waits", 1)]));
        assert_eq!(office.decide(&asked, "confirm", None).await.code(), "plans_nothing_to_confirm");
        office.decide(&asked, "reject", Some("本人说只去过三林")).await.good();
        let again = json!({ "arrival_id": li["id"] });
        office.clerk.post("/api/v1/plans/assess", again).await.good();
        assert_eq!(office.measures().await, measured(&[("self_monitoring", 1)]));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_under_a_measure_by_a_place_that_is_not_listed() {
    for engine in both_engines() {
        let mut office = Office::on(engine).await;
        office.in_force(&[ZHANGJIANG]).await;
        let chen = office.verified("陈强", ("440305", "深圳市南山区")).await;
        assert_eq!(chen["state"], "assessed");
        assert_eq!(office.plans(&chen).await.len(), 0);
        assert_eq!(office.measures().await, []);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_corrected_stay_takes_its_measure_away_and_keeps_the_earlier_plan() {
    for engine in both_engines() {
        let mut office = Office::on(engine).await;
        office.in_force(&[ZHANGJIANG]).await;
        let li = office.li().await;
        let stays = json!([{ "area_code": "440305", "place": "深圳", "from_on": "2022-03-01", "to_on": "2022-04-14" }]);
        let edit = json!({ "rev": li["rev"], "reason": "本人更正", "stays": stays });
        let after = office.patch(&path(&li), edit).await.good();
        assert_eq!(after["state"], "released");
        let ended = office.plan(&li, "ended").await;
        assert_eq!(ended["why"], "no_longer_asked");
        assert_eq!(office.day("2022-04-15").await, []);
        assert_eq!(office.measures().await, []);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_told_contact_is_assessed_as_a_fact_and_the_most_demanding_rule_wins() {
    for engine in both_engines() {
        let mut office = Office::on(engine).await;
        office.in_force(&[ZHANGJIANG]).await;
        let li = office.li().await;
        let told = json!({ "arrival_id": li["id"],
            "exposures": [{ "kind": "close_contact", "last_on": "2022-04-13" }] });
        let assessed = office.clerk.post("/api/v1/plans/assess", told).await.good();
        assert_eq!(assessed["arrival"]["state"], "under_measure");
        let plan = office.plan(&li, "in_force").await;
        assert_eq!((&plan["rule"], &plan["release_on"]), (&json!("close-contact"), &json!("2022-04-23")));
        let before = office.plan(&li, "superseded").await;
        assert!(before.to_string().contains("county-of-risk-place") || before["certainty"] == "none", "{before}");
        let ahead = json!({ "arrival_id": li["id"], "exposures": [{ "kind": "abroad", "last_on": "2022-04-16" }] });
        assert_eq!(office.clerk.post("/api/v1/plans/assess", ahead).await.code(), "plans_bad_exposure");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_not_verified_and_whose_response_has_no_programme_is_not_assessed() {
    for engine in both_engines() {
        let office = Office::on(engine).await;
        let made = office.register("李伟", ("310115", "")).await;
        let asked = json!({ "arrival_id": made["id"] });
        assert_eq!(office.clerk.post("/api/v1/plans/assess", asked).await.code(), "plans_not_verified");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_printed_notice_names_rule_document_and_who_answers() {
    for engine in both_engines() {
        let mut office = Office::on(engine).await;
        office.in_force(&[ZHANGJIANG]).await;
        let li = office.li().await;
        let plan = office.plan(&li, "in_force").await;
        let path = format!("/api/v1/plans/{}/notice", plan["id"].as_str().unwrap());
        let notice = office.clerk.get(&path).await.good();
        assert_eq!((&notice["name"], &notice["issued_by"]), (&json!("李伟"), &json!("黄寺岗镇")));
        assert_eq!(notice["legal_basis"], "潢防指〔2022〕12号");
        assert_eq!(notice["issued_on"], "2022-04-15");
    }
}
