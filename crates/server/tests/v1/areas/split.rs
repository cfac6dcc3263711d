use gridward_domain::Timestamp;
use gridward_domain::access::Role;
use gridward_testkit::{Client, World, both_engines};
use serde_json::{Value, json};

use crate::posts::doors;

async fn coverage(client: &Client, area: &Value) -> Value {
    let area = area.as_str().unwrap();
    let report = client.get(&format!("/api/v1/coverage?area={area}&depth=0")).await.good();
    report["items"].as_array().unwrap().iter().find(|item| item["area_id"] == area).unwrap().clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_split_grid_closes_with_its_history_and_liaisons_follow_their_households() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let grid = &town.grids[0];
        let clerk = world.client(world.person("李文书", Role::Clerk, &town.town));
        let head = world.person("张网格长", Role::GridHead, grid);
        let homes = doors(&world, grid, 5);
        let liaison = world.run(|tx, ctx| gridward_server::people::plant(tx, ctx, "刘联户")).unwrap();
        let body = json!({ "person_id": liaison, "role": "liaison", "area_id": grid.id, "households": homes });
        clerk.post("/api/v1/posts", body).await.good();
        let before = world.clock.now();
        world.clock.advance(Timestamp::HOUR);
        let part = |name: &str, households: &[gridward_domain::Id], rest: bool| json!({ "name": name, "households": households, "rest": rest, "keep_posts": rest });
        let path = format!("/api/v1/areas/{}/split", grid.id);
        let short = json!({ "rev": 1, "reason": "太大", "parts": [part("东头", &homes[..2], false), part("西头", &[], false)] });
        assert_eq!(clerk.post(&path, short).await.code(), "areas_part_left_over");
        let parts = json!([part("东头", &homes[..2], false), part("西头", &[], true)]);
        let split = clerk.post(&path, json!({ "rev": 1, "reason": "太大", "parts": parts })).await.good();
        assert_eq!(split["closed"]["to_at"].as_i64(), Some(world.clock.now().0));
        let counts: Vec<i64> =
            split["areas"].as_array().unwrap().iter().map(|part| part["households"].as_i64().unwrap()).collect();
        assert_eq!(counts, [2, 3]);
        for (place, without_head) in [(0, 1), (1, 0)] {
            let now = coverage(&clerk, &split["areas"][place]["area"]["id"]).await;
            assert_eq!((now["without_liaison"].as_i64(), now["several_liaisons"].as_i64()), (Some(0), Some(0)));
            assert_eq!(now["without_head"].as_i64(), Some(without_head));
        }
        let then = clerk.get(&format!("/api/v1/households/{}/answered?at={}", homes[0], before.0)).await.good();
        assert_eq!(then["grid_id"], json!(grid.id));
        assert_eq!(then["grid_heads"][0]["person_id"], json!(head));
        let now = clerk.get(&format!("/api/v1/households/{}/answered", homes[0])).await.good();
        assert_eq!((now["grid_name"].as_str(), now["grid_heads"].as_array().map(Vec::len)), (Some("东头"), Some(0)));
        assert_eq!(now["liaisons"][0]["person_id"], json!(liaison));
        let history = clerk.get(&format!("/api/v1/areas/{}/history", grid.id)).await.good();
        assert_eq!(history["items"][0]["verb"], "split");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn merged_grids_become_one_with_the_head_of_the_chosen_one() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let clerk = world.client(world.person("李文书", Role::Clerk, &town.town));
        let head = world.person("张网格长", Role::GridHead, &town.grids[0]);
        world.person("孙网格长", Role::GridHead, &town.grids[1]);
        let liaison = world.run(|tx, ctx| gridward_server::people::plant(tx, ctx, "刘联户")).unwrap();
        for grid in &town.grids[..2] {
            let homes = doors(&world, grid, 3);
            let body = json!({ "person_id": liaison, "role": "liaison", "area_id": grid.id, "households": homes });
            clerk.post("/api/v1/posts", body).await.good();
        }
        world.clock.advance(1000);
        let pair = |one: usize, other: usize| json!([{ "id": town.grids[one].id, "rev": 1 }, { "id": town.grids[other].id, "rev": 1 }]);
        let across = json!({ "grids": pair(0, 2), "name": "大组", "reason": "合并" });
        assert_eq!(clerk.post("/api/v1/areas/merge", across).await.code(), "areas_not_a_grid");
        let body = json!({ "grids": pair(0, 1), "name": "大组", "heads_of": town.grids[0].id, "reason": "合并" });
        let merged = clerk.post("/api/v1/areas/merge", body).await.good();
        assert_eq!((merged["households"].as_i64(), merged["closed"].as_array().map(Vec::len)), (Some(6), Some(2)));
        let id = &merged["area"]["id"];
        let now = coverage(&clerk, id).await;
        assert_eq!((now["households"].as_i64(), now["without_liaison"].as_i64()), (Some(6), Some(0)));
        assert_eq!((now["without_head"].as_i64(), now["several_heads"].as_i64()), (Some(0), Some(0)));
        let posts = clerk.get(&format!("/api/v1/posts?area={}", id.as_str().unwrap())).await.good();
        let holders: Vec<(&Value, i64)> = posts["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|post| (&post["person_id"], post["households"].as_i64().unwrap()))
            .collect();
        assert_eq!(holders.len(), 2);
        assert!(holders.contains(&(&json!(head), 0)) && holders.contains(&(&json!(liaison), 6)), "{holders:?}");
    }
}
