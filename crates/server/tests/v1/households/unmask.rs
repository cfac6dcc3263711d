use gridward_database::{Statement, params};
use gridward_domain::access::Role;
use gridward_testkit::{World, both_engines};
use serde_json::json;

use super::{NUMBER, li_household};

static LAST: Statement = Statement::new(
    "test.last_audit",
    "SELECT verb, reason, detail FROM audit WHERE verb = $1 ORDER BY seq DESC LIMIT 1",
);
static OUTCOMES: Statement = Statement::new("test.outcomes", "SELECT outcome FROM command");

#[tokio::test(flavor = "multi_thread")]
async fn a_number_is_shown_for_a_reason_and_the_log_says_so_without_the_number() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let clerk = world.client(world.person("赵文书", Role::Clerk, &town.town));
        let made = li_household(&clerk, town.grids[0].id, "1号").await;
        let path = format!("/api/v1/residents/{}/unmask", made["residents"][0]["id"].as_str().unwrap());
        let worker = world.client(world.person("周网格", Role::GridWorker, &town.grids[0]));
        let short = worker.post(&path, json!({ "field": "document", "reason": "看" })).await;
        assert_eq!(short.code(), "households_reason_missing");
        let shown = worker.post(&path, json!({ "field": "document", "reason": "核对身份证" })).await.good();
        assert_eq!(shown["number"], NUMBER);
        let (reason, detail): (String, String) = world
            .run(|tx, _| Ok(tx.one(&LAST, &params!["residents.unmask"], |row| Ok((row.get(1)?, row.get(2)?)))?))
            .unwrap();
        assert_eq!(reason, "核对身份证");
        assert!(!detail.contains(NUMBER));
        let outcomes: Vec<String> = world.run(|tx, _| Ok(tx.all(&OUTCOMES, &[], |row| row.get(0))?)).unwrap();
        assert!(outcomes.iter().all(|outcome| !outcome.contains(NUMBER)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_outside_ones_reach_is_not_found_and_a_commander_sees_none() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let clerk = world.client(world.person("赵文书", Role::Clerk, &town.town));
        let made = li_household(&clerk, town.grids[0].id, "1号").await;
        let path = format!("/api/v1/residents/{}/unmask", made["residents"][0]["id"].as_str().unwrap());
        let asked = json!({ "field": "phone", "reason": "打电话通知" });
        let neighbour = world.client(world.person("王网格", Role::GridWorker, &town.grids[1]));
        assert_eq!(neighbour.post(&path, asked.clone()).await.code(), "not_found");
        let commander = world.client(world.person("钱指挥", Role::Commander, &town.town));
        assert_eq!(commander.post(&path, asked).await.code(), "not_allowed");
    }
}
