use gridward_domain::access::Role;
use gridward_testkit::{Client, World, both_engines};
use serde_json::{Value, json};

use super::{Office, path};
use crate::households::{NUMBER, PHONE};

fn names(snapshot: &Value) -> Vec<&str> {
    snapshot["arrivals"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect()
}

/// Brings commands as a phone does; answers what became of each.
async fn bring(world: &World, phone: &Client, commands: &[(&str, Value)]) -> Value {
    let command =
        |(kind, input): &(&str, Value)| json!({ "op_id": world.app.ids().make(), "kind": kind, "input": input });
    let commands: Vec<Value> = commands.iter().map(command).collect();
    phone.post("/api/v1/sync", json!({ "commands": commands })).await.good()["answers"].clone()
}

fn worker(world: &World, office: &Office, grid: usize) -> Client {
    world.client(world.person("周工", Role::GridWorker, &office.town.grids[grid]))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_holds_who_is_not_verified_in_its_own_grid_with_numbers_masked() {
    for engine in both_engines() {
        let world = World::new(engine);
        let office = Office::new(&world);
        office.register(office.li()).await;
        let held = worker(&world, &office, 0).get("/api/v1/sync").await.good();
        assert_eq!(names(&held), ["李伟"]);
        assert_eq!(held["responses"][0]["id"], json!(office.response));
        let text = held.to_string();
        assert!(text.contains("154****0667") && !text.contains(PHONE) && !text.contains(NUMBER), "{text}");
        assert_eq!(names(&worker(&world, &office, 1).get("/api/v1/sync").await.good()), [""; 0]);
        let auditor = world.client(world.person("督查", Role::Auditor, &office.town.town));
        let log = auditor.get("/api/v1/audit?noun=households").await.good();
        let looked = |row: &Value| row["verb"] == "sync.pull" && row["detail"]["arrivals"] == 1;
        assert!(log["items"].as_array().unwrap().iter().any(looked), "{log}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clerk_of_the_town_works_at_the_desk_and_holds_no_returnees() {
    for engine in both_engines() {
        let world = World::new(engine);
        let office = Office::new(&world);
        office.register(office.li()).await;
        assert_eq!(names(&office.clerk.get("/api/v1/sync").await.good()), [""; 0]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_came_is_verified_from_the_phone_once_however_often_it_is_sent() {
    for engine in both_engines() {
        let world = World::new(engine);
        let office = Office::new(&world);
        let mut input = office.li();
        (input["arrived_on"], input["expected_on"]) = (Value::Null, json!("2022-04-15"));
        let standing = office.register(input).await;
        let phone = worker(&world, &office, 0);
        let came = json!({ "arrival_id": standing["id"], "rev": 1, "arrived_on": "2022-04-15", "how_known": "seen" });
        let verify = json!({ "arrival_id": standing["id"], "rev": 2, "by": "visit" });
        let done = bring(&world, &phone, &[("arrive", came.clone()), ("verify", verify)]).await;
        assert_eq!((&done[0]["outcome"], &done[1]["outcome"]), (&json!("done"), &json!("done")), "{done}");
        let seen = office.clerk.get(&path(&standing)).await.good();
        assert_eq!((&seen["state"], &seen["verified_by"]), (&json!("verified"), &json!("visit")));
        let late = bring(&world, &phone, &[("arrive", came)]).await;
        assert_eq!((&late[0]["outcome"], &late[0]["code"]), (&json!("refused"), &json!("changed_meanwhile")));
        assert_eq!(names(&phone.get("/api/v1/sync").await.good()), [""; 0]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_is_registered_at_the_door_once_and_nowhere_else() {
    for engine in both_engines() {
        let world = World::new(engine);
        let office = Office::new(&world);
        let phone = worker(&world, &office, 0);
        let mut input = office.li();
        input["channel"] = json!("on_behalf");
        let command = json!({ "op_id": world.app.ids().make(), "kind": "register", "input": input });
        for outcome in ["done", "repeated"] {
            let answer = phone.post("/api/v1/sync", json!({ "commands": [command] })).await.good();
            assert_eq!(answer["answers"][0]["outcome"], outcome);
        }
        assert_eq!(office.counts().await, [("arrived".to_owned(), 1)]);
        assert_eq!(names(&phone.get("/api/v1/sync").await.good()), ["李伟"]);
        let elsewhere = bring(&world, &worker(&world, &office, 1), &[("register", input)]).await;
        assert_eq!(elsewhere[0]["outcome"], "refused");
    }
}
