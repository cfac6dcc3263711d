use gridward_domain::access::Role;
use gridward_testkit::{World, both_engines};
use serde_json::{Value, json};

use super::reported;
use crate::plans::{Office, ZHANGJIANG};

fn names(snapshot: &Value) -> Vec<&str> {
    snapshot["follow_ups"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect()
}

fn outbox(world: &World, follow_up: &Value, report: &Value) -> Value {
    let mut input = report.clone();
    input["follow_up_id"] = follow_up["id"].clone();
    json!({ "commands": [{ "op_id": world.app.ids().make(), "kind": "follow_up", "input": input }] })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_holds_what_is_due_today_in_its_grid_and_brings_reports_once() {
    for engine in both_engines() {
        let mut office = Office::on(engine).await;
        office.in_force(&[ZHANGJIANG]).await;
        office.li().await;
        let own = office.world.client(office.world.person("周工", Role::GridWorker, &office.town.grids[0]));
        let beside = office.world.client(office.world.person("吴工", Role::GridWorker, &office.town.grids[1]));
        let held = own.get("/api/v1/sync").await.good();
        assert_eq!(names(&held), ["李伟"]);
        let due = &held["follow_ups"][0];
        assert_eq!((&due["day"], &due["days"], &due["measure"]), (&json!(2), &json!(3), &json!("self_monitoring")));
        assert_eq!(due["arrival_state"], "under_measure");
        assert_eq!(held["responses"][0]["symptoms"][0]["id"], "fever");
        assert_eq!(names(&beside.get("/api/v1/sync").await.good()), [""; 0]);
        let commands = outbox(&office.world, &held["follow_ups"][0], &reported(&office, "seen_well"));
        let answer = own.post("/api/v1/sync", commands.clone()).await.good();
        assert_eq!(answer["answers"][0]["outcome"], "done");
        let again = own.post("/api/v1/sync", commands).await.good();
        assert_eq!(again["answers"][0]["outcome"], "repeated");
        let declined = outbox(&office.world, &held["follow_ups"][0], &reported(&office, "seen_well"));
        let declined = beside.post("/api/v1/sync", declined).await.good();
        assert_eq!(declined["answers"][0]["code"], "not_found");
        let cursor = format!("/api/v1/sync?cursor={}", held["cursor"].as_str().unwrap());
        assert_eq!(own.get(&cursor).await.good()["follow_ups"][0]["state"], "done");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_day_is_another_list_although_nothing_happened() {
    for engine in both_engines() {
        let mut office = Office::on(engine).await;
        office.in_force(&[ZHANGJIANG]).await;
        office.li().await;
        let person = office.world.person("周工", Role::GridWorker, &office.town.grids[0]);
        let held = office.world.client(person).get("/api/v1/sync").await.good();
        office.later(86_400_000);
        let path = format!("/api/v1/sync?cursor={}", held["cursor"].as_str().unwrap());
        let next = office.world.client(person).get(&path).await.good();
        assert_eq!((next["unchanged"].as_bool(), names(&next).len()), (Some(false), 2));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_did_yesterday_stays_on_the_phone_until_a_late_report_mends_it() {
    for engine in both_engines() {
        let mut office = Office::on(engine).await;
        office.in_force(&[ZHANGJIANG]).await;
        office.li().await;
        office.next_day().await;
        let person = office.world.person("周工", Role::GridWorker, &office.town.grids[0]);
        let phone = office.world.client(person);
        let held = phone.get("/api/v1/sync").await.good();
        let states = |held: &Value| -> Vec<(String, String)> {
            let text = |one: &Value, key: &str| one[key].as_str().unwrap().to_owned();
            let all = held["follow_ups"].as_array().unwrap().iter();
            all.filter(|one| one["kind"] == "visit").map(|one| (text(one, "due_on"), text(one, "state"))).collect()
        };
        let both =
            [("2022-04-16", "due"), ("2022-04-15", "missed")].map(|(day, state)| (day.to_owned(), state.to_owned()));
        assert_eq!(states(&held), both);
        let missed = held["follow_ups"].as_array().unwrap().iter().find(|one| one["state"] == "missed").unwrap();
        let commands = outbox(&office.world, missed, &reported(&office, "seen_well"));
        assert_eq!(phone.post("/api/v1/sync", commands).await.good()["answers"][0]["outcome"], "done");
        assert_eq!(states(&phone.get("/api/v1/sync").await.good()), both[..1]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_shows_signs_of_illness_is_shown_as_handed_over() {
    for engine in both_engines() {
        let mut office = Office::on(engine).await;
        office.in_force(&[ZHANGJIANG]).await;
        office.li().await;
        let phone = office.world.client(office.world.person("周工", Role::GridWorker, &office.town.grids[0]));
        let held = phone.get("/api/v1/sync").await.good();
        let mut ill = reported(&office, "seen_with_finding");
        ill["symptoms"] = json!(["fever"]);
        phone.post("/api/v1/sync", outbox(&office.world, &held["follow_ups"][0], &ill)).await.good();
        let after = phone.get("/api/v1/sync").await.good();
        assert_eq!(names(&after), ["李伟"]);
        assert_eq!(after["follow_ups"][0]["arrival_state"], "transferred");
    }
}
