use gridward_domain::access::Role;
use gridward_domain::people::LOCKED_FOR;
use gridward_testkit::{World, both_engines};
use serde_json::json;

use super::{PASSWORD, sign_in, with_log_in};

#[tokio::test(flavor = "multi_thread")]
async fn a_clerk_logs_in_with_a_password_and_is_told_what_the_posts_allow() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        with_log_in(&world, "赵文书", Role::Clerk, &town.town, "zhaowenshu");
        let reply = sign_in(&world, " ZhaoWenshu ", PASSWORD).await;
        assert_eq!(reply.body, json!({ "next": "done" }));
        let cookie = reply.cookie.clone().unwrap();
        assert!(cookie.ends_with("; Path=/; HttpOnly; SameSite=Strict; Max-Age=43200"), "{cookie}");
        let me = world.holding(reply.token()).get("/api/v1/session").await.good();
        assert_eq!((me["name"].as_str(), me["login"].as_str()), (Some("赵文书"), Some("zhaowenshu")));
        assert_eq!((&me["roles"], &me["home"]["name"]), (&json!(["clerk"]), &json!("黄寺岗镇")));
        assert_eq!(me["posts"][0]["area_level"], "town");
        let may: Vec<&str> = me["may"].as_array().unwrap().iter().filter_map(|verb| verb.as_str()).collect();
        assert!(may.contains(&"directives.issue") && !may.contains(&"audit.read"), "{may:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_fifth_wrong_password_locks_and_nothing_tells_whether_a_name_exists() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        with_log_in(&world, "赵文书", Role::Clerk, &town.town, "zhaowenshu");
        let mut answers = Vec::new();
        for name in ["zhaowenshu", "nobody.here"] {
            let mut codes = Vec::new();
            for _ in 0..4 {
                codes.push(sign_in(&world, name, "wrong password").await.body["title"].clone());
            }
            let fifth = sign_in(&world, name, "wrong password").await;
            assert_eq!((fifth.code(), fifth.status.as_u16()), ("people_locked", 423));
            world.clock.advance(60_000);
            let right = sign_in(&world, name, PASSWORD).await;
            assert!(right.body["title"].as_str().unwrap().contains("14 minutes"), "{}", right.body);
            codes.extend([fifth.body["title"].clone(), right.body["title"].clone()]);
            answers.push(codes);
            world.clock.advance(-60_000);
        }
        assert_eq!(answers[0], answers[1]);
        world.clock.advance(LOCKED_FOR);
        assert_eq!(sign_in(&world, "nobody.here", PASSWORD).await.code(), "people_wrong_log_in");
        assert_eq!(sign_in(&world, "zhaowenshu", PASSWORD).await.body["next"], "done");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_good_log_in_forgets_the_wrong_ones_before_it() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        with_log_in(&world, "赵文书", Role::Clerk, &town.town, "zhaowenshu");
        for _ in 0..2 {
            for _ in 0..4 {
                assert_eq!(sign_in(&world, "zhaowenshu", "wrong password").await.code(), "people_wrong_log_in");
            }
            assert_eq!(sign_in(&world, "zhaowenshu", PASSWORD).await.body["next"], "done");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_tries_many_names_has_to_wait() {
    for engine in both_engines() {
        let world = World::new(engine);
        let mut last = String::new();
        for place in 0..31 {
            last = sign_in(&world, &format!("name{place}"), "wrong password").await.code().to_owned();
        }
        assert_eq!(last, "too_many");
        world.clock.advance(60_000);
        assert_eq!(sign_in(&world, "name0", "wrong password").await.code(), "people_wrong_log_in");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_another_origin_can_not_log_anybody_in() {
    use axum::body::Body;
    use axum::http::Request;
    use tower::ServiceExt as _;
    for engine in both_engines() {
        let world = World::new(engine);
        let body = json!({ "login": "zhaowenshu", "password": PASSWORD }).to_string();
        let request = Request::post("/api/v1/session").body(Body::from(body)).unwrap();
        let reply = gridward_server::http::router(&world.app).oneshot(request).await.unwrap();
        assert_eq!(reply.status().as_u16(), 403);
    }
}
