use gridward_domain::access::Role;
use gridward_testkit::{World, both_engines};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn a_renamed_area_keeps_its_old_name_in_its_history() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let clerk = world.client(world.person("李文书", Role::Clerk, &town.town));
        let path = format!("/api/v1/areas/{}", town.grids[0].id);
        let renamed = clerk.post(&format!("{path}/rename"), json!({ "rev": 1, "name": "东头组" })).await.good();
        assert_eq!((renamed["name"].as_str(), renamed["rev"].as_i64()), (Some("东头组"), Some(2)));
        let late = clerk.post(&format!("{path}/rename"), json!({ "rev": 1, "name": "西头组" })).await;
        assert_eq!(late.code(), "changed_meanwhile");
        let history = clerk.get(&format!("{path}/history")).await.good();
        assert_eq!(history["items"][0]["detail"], json!({ "from": "黄寺岗村第1村民组", "to": "东头组" }));
        assert_eq!(history["items"][0]["person_name"], "李文书");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_area_is_closed_only_when_nothing_is_left_in_it() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let clerk = world.client(world.person("李文书", Role::Clerk, &town.town));
        world.person("张网格长", Role::GridHead, &town.grids[0]);
        let close = json!({ "rev": 1, "reason": "并入邻组" });
        let occupied = clerk.post(&format!("/api/v1/areas/{}/close", town.grids[0].id), close.clone()).await;
        assert_eq!(occupied.code(), "areas_not_empty");
        assert!(occupied.body["title"].as_str().unwrap().contains("1 open posts"));
        let closed = clerk.post(&format!("/api/v1/areas/{}/close", town.grids[1].id), close.clone()).await.good();
        assert_eq!(closed["to_at"].as_i64(), Some(world.clock.now().0));
        let village = format!("/api/v1/areas/{}/close", town.villages[0].id);
        assert_eq!(clerk.post(&village, close).await.code(), "areas_not_empty");
        let children = clerk.get(&format!("/api/v1/areas/{}/children", town.villages[0].id)).await.good();
        assert_eq!(children.as_array().unwrap().len(), 1);
    }
}
