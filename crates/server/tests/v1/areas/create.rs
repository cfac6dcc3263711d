use gridward_domain::access::Role;
use gridward_domain::{Id, Ids};
use gridward_testkit::{World, both_engines};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn a_clerk_creates_a_grid_and_a_repeat_of_the_command_does_nothing_more() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let village = town.villages[0].id;
        let clerk = world.client(world.person("李文书", Role::Clerk, &town.town));
        let op = Ids::Random.make();
        let body = json!({ "parent_id": village, "level": "grid", "name": "第3村民组" });
        let first = clerk.send(axum::http::Method::POST, "/api/v1/areas", Some(body.clone()), Some(op)).await.good();
        let second = clerk.send(axum::http::Method::POST, "/api/v1/areas", Some(body), Some(op)).await.good();
        assert_eq!(first, second);
        let children = clerk.get(&format!("/api/v1/areas/{village}/children")).await.good();
        assert_eq!(children.as_array().unwrap().len(), 3);
        assert_eq!(first["ord"].as_i64().unwrap() % 1_000_000_000, town.villages[0].ord % 1_000_000_000 + 3000);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_area_outside_ones_reach_is_not_found_and_a_grid_worker_creates_none() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let worker = world.client(world.person("王网格", Role::GridWorker, &town.grids[0]));
        assert_eq!(worker.get(&format!("/api/v1/areas/{}", town.villages[0].id)).await.good()["name"], "黄寺岗村");
        assert_eq!(worker.get(&format!("/api/v1/areas/{}", town.villages[1].id)).await.code(), "not_found");
        assert_eq!(worker.get(&format!("/api/v1/areas/{}", Id::from_number(7))).await.code(), "not_found");
        let body = json!({ "parent_id": town.grids[0].id, "level": "micro_grid", "name": "x" });
        assert_eq!(worker.post("/api/v1/areas", body).await.code(), "not_allowed");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_can_not_be_read_says_where() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let clerk = world.client(world.person("李文书", Role::Clerk, &town.town));
        let reply = clerk.post("/api/v1/areas", json!({ "parent_id": town.town.id, "level": 5, "name": "x" })).await;
        assert_eq!((reply.status.as_u16(), reply.body["at"].as_str()), (400, Some("body.level")));
        assert_eq!(world.visitor().get(&format!("/api/v1/areas/{}", town.town.id)).await.code(), "signed_out");
    }
}
