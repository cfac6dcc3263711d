use gridward_domain::access::Role;
use gridward_testkit::both_engines;
use serde_json::json;

use super::{report, reported, with};
use crate::plans::{Office, ZHANGJIANG};

#[tokio::test(flavor = "multi_thread")]
async fn a_follow_up_is_done_when_somebody_was_met_and_the_counts_say_so() {
    for engine in both_engines() {
        let mut office = Office::on(engine).await;
        office.in_force(&[ZHANGJIANG]).await;
        office.li().await;
        let due = office.due("2022-04-15").await.remove(0);
        assert_eq!((&due["state"], &due["slot"], &due["place"]), (&json!("due"), &json!("grid_worker"), &json!("3号")));
        let done = report(&office, &due, reported(&office, "seen_well")).await.good();
        assert_eq!(done["state"], "done");
        assert_eq!(office.day("2022-04-15").await, [("visit".to_owned(), [1, 1, 0, 0])]);
        let tomorrow = office.due("2022-04-16").await.remove(0);
        let early = report(&office, &tomorrow, reported(&office, "seen_well")).await;
        assert_eq!(early.code(), "follow_ups_not_yet");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_second_time_nobody_was_found_climbs_by_itself() {
    for engine in both_engines() {
        let mut office = Office::on(engine).await;
        office.in_force(&[ZHANGJIANG]).await;
        office.li().await;
        let due = office.due("2022-04-15").await.remove(0);
        let first = report(&office, &due, reported(&office, "not_found")).await.good();
        assert_eq!(first["state"], "due");
        let excuse = with(reported(&office, "not_attempted"), &json!({ "note": "道路积水" }));
        assert_eq!(report(&office, &due, excuse).await.good()["state"], "due");
        let second = report(&office, &due, reported(&office, "not_found")).await.good();
        assert_eq!(second["state"], "escalated");
        assert_eq!(office.day("2022-04-15").await, [("visit".to_owned(), [1, 0, 1, 1])]);
        let late = report(&office, &due, reported(&office, "seen_well")).await.good();
        assert_eq!(late["state"], "done");
        assert_eq!(office.day("2022-04-15").await, [("visit".to_owned(), [1, 1, 0, 0])]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_of_illness_hands_the_person_over_and_ends_the_measure_here() {
    for engine in both_engines() {
        let mut office = Office::on(engine).await;
        office.in_force(&[ZHANGJIANG]).await;
        let li = office.li().await;
        let due = office.due("2022-04-15").await.remove(0);
        let made_up = with(reported(&office, "seen_with_finding"), &json!({ "symptoms": ["made_up"] }));
        assert_eq!(report(&office, &due, made_up).await.code(), "follow_ups_unknown_symptom");
        let ill = with(reported(&office, "seen_with_finding"), &json!({ "symptoms": ["fever"], "finding": "38.5度" }));
        assert_eq!(report(&office, &due, ill).await.good()["state"], "done");
        assert_eq!(office.state(&li).await, "transferred");
        assert_eq!(office.due("2022-04-16").await.len(), 0);
        let plans = office.plans(&li).await;
        assert!(plans.iter().all(|plan| plan["why"] == "transferred"), "{plans:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bare_normal_is_declined_and_so_is_a_report_from_beside() {
    for engine in both_engines() {
        let mut office = Office::on(engine).await;
        office.in_force(&[ZHANGJIANG]).await;
        office.li().await;
        let due = office.due("2022-04-15").await.remove(0);
        let bare = with(reported(&office, "seen_well"), &json!({ "how_known": "not_reached" }));
        assert_eq!(report(&office, &due, bare).await.code(), "follow_ups_bad_report");
        let path = format!("/api/v1/follow_ups/{}/reports", due["id"].as_str().unwrap());
        let beside = office.world.client(office.world.person("吴工", Role::GridWorker, &office.town.grids[1]));
        assert_eq!(beside.post(&path, reported(&office, "seen_well")).await.code(), "not_found");
        let own = office.world.client(office.world.person("周工", Role::GridWorker, &office.town.grids[0]));
        assert_eq!(own.post(&path, reported(&office, "seen_well")).await.good()["state"], "done");
    }
}
