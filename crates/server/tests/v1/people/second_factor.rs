use gridward_domain::access::Role;
use gridward_testkit::{World, both_engines};
use serde_json::json;

use super::{PASSWORD, SECRET, code, sign_in, with_log_in};

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_has_no_rights_before_the_code_and_a_code_works_once() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        with_log_in(&world, "钱管理", Role::Admin, &town.town, "admin.qian");
        let first = sign_in(&world, "admin.qian", PASSWORD).await;
        assert_eq!(first.body["next"], "code");
        let waiting = world.holding(first.token());
        assert_eq!(waiting.get("/api/v1/session").await.code(), "signed_out");
        assert_eq!(waiting.get("/api/v1/areas/tree").await.code(), "signed_out");
        let again = waiting.post("/api/v1/session/second-factor", json!({})).await;
        assert_eq!(again.code(), "people_factor_set");
        let wrong = waiting.post("/api/v1/session/code", json!({ "code": "000000" })).await;
        assert_eq!(wrong.code(), "people_wrong_code");
        let shown = code(&world, SECRET);
        let second = waiting.post("/api/v1/session/code", json!({ "code": shown })).await;
        assert_eq!(second.body["next"], "done");
        let inside = world.holding(second.token());
        assert_eq!(inside.get("/api/v1/session").await.good()["roles"], json!(["admin"]));
        assert_eq!(inside.get("/api/v1/areas/tree").await.status.as_u16(), 200);
        // The token from before the code is worth nothing, and so is the code itself.
        assert_eq!(waiting.get("/api/v1/session").await.code(), "signed_out");
        let other = world.holding(sign_in(&world, "admin.qian", PASSWORD).await.token());
        let used = other.post("/api/v1/session/code", json!({ "code": shown })).await;
        assert_eq!(used.code(), "people_wrong_code");
        world.clock.advance(30_000);
        let next = other.post("/api/v1/session/code", json!({ "code": code(&world, SECRET) })).await;
        assert_eq!(next.body["next"], "done");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_codes_lock_like_wrong_passwords() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        with_log_in(&world, "钱管理", Role::Admin, &town.town, "admin.qian");
        let waiting = world.holding(sign_in(&world, "admin.qian", PASSWORD).await.token());
        let mut last = String::new();
        for _ in 0..5 {
            last = waiting.post("/api/v1/session/code", json!({ "code": "000000" })).await.code().to_owned();
        }
        assert_eq!(last, "people_locked");
        assert_eq!(sign_in(&world, "admin.qian", PASSWORD).await.code(), "people_locked");
        let right = waiting.post("/api/v1/session/code", json!({ "code": code(&world, SECRET) })).await;
        assert_eq!(right.code(), "people_locked");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_waits_for_a_code_waits_ten_minutes_at_most() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        with_log_in(&world, "钱管理", Role::Admin, &town.town, "admin.qian");
        let waiting = world.holding(sign_in(&world, "admin.qian", PASSWORD).await.token());
        world.clock.advance(10 * 60_000);
        let late = waiting.post("/api/v1/session/code", json!({ "code": code(&world, SECRET) })).await;
        assert_eq!(late.code(), "signed_out");
    }
}
