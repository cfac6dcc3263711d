use gridward_domain::Timestamp;
use gridward_domain::access::Role;
use gridward_testkit::{World, both_engines};
use serde_json::{Value, json};

use super::doors;

fn names(answering: &Value) -> Vec<&str> {
    answering.as_array().unwrap().iter().map(|who| who["person_name"].as_str().unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn who_answered_for_this_door_at_14_00_is_told_with_whoever_stood_in() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let grid = &town.grids[0];
        let person = world.person("李文书", Role::Clerk, &town.town);
        let clerk = world.client(person);
        world.person("包村领导", Role::LeadCadre, &town.villages[0]);
        world.person("别村干部", Role::VillageCadre, &town.villages[1]);
        world.person("赵村干", Role::VillageCadre, &town.villages[0]);
        world.person("王网格", Role::GridWorker, grid);
        let door = doors(&world, grid, 1)[0];
        let plant =
            |name: &'static str| world.run(move |tx, ctx| gridward_server::people::plant(tx, ctx, name)).unwrap();
        let (old, new, deputy, liaison) = (plant("旧网格长"), plant("新网格长"), plant("代理"), plant("联户人"));
        let start = world.clock.now();
        let body = json!({ "person_id": old, "role": "grid_head", "area_id": grid.id });
        let post = clerk.post("/api/v1/posts", body).await.good();
        let body = json!({ "person_id": liaison, "role": "liaison", "area_id": grid.id, "households": [door] });
        clerk.post("/api/v1/posts", body).await.good();
        let id = post["id"].as_str().unwrap();
        let until = start.plus(2 * Timestamp::HOUR);
        let body = json!({ "person_id": deputy, "to_at": until, "reason": "休假" });
        clerk.post(&format!("/api/v1/posts/{id}/stand-in"), body).await.good();
        world.clock.advance(6 * Timestamp::HOUR);
        let clerk = world.client(person);
        let over = json!({ "rev": 1, "to_person_id": new, "reason": "换届" });
        let both = clerk.post(&format!("/api/v1/posts/{id}/hand-over"), over).await.good();
        assert_eq!(both["ended"]["to_at"], both["started"]["from_at"]);
        let answered =
            async |at: Timestamp| clerk.get(&format!("/api/v1/households/{door}/answered?at={}", at.0)).await.good();
        let then = answered(start.plus(Timestamp::HOUR)).await;
        assert_eq!(names(&then["grid_heads"]), ["旧网格长"]);
        assert_eq!(names(&then["grid_heads"][0]["stand_ins"]), ["代理"]);
        assert_eq!(names(&then["liaisons"]), ["联户人"]);
        assert_eq!(names(&then["grid_workers"]), ["王网格"]);
        assert_eq!(names(&then["village_cadres"]), ["赵村干"]);
        assert_eq!(names(&then["lead_cadres"]), ["包村领导"]);
        let later = answered(start.plus(3 * Timestamp::HOUR)).await;
        assert_eq!(later["grid_heads"][0]["stand_ins"], json!([]));
        let now = answered(world.clock.now()).await;
        assert_eq!(names(&now["grid_heads"]), ["新网格长"]);
        let before = answered(start.plus(-1)).await;
        assert_eq!((names(&before["grid_heads"]).len(), names(&before["liaisons"]).len()), (0, 0));
        let area = clerk.get(&format!("/api/v1/areas/{}/answered", grid.id)).await.good();
        assert_eq!(names(&area["village_cadres"]), ["赵村干"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_door_outside_ones_reach_is_not_found() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let door = doors(&world, &town.grids[0], 1)[0];
        let worker = world.client(world.person("王网格", Role::GridWorker, &town.grids[2]));
        assert_eq!(worker.get(&format!("/api/v1/households/{door}/answered")).await.code(), "not_found");
    }
}
