use gridward_domain::Timestamp;
use gridward_domain::access::Role;
use gridward_testkit::{World, both_engines};
use serde_json::json;

use super::{PASSWORD, sign_in, with_log_in};

#[tokio::test(flavor = "multi_thread")]
async fn a_session_at_a_desk_ends_when_idle_for_two_hours_and_after_twelve_in_any_case() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        with_log_in(&world, "赵文书", Role::Clerk, &town.town, "zhao");
        let idle = world.holding(sign_in(&world, "zhao", PASSWORD).await.token());
        let busy = world.holding(sign_in(&world, "zhao", PASSWORD).await.token());
        for _ in 0..11 {
            world.clock.advance(Timestamp::HOUR);
            assert_eq!(busy.get("/api/v1/session").await.status.as_u16(), 200);
        }
        assert_eq!(idle.get("/api/v1/session").await.code(), "signed_out");
        world.clock.advance(Timestamp::HOUR);
        assert_eq!(busy.get("/api/v1/session").await.code(), "signed_out");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_opened_on_the_phone_pages_lasts_a_week_of_working_days() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        with_log_in(&world, "周网格", Role::GridWorker, &town.grids[0], "zhou");
        let body = json!({ "login": "zhou", "password": PASSWORD });
        let reply = world.visitor().at_page("https://town.example/m/login").post("/api/v1/session", body).await;
        assert!(reply.cookie.as_ref().unwrap().contains("Max-Age=604800"), "{:?}", reply.cookie);
        let phone = world.holding(reply.token());
        for _ in 0..13 {
            world.clock.advance(12 * Timestamp::HOUR - 1);
            assert_eq!(phone.get("/api/v1/session").await.status.as_u16(), 200);
        }
        world.clock.advance(12 * Timestamp::HOUR);
        assert_eq!(phone.get("/api/v1/session").await.code(), "signed_out");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn logging_out_ends_the_session_and_clears_the_cookie() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        with_log_in(&world, "赵文书", Role::Clerk, &town.town, "zhao");
        let client = world.holding(sign_in(&world, "zhao", PASSWORD).await.token());
        assert_eq!(client.get("/api/v1/session").await.status.as_u16(), 200);
        let out = client.send(axum::http::Method::DELETE, "/api/v1/session", None, None).await;
        assert_eq!(out.status.as_u16(), 204);
        assert!(out.cookie.unwrap().contains("gridward_session=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0"));
        assert_eq!(client.get("/api/v1/session").await.code(), "signed_out");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_password_ends_all_other_sessions() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        with_log_in(&world, "赵文书", Role::Clerk, &town.town, "zhao");
        let other = world.holding(sign_in(&world, "zhao", PASSWORD).await.token());
        let own = world.holding(sign_in(&world, "zhao", PASSWORD).await.token());
        let path = "/api/v1/session/password";
        let wrong = own.post(path, json!({ "current": "wrong password", "password": "一场春雨一场暖啊" })).await;
        assert_eq!(wrong.code(), "people_password_length");
        let wrong = own.post(path, json!({ "current": "wrong password", "password": "一场春雨一场暖和起来" })).await;
        assert_eq!(wrong.code(), "people_wrong_password");
        own.post(path, json!({ "current": PASSWORD, "password": "一场春雨一场暖和起来" })).await.good();
        assert_eq!(own.get("/api/v1/session").await.status.as_u16(), 200);
        assert_eq!(other.get("/api/v1/session").await.code(), "signed_out");
        assert_eq!(sign_in(&world, "zhao", PASSWORD).await.code(), "people_wrong_log_in");
        assert_eq!(sign_in(&world, "zhao", "一场春雨一场暖和起来").await.body["next"], "done");
    }
}
