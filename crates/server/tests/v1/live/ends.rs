use axum::http::Method;
use gridward_domain::access::Role;
use gridward_testkit::{World, both_engines};
use serde_json::json;

use super::Stream;

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_ends_with_the_session() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let clerk = world.client(world.person("赵文书", Role::Clerk, &town.town));
        let worker = world.person("周网格", Role::GridWorker, &town.grids[0]);
        let mut stream = Stream::open(&world, &world.token(worker), None).await;
        let path = format!("/api/v1/people/{worker}/sessions");
        clerk.send(Method::DELETE, &path, None, None).await.good();
        let mut names = Vec::new();
        while let Some((name, ..)) = stream.next().await {
            names.push(name);
        }
        assert_eq!(names.last().map(String::as_str), Some("end"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_that_ends_takes_its_changes_out_of_an_open_stream() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let clerk = world.client(world.person("赵文书", Role::Clerk, &town.town));
        let person = world.person("周网格", Role::GridWorker, &town.grids[0]);
        let other = json!({ "person_id": person, "role": "grid_worker", "area_id": town.grids[3].id });
        clerk.post("/api/v1/posts", other).await.good();
        let mut stream = Stream::open(&world, &world.token(person), None).await;
        let posts = clerk.get(&format!("/api/v1/posts?area={}", town.grids[0].id)).await.good();
        world.clock.advance(1000);
        let end = format!("/api/v1/posts/{}/end", posts["items"][0]["id"].as_str().unwrap());
        clerk.post(&end, json!({ "rev": 1, "reason": "换岗" })).await.good();
        // The end of the post itself may still be told; afterwards only the other grid is.
        let rename = async |area: &gridward_server::areas::Area| {
            let body = json!({ "name": format!("{}乙", area.name), "rev": area.rev });
            clerk.post(&format!("/api/v1/areas/{}/rename", area.id), body).await.good();
        };
        rename(&town.grids[0]).await;
        rename(&town.grids[3]).await;
        let mut told = Vec::new();
        while told.last() != Some(&town.grids[3].id.to_string()) {
            let (noun, id, _) = stream.change().await;
            if noun == "areas" {
                told.extend(id);
            }
        }
        assert_eq!(told, [town.grids[3].id.to_string()]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_follows_without_a_session() {
    for engine in both_engines() {
        let world = World::new(engine);
        assert_eq!(world.visitor().get("/api/v1/live").await.code(), "signed_out");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_stops_ends_its_streams() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let clerk = world.person("赵文书", Role::Clerk, &town.town);
        let mut stream = Stream::open(&world, &world.token(clerk), None).await;
        // A stream that was told of something is surely listening.
        let body = json!({ "name": "李四", "work_phone": "", "area_id": town.grids[0].id });
        world.client(clerk).post("/api/v1/people", body).await.good();
        assert_eq!(stream.change().await.0, "people");
        world.app.stop_streams();
        assert_eq!(stream.next().await, None);
    }
}
