use gridward_database::Engine;
use gridward_domain::access::Role;
use gridward_testkit::{Client, both_engines};
use serde_json::{Value, json};

use crate::plans::{Office, ZHANGJIANG};

/// The newest screening, sent to the grids.
async fn sent(office: &Office) -> String {
    let path = format!("/api/v1/plans/screenings?response={}", office.response);
    let id = office.clerk.get(&path).await.good()["items"][0]["id"].as_str().unwrap().to_owned();
    office.clerk.post(&format!("/api/v1/plans/screenings/{id}/send"), json!({})).await.good();
    id
}

async fn held(phone: &Client) -> Vec<Value> {
    phone.get("/api/v1/sync").await.good()["screenings"].as_array().unwrap().clone()
}

/// Whom a screening concerns, as (what it changed, name).
fn people(screening: &Value) -> Vec<(&str, &str)> {
    let told = |one: &'_ Value, key: &str| one[key].as_str().map(str::to_owned);
    let people = screening["people"].as_array().unwrap().iter();
    assert!(people.clone().all(|one| told(one, "place").as_deref() == Some("3号")), "{screening}");
    people.map(|one| (one["change"].as_str().unwrap(), one["name"].as_str().unwrap())).collect()
}

fn sums(screening: &Value) -> [i64; 4] {
    ["begun", "changed", "released", "possible"].map(|key| screening[key].as_i64().unwrap())
}

/// A list that gives two people of the first grid a measure, looked at and not sent yet; with their grid's worker.
async fn changed(engine: Engine) -> (Office, Client) {
    let mut office = Office::on(engine).await;
    let _ = (office.li().await, office.wang().await);
    office.in_force(&[ZHANGJIANG]).await;
    office.run_jobs().await;
    let worker = office.world.person("周工", Role::GridWorker, &office.town.grids[0]);
    let worker = office.world.client(worker);
    (office, worker)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_holds_what_was_sent_to_its_grid_with_whom_it_concerns() {
    for engine in both_engines() {
        let (office, worker) = changed(engine).await;
        let before = worker.get("/api/v1/sync").await.good();
        assert_eq!(before["screenings"], json!([]), "nothing was sent");
        let id = sent(&office).await;
        let since = format!("/api/v1/sync?cursor={}", before["cursor"].as_str().unwrap());
        let after = worker.get(&since).await.good();
        assert_eq!(after["unchanged"], false);
        let one = &after["screenings"][0];
        assert_eq!((&one["screening_id"], &one["cause"]), (&json!(id), &json!("list")));
        assert_eq!((sums(one), &one["seen_at"]), ([2, 0, 0, 2], &json!(null)));
        assert_eq!(people(one), [("begun", "李伟"), ("begun", "王芳"), ("possible", "李伟"), ("possible", "王芳")]);
        let beside = office.world.client(office.world.person("吴工", Role::GridWorker, &office.town.grids[1]));
        assert_eq!((held(&beside).await, held(&office.clerk).await), (vec![], vec![]));
        let admin = office.world.client(office.world.person("管理员", Role::Admin, &office.town.town));
        let log = admin.get("/api/v1/audit?noun=households").await.good().to_string();
        assert!(log.contains(r#""screenings":4"#), "{log}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_acknowledges_once_and_the_next_day_it_is_gone() {
    for engine in both_engines() {
        let (mut office, worker) = changed(engine).await;
        let id = sent(&office).await;
        let command = |grid: usize| {
            let input = json!({ "screening_id": id, "grid_id": office.town.grids[grid].id });
            json!({ "op_id": office.world.app.ids().make(), "kind": "acknowledge_screening", "input": input })
        };
        let (ours, beside) = (command(0), command(1));
        let outbox = json!({ "commands": [ours, ours, beside] });
        let answers = worker.post("/api/v1/sync", outbox).await.good()["answers"].clone();
        let outcomes = [0, 1, 2].map(|at: usize| answers[at]["outcome"].as_str().unwrap().to_owned());
        assert_eq!(
            (outcomes, &answers[2]["code"]),
            (["done", "repeated", "refused"].map(String::from), &json!("not_found"))
        );
        let one = held(&worker).await.remove(0);
        assert_eq!((&one["seen_by"], one["seen_at"].is_i64()), (&json!("周工"), true));
        let desk = format!("/api/v1/plans/screenings?response={}", office.response);
        let desk = office.clerk.get(&desk).await.good()["items"][0]["grids"][0].clone();
        assert_eq!((&desk["seen_by"], &desk["seen_at"]), (&json!("周工"), &one["seen_at"]));
        office.later(86_400_000);
        let head = office.world.client(office.world.person("王格长", Role::GridHead, &office.town.grids[0]));
        assert_eq!(held(&head).await, Vec::<Value>::new());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_released_or_has_another_measure_is_named_as_such() {
    for engine in both_engines() {
        let mut office = Office::on(engine).await;
        let wang = office.wang().await;
        let list = office.in_force(&[ZHANGJIANG]).await;
        office.run_jobs().await;
        office.later(60_000);
        office.decide(&office.plan(&wang, "waits").await, "confirm", None).await.good();
        office.li().await;
        office.later(60_000);
        let path = format!("/api/v1/risk_areas/lists/{}/withdraw", list["id"].as_str().unwrap());
        office.clerk.post(&path, json!({ "reason": "传错了文件" })).await.good();
        office.run_jobs().await;
        sent(&office).await;
        let cadre = office.world.client(office.world.person("孙干", Role::VillageCadre, &office.town.villages[0]));
        let one = held(&cadre).await.remove(0);
        let told = people(&one);
        assert_eq!((&one["cause"], sums(&one)[2]), (&json!("corrected"), 2));
        assert_eq!(told, [("released", "李伟"), ("released", "王芳")]);
    }
}
