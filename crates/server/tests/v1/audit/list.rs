use gridward_database::{Statement, params};
use gridward_domain::Timestamp;
use gridward_domain::access::Role;
use gridward_testkit::{World, both_engines};
use serde_json::json;

use super::verbs;

static ALTER: Statement = Statement::new("test.alter", "UPDATE audit SET reason = $2 WHERE seq = $1");

#[tokio::test(flavor = "multi_thread")]
async fn the_log_is_read_by_kind_person_and_time_newest_first() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let clerk_person = world.person("赵文书", Role::Clerk, &town.town);
        let clerk = world.client(clerk_person);
        let auditor = world.client(world.person("孙督查", Role::Auditor, &town.town));
        let start = world.clock.now();
        let add = |name: &str| json!({ "name": name, "work_phone": "", "area_id": town.grids[0].id });
        let person = clerk.post("/api/v1/people", add("李四")).await.good();
        world.clock.advance(Timestamp::HOUR);
        let role = json!({ "person_id": person["id"], "role": "grid_head", "area_id": town.grids[0].id });
        clerk.post("/api/v1/posts", role).await.good();
        assert_eq!(verbs(&auditor, "noun=people").await, ["people.add"]);
        assert_eq!(verbs(&auditor, &format!("person={clerk_person}")).await, ["posts.appoint", "people.add"]);
        assert_eq!(verbs(&auditor, &format!("person={}", person["id"].as_str().unwrap())).await.len(), 0);
        let first_hour = format!("noun=&from={}&to={}&person={clerk_person}", start.0, start.0 + 1);
        assert_eq!(verbs(&auditor, &first_hour).await, ["people.add"]);
        assert_eq!(verbs(&auditor, &format!("from={}", start.0 + 1)).await, ["posts.appoint"]);
        assert_eq!(verbs(&auditor, &format!("to={}", start.0)).await.len(), 0);
        let page = auditor.get("/api/v1/audit?limit=1").await.good();
        assert_eq!(page["items"][0]["person_name"], "赵文书");
        let next = page["next"].as_str().unwrap();
        assert_eq!(verbs(&auditor, &format!("limit=1&cursor={next}&noun=people")).await, ["people.add"]);
        assert_eq!(auditor.get("/api/v1/audit?cursor=x").await.code(), "bad_request");
        assert_eq!(clerk.get("/api/v1/audit").await.code(), "not_allowed");
        assert_eq!(clerk.get("/api/v1/audit/verdict").await.code(), "not_allowed");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_auditor_of_a_village_reads_what_happened_there_only() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let clerk = world.client(world.person("赵文书", Role::Clerk, &town.town));
        for grid in [&town.grids[0], &town.grids[2]] {
            let body = json!({ "name": "李四", "work_phone": "", "area_id": grid.id });
            clerk.post("/api/v1/people", body).await.good();
        }
        let near = world.client(world.person("孙督查", Role::Auditor, &town.villages[0]));
        let whole = world.client(world.person("吴督查", Role::Auditor, &town.town));
        assert_eq!(verbs(&near, "noun=people").await.len(), 1);
        assert_eq!(verbs(&whole, "noun=people").await.len(), 2);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_that_was_altered_is_found() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let clerk = world.client(world.person("赵文书", Role::Clerk, &town.town));
        let auditor = world.client(world.person("孙督查", Role::Auditor, &town.town));
        for name in ["李四", "王五", "周六"] {
            let body = json!({ "name": name, "work_phone": "", "area_id": town.grids[0].id });
            clerk.post("/api/v1/people", body).await.good();
        }
        // Six areas and three people.
        let good = auditor.get("/api/v1/audit/verdict").await.good();
        assert_eq!((&good["entries"], &good["broken_at"]), (&json!(9), &json!(null)));
        world.run(|tx, _| Ok(tx.exec(&ALTER, &params![8_i64, "nobody saw it"])?)).unwrap();
        let bad = auditor.get("/api/v1/audit/verdict").await.good();
        assert_eq!((&bad["entries"], &bad["broken_at"]), (&json!(7), &json!(8)));
    }
}
