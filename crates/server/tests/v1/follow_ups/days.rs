use gridward_testkit::both_engines;
use serde_json::json;

use super::{report, reported};
use crate::plans::{Office, ZHANGJIANG, measured};

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_did_is_missed_at_the_days_end_and_the_second_day_climbs() {
    for engine in both_engines() {
        let mut office = Office::on(engine).await;
        office.in_force(&[ZHANGJIANG]).await;
        office.li().await;
        office.next_day().await;
        assert_eq!(office.day("2022-04-15").await, [("visit".to_owned(), [1, 0, 1, 0])]);
        office.next_day().await;
        let both = office.day("2022-04-16").await;
        assert!(both.iter().all(|(_, sums)| *sums == [1, 0, 1, 1]), "{both:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_did_all_is_released_by_rule_on_the_day_and_not_before() {
    for engine in both_engines() {
        let mut office = Office::on(engine).await;
        office.in_force(&[ZHANGJIANG]).await;
        let li = office.li().await;
        for day in ["2022-04-15", "2022-04-16"] {
            for due in office.due(day).await {
                report(&office, &due, reported(&office, "seen_well")).await.good();
            }
            assert_eq!(office.state(&li).await, "under_measure");
            office.next_day().await;
        }
        assert_eq!(office.state(&li).await, "released");
        let released = office.plan(&li, "released").await;
        assert_eq!(released["release_on"], "2022-04-17");
        assert_eq!(office.measures().await, measured(&[("waits", 1)]));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_test_that_is_missing_leaves_the_release_to_a_person() {
    for engine in both_engines() {
        let mut office = Office::on(engine).await;
        office.in_force(&[ZHANGJIANG]).await;
        let li = office.li().await;
        let plan = office.plan(&li, "in_force").await;
        let early = office.decide(&plan, "release", Some("本人要求")).await;
        assert_eq!(early.code(), "plans_not_over");
        office.next_day().await;
        office.next_day().await;
        assert_eq!(office.state(&li).await, "under_measure");
        office.decide(&plan, "release", Some("已补做检测，阴性")).await.good();
        assert_eq!(office.state(&li).await, "released");
        assert_eq!(office.plan(&li, "released").await["reason"], "已补做检测，阴性");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rule_that_runs_on_longer_takes_over_from_the_one_that_is_over() {
    for engine in both_engines() {
        let mut office = Office::on(engine).await;
        let li = office.li().await;
        let told = json!({ "arrival_id": li["id"], "exposures": [
            { "kind": "close_contact", "last_on": "2022-04-08" },
            { "kind": "contact_of_contact", "last_on": "2022-04-14" },
        ] });
        office.clerk.post("/api/v1/plans/assess", told).await.good();
        let first = office.plan(&li, "in_force").await;
        assert_eq!((&first["rule"], &first["release_on"]), (&json!("close-contact"), &json!("2022-04-18")));
        for day in ["2022-04-15", "2022-04-16", "2022-04-17"] {
            for due in office.due(day).await {
                report(&office, &due, reported(&office, "seen_well")).await.good();
            }
            office.next_day().await;
        }
        let next = office.plan(&li, "in_force").await;
        assert_eq!((&next["rule"], &next["release_on"]), (&json!("contact-of-contact"), &json!("2022-04-21")));
        assert_eq!(office.state(&li).await, "under_measure");
    }
}
