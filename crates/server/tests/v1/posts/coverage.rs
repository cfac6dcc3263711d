use gridward_domain::access::Role;
use gridward_domain::{Id, Timestamp};
use gridward_testkit::{Client, World, both_engines};
use serde_json::{Value, json};

use super::doors;

async fn of(client: &Client, area: Id) -> Value {
    let report = client.get(&format!("/api/v1/coverage?area={area}&depth=0")).await.good();
    let items = report["items"].as_array().unwrap();
    items.iter().find(|item| item["area_id"] == json!(area)).unwrap().clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_grid_without_a_head_is_a_gap_that_the_village_must_mend() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let clerk = world.client(world.person("李文书", Role::Clerk, &town.town));
        let cadre = world.person("赵村干", Role::VillageCadre, &town.villages[0]);
        for grid in &town.grids[1..] {
            world.person("网格长", Role::GridHead, grid);
        }
        let whole = of(&clerk, town.town.id).await;
        assert_eq!((whole["grids"].as_i64(), whole["without_head"].as_i64()), (Some(4), Some(1)));
        let gaps = clerk.get("/api/v1/coverage/gaps?cursor=").await.good();
        let gap = &gaps["items"][0];
        assert_eq!(
            (gap["kind"].as_str(), gap["grid_id"].clone()),
            (Some("grid_without_head"), json!(town.grids[0].id))
        );
        assert_eq!(gap["village_name"], "黄寺岗村");
        assert_eq!(gap["mend"][0]["person_id"], json!(cadre));
        world.person("网格长", Role::GridHead, &town.grids[0]);
        assert_eq!(clerk.get("/api/v1/coverage/gaps").await.good()["items"], json!([]));
        world.person("又一网格长", Role::GridHead, &town.grids[0]);
        let overlap = clerk.get("/api/v1/coverage/gaps?kind=grid_with_several_heads").await.good();
        assert_eq!(overlap["items"][0]["count"], 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_household_without_a_liaison_is_a_gap_and_one_with_two_an_overlap() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let grid = &town.grids[0];
        let clerk = world.client(world.person("李文书", Role::Clerk, &town.town));
        let doors = doors(&world, grid, 3);
        assert_eq!(of(&clerk, grid.id).await["without_liaison"], 3);
        for (name, households) in [("刘联户", &doors[..2]), ("孙联户", &doors[1..2])] {
            let person = world.run(move |tx, ctx| gridward_server::people::plant(tx, ctx, name)).unwrap();
            let body = json!({ "person_id": person, "role": "liaison", "area_id": grid.id, "households": households });
            assert_eq!(clerk.post("/api/v1/posts", body).await.good()["households"], households.len());
        }
        let now = of(&clerk, grid.id).await;
        assert_eq!((now["without_liaison"].as_i64(), now["several_liaisons"].as_i64()), (Some(1), Some(1)));
        let path = format!("/api/v1/coverage/grids/{}/households?kind=", grid.id);
        let without = clerk.get(&format!("{path}without_liaison")).await.good();
        assert_eq!(without["items"][0]["household_id"], json!(doors[2]));
        let several = clerk.get(&format!("{path}several_liaisons")).await.good();
        assert_eq!(several["items"][0]["liaisons"].as_array().unwrap().len(), 2);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn coverage_follows_the_clock_before_and_after_it_is_recounted() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let grid = &town.grids[0];
        let clerk = world.client(world.person("李文书", Role::Clerk, &town.town));
        let person = world.run(|tx, ctx| gridward_server::people::plant(tx, ctx, "张三")).unwrap();
        let (from, to) = (world.clock.now().plus(Timestamp::HOUR), world.clock.now().plus(2 * Timestamp::HOUR));
        let body =
            json!({ "person_id": person, "role": "grid_head", "area_id": grid.id, "from_at": from, "to_at": to });
        clerk.post("/api/v1/posts", body).await.good();
        assert_eq!(of(&clerk, grid.id).await["without_head"], 1);
        world.clock.advance(Timestamp::HOUR);
        assert_eq!(of(&clerk, grid.id).await["without_head"], 0);
        assert_eq!(world.run(gridward_server::posts::recount_stale).unwrap(), 1);
        assert_eq!(world.run(gridward_server::posts::recount_stale).unwrap(), 0);
        assert_eq!(of(&clerk, grid.id).await["without_head"], 0);
        world.clock.advance(Timestamp::HOUR);
        assert_eq!(of(&clerk, grid.id).await["without_head"], 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_household_that_moves_away_leaves_its_liaisons_set() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let clerk = world.client(world.person("李文书", Role::Clerk, &town.town));
        let doors = doors(&world, &town.grids[0], 2);
        let person = world.run(|tx, ctx| gridward_server::people::plant(tx, ctx, "刘联户")).unwrap();
        let body = json!({ "person_id": person, "role": "liaison", "area_id": town.grids[0].id, "households": doors });
        let post = clerk.post("/api/v1/posts", body).await.good();
        world.clock.advance(1000);
        let household = clerk.get(&format!("/api/v1/households/{}", doors[0])).await.good();
        let path = format!("/api/v1/households/{}/move", doors[0]);
        let reason = json!({ "rev": household["rev"], "grid_id": town.grids[1].id, "reason": "搬到二组" });
        clerk.post(&path, reason).await.good();
        assert_eq!(of(&clerk, town.grids[0].id).await["without_liaison"], 0);
        assert_eq!(of(&clerk, town.grids[1].id).await["without_liaison"], 1);
        let path = format!("/api/v1/posts/{}/households", post["id"].as_str().unwrap());
        let set = clerk.get(&path).await.good();
        assert_eq!(set["items"].as_array().unwrap().len(), 1);
        assert_eq!(set["items"][0]["household_id"], json!(doors[1]));
    }
}
