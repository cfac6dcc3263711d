use gridward_domain::access::Role;
use gridward_testkit::{World, both_engines};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn a_village_cadre_appoints_a_grid_head_who_may_act_at_once() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let cadre = world.client(world.person("赵村干", Role::VillageCadre, &town.villages[0]));
        let person = world.run(|tx, ctx| gridward_server::people::plant(tx, ctx, "张三")).unwrap();
        let head = world.client(person);
        assert_eq!(head.get("/api/v1/areas/tree").await.code(), "not_allowed");
        let body = json!({ "person_id": person, "role": "grid_head", "area_id": town.grids[0].id });
        let post = cadre.post("/api/v1/posts", body.clone()).await.good();
        assert_eq!((post["person_name"].as_str(), post["role"].as_str()), (Some("张三"), Some("grid_head")));
        assert_eq!(post["from_at"].as_i64(), Some(world.clock.now().0));
        assert_eq!(head.get("/api/v1/areas/tree").await.status.as_u16(), 200);
        assert_eq!(cadre.post("/api/v1/posts", body).await.code(), "posts_held_already");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_appoints_above_himself_outside_of_his_reach_or_at_the_wrong_level() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let cadre = world.client(world.person("赵村干", Role::VillageCadre, &town.villages[0]));
        let worker = world.client(world.person("王网格", Role::GridWorker, &town.grids[0]));
        let person = world.run(|tx, ctx| gridward_server::people::plant(tx, ctx, "张三")).unwrap();
        let body = |role: &str, area| json!({ "person_id": person, "role": role, "area_id": area });
        let above = cadre.post("/api/v1/posts", body("village_cadre", town.villages[0].id)).await;
        assert_eq!(above.code(), "posts_not_below");
        let other = cadre.post("/api/v1/posts", body("grid_head", town.grids[2].id)).await;
        assert_eq!(other.code(), "not_found");
        let level = cadre.post("/api/v1/posts", body("grid_head", town.villages[0].id)).await;
        assert_eq!(level.code(), "posts_wrong_area");
        let field = worker.post("/api/v1/posts", body("liaison", town.grids[0].id)).await;
        assert_eq!(field.code(), "not_allowed");
        let rights = cadre.get("/api/v1/posts/rights").await.good();
        assert_eq!(rights["items"][0]["appoints"], json!(["grid_head", "grid_worker", "liaison"]));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_ended_post_stays_on_record_and_gives_no_more_rights() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let clerk = world.client(world.person("李文书", Role::Clerk, &town.town));
        let head = world.person("张网格长", Role::GridHead, &town.grids[0]);
        let path = format!("/api/v1/posts?area={}", town.grids[0].id);
        let before = clerk.get(&path).await.good();
        let id = before["items"][0]["id"].as_str().unwrap().to_owned();
        world.clock.advance(1000);
        let end = json!({ "rev": 1, "reason": "外出务工" });
        let ended = clerk.post(&format!("/api/v1/posts/{id}/end"), end.clone()).await.good();
        assert_eq!(ended["to_at"].as_i64(), Some(world.clock.now().0));
        assert_eq!(clerk.get(&path).await.good()["items"], json!([]));
        let all = clerk.get(&format!("{path}&ended=true")).await.good();
        assert_eq!(all["items"][0]["id"].as_str(), Some(id.as_str()));
        assert_eq!(world.client(head).get("/api/v1/areas/tree").await.code(), "not_allowed");
        let twice = clerk.post(&format!("/api/v1/posts/{id}/end"), json!({ "rev": 2, "reason": "x" })).await;
        assert_eq!(twice.code(), "posts_ended");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_of_posts_goes_on_where_the_page_before_ended() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let clerk = world.client(world.person("李文书", Role::Clerk, &town.town));
        for grid in &town.grids {
            world.person("网格员", Role::GridWorker, grid);
        }
        let path = format!("/api/v1/posts?area={}&below=true&role=grid_worker&limit=3", town.town.id);
        let first = clerk.get(&path).await.good();
        assert_eq!(first["items"].as_array().unwrap().len(), 3);
        let next = first["next"].as_str().unwrap();
        let second = clerk.get(&format!("{path}&cursor={next}")).await.good();
        assert_eq!((second["items"].as_array().unwrap().len(), second["next"].as_str()), (1, None));
        assert_eq!(second["items"][0]["area_id"], json!(town.grids[3].id));
        assert_eq!(clerk.get(&format!("{path}&cursor=nonsense")).await.code(), "bad_cursor");
    }
}
