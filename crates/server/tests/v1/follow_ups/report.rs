use gridward_domain::access::Role;
use gridward_testkit::{Client, both_engines};
use serde_json::{Value, json};

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

/// What was reported of a follow-up, as somebody reads it.
async fn read(client: &Client, follow_up: &Value) -> Value {
    client.get(&format!("/api/v1/follow_ups/{}/reports", follow_up["id"].as_str().unwrap())).await.good()
}

#[tokio::test(flavor = "multi_thread")]
async fn reports_are_read_one_by_one_and_what_was_found_only_by_whoever_acts_on_it() {
    for engine in both_engines() {
        let mut office = Office::on(engine).await;
        office.in_force(&[ZHANGJIANG]).await;
        office.li().await;
        let due = office.due("2022-04-15").await.remove(0);
        report(&office, &due, with(reported(&office, "not_attempted"), &json!({ "note": "道路积水" }))).await.good();
        let ill = json!({ "symptoms": ["fever"], "finding": "体温38.5度", "note": "已联系卫生院" });
        office.later(60_000);
        report(&office, &due, with(reported(&office, "seen_with_finding"), &ill)).await.good();
        let told = read(&office.clerk, &due).await;
        assert_eq!((&told["withheld"], &told["follow_up"]["state"]), (&json!(false), &json!("done")));
        let known = told["symptoms"].as_array().unwrap();
        let fever = known.iter().find(|one| one["id"] == "fever").unwrap();
        let (last, first) = (&told["items"][0], &told["items"][1]);
        assert_eq!((&last["symptoms"], &last["finding"]), (&json!([fever["words"]]), &json!("体温38.5度")));
        assert_eq!((&last["person_name"], &last["how_known"]), (&json!("赵文书"), &json!("seen")));
        assert_eq!((&first["outcome"], &first["note"]), (&json!("not_attempted"), &json!("道路积水")));

        let lead = office.world.client(office.world.person("李包村", Role::LeadCadre, &office.town.villages[0]));
        let told = read(&lead, &due).await;
        assert_eq!((&told["withheld"], &told["items"][1]["note"]), (&json!(true), &json!("道路积水")));
        let last = &told["items"][0];
        assert_eq!((&last["symptoms"], &last["finding"], &last["note"]), (&json!([]), &json!(""), &json!("")));
        let beside = office.world.client(office.world.person("吴工", Role::GridWorker, &office.town.grids[1]));
        let path = format!("/api/v1/follow_ups/{}/reports", due["id"].as_str().unwrap());
        assert_eq!(beside.get(&path).await.code(), "not_found");
        let admin = office.world.client(office.world.person("冯管理", Role::Admin, &office.town.town));
        let log = admin.get("/api/v1/audit").await.good().to_string();
        assert!(log.contains("follow_ups.reports") && !log.contains("体温"), "{log}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn all_follow_ups_of_an_arrival_are_listed_with_the_newest_day_first() {
    for engine in both_engines() {
        let mut office = Office::on(engine).await;
        office.in_force(&[ZHANGJIANG]).await;
        let (li, _) = (office.li().await, office.wang().await);
        let path = format!("/api/v1/follow_ups?arrival={}", li["id"].as_str().unwrap());
        let items = office.clerk.get(&path).await.good()["items"].as_array().unwrap().clone();
        let days: Vec<&str> = items.iter().map(|one| one["due_on"].as_str().unwrap()).collect();
        assert!(days.len() > 1 && days.is_sorted_by(|one, next| one >= next), "{days:?}");
        assert!(items.iter().all(|one| one["arrival_id"] == li["id"]), "{items:?}");
        let beside = office.world.client(office.world.person("吴工", Role::GridWorker, &office.town.grids[1]));
        assert_eq!(beside.get(&path).await.code(), "not_found");
    }
}
