//! The log holds nothing of a person and nothing that opens a door, however talkative it is told to be.

use gridward_database::Engine;
use gridward_domain::access::Role;
use gridward_domain::{Id, Ids};
use gridward_testkit::both_engines;
use serde_json::json;

use crate::client::Client;
use crate::installation::Installation;

/// What must not be logged: numbers that belong to nobody, and words that stand for one household only, in this test.
const PERSONAL: [&str; 5] = ["41999919820819736X", "15471410667", "欧阳泊舟", "ouyang", "信义里九十九弄"];

/// Enters somebody, finds them in every way, sees a number in full; sends some requests that are declined.
fn everyday_work(client: &mut Client, grid: Id) {
    let [number, phone, name, pinyin, lane] = PERSONAL;
    let head = json!({ "name": name, "relation": "head", "document": { "number": number }, "phone": phone });
    let body = json!({ "grid_id": grid, "lane": lane, "door": "1号", "residents": [head] });
    let op = Ids::Random.make();
    let made = client.post("/api/v1/households", &body, op).unwrap().good();
    for typed in [number, phone, name, pinyin, lane] {
        let found = client.post("/api/v1/households/search", &json!({ "q": typed }), Ids::Random.make());
        assert_eq!(found.unwrap().good()["items"][0]["household"]["id"], made["id"], "{typed}");
    }
    let unmask = format!("/api/v1/residents/{}/unmask", made["residents"][0]["id"].as_str().unwrap());
    let seen = json!({ "field": "phone", "reason": "核对登记信息" });
    assert_eq!(client.post(&unmask, &seen, Ids::Random.make()).unwrap().good()["number"], phone);
    // Declined: another command's op_id, a body of the wrong shape, a query that is none, no such path.
    assert_eq!(client.post("/api/v1/residents", &json!({}), op).unwrap().status, 400);
    let wrong = json!({ "grid_id": phone, "door": lane, "residents": name });
    assert_eq!(client.post("/api/v1/households", &wrong, Ids::Random.make()).unwrap().status, 400);
    assert_eq!(client.get(&format!("/api/v1/households?area={number}")).status, 400);
    assert_eq!(client.get(&format!("/api/v1/{phone}")).status, 404);
}

#[test]
fn a_log_of_every_detail_names_nobody_and_gives_no_secret_away() {
    for engine in both_engines() {
        let installation = Installation::new(engine, &["localhost"], "trace");
        let world = installation.world(0);
        let town = world.town();
        let clerk = world.person("赵文书", Role::Clerk, &town.town);
        let token = world.token(clerk);
        drop(world);
        let mut server = installation.start();
        everyday_work(&mut Client::new(server.address, Some(&token)), town.grids[0].id);
        let log = server.kill();
        // The driver of PostgreSQL tells of every statement with its parameters.
        assert!(log.contains("serving on") && (engine == Engine::Sqlite || log.contains("with parameters")), "{log}");
        let mut given_away: Vec<&str> = Vec::new();
        for secret in PERSONAL.into_iter().chain([token.as_str(), "postgres://"]) {
            given_away.extend(log.lines().find(|line| line.contains(secret)));
        }
        assert!(given_away.is_empty(), "{engine:?}: {given_away:#?}");
    }
}
