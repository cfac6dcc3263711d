use gridward_testkit::{World, both_engines};
use serde_json::{Value, json};

use super::{PASSWORD, code, sign_in};

const TREE: &str = "code,name,parent_code,level\n411526109000,黄寺岗镇,,4\n411526109202,史寨村,411526109000,5\n411526109203,黄寺岗村,411526109000,5\n";

/// The first administrator, from the printed link to a session with the second factor.
async fn founder(world: &World) -> String {
    let invite = world.run(gridward_server::people::first_run).unwrap().unwrap();
    let chosen = json!({ "login": "root.admin", "password": PASSWORD });
    world.visitor().post(&format!("/api/v1/invites/{}", invite.token), chosen).await.good();
    let first = sign_in(world, "root.admin", PASSWORD).await;
    assert_eq!(first.body["next"], "enrol");
    let waiting = world.holding(first.token());
    let factor = waiting.post("/api/v1/session/second-factor", json!({})).await.good();
    let secret = factor["secret"].as_str().unwrap();
    let url = format!("otpauth://totp/Gridward:root.admin?secret={secret}&issuer=Gridward");
    assert_eq!(factor["url"], url.as_str());
    waiting.post("/api/v1/session/code", json!({ "code": code(world, secret) })).await.token()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_administrator_imports_the_areas_and_then_holds_a_post_in_them() {
    for engine in both_engines() {
        let world = World::new(engine);
        let token = founder(&world).await;
        let admin = world.holding(token.clone());
        let me = admin.get("/api/v1/session").await.good();
        assert_eq!((&me["roles"], &me["home"], &me["posts"]), (&json!(["admin"]), &Value::Null, &json!([])));
        assert_eq!(admin.get("/api/v1/posts/rights").await.good()["items"], json!([]));
        let report = import(&world, &token).await;
        assert_eq!(report["created"], 3, "{report}");
        let me = admin.get("/api/v1/session").await.good();
        assert_eq!((&me["home"]["name"], &me["jurisdiction"]), (&json!("黄寺岗镇"), &json!("黄寺岗镇")));
        assert_eq!(me["posts"][0]["role"], "admin");
        let tree = admin.get("/api/v1/areas/tree").await.good();
        assert_eq!(tree["areas"].as_array().unwrap().len(), 3);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_run_that_was_cut_off_prints_another_link_for_the_same_person_until_somebody_can_log_in() {
    for engine in both_engines() {
        let world = World::new(engine);
        let lost = world.run(gridward_server::people::first_run).unwrap().unwrap();
        founder(&world).await;
        let path = format!("/api/v1/invites/{}", lost.token);
        assert_eq!(world.visitor().get(&path).await.code(), "people_invite_over");
        assert!(world.run(gridward_server::people::first_run).unwrap().is_none());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operator_who_imported_the_areas_first_gets_an_administrator_with_a_post() {
    for engine in both_engines() {
        let world = World::new(engine);
        let rows = gridward_formats::divisions::read_divisions(TREE.as_bytes()).unwrap().rows;
        let rows: Vec<_> = rows
            .into_iter()
            .map(|row| gridward_domain::areas::Division {
                line: row.line,
                code: row.code,
                name: row.name,
                parent_code: row.parent_code,
                level: row.level,
            })
            .collect();
        let options = gridward_server::areas::ImportOptions { dry_run: false, codes_from: None };
        world.run(move |tx, ctx| gridward_server::areas::import(tx, ctx, &rows, options)).unwrap();
        let admin = world.holding(founder(&world).await);
        assert_eq!(admin.get("/api/v1/session").await.good()["home"]["name"], "黄寺岗镇");
    }
}

async fn import(world: &World, token: &str) -> Value {
    use axum::body::Body;
    use axum::http::Request;
    use tower::ServiceExt as _;
    let request = Request::post("/api/v1/areas/import")
        .header("x-gridward", "1")
        .header("cookie", format!("gridward_session={token}"))
        .body(Body::from(TREE))
        .unwrap();
    let reply = gridward_server::http::router(&world.app).oneshot(request).await.unwrap();
    let bytes = axum::body::to_bytes(reply.into_body(), usize::MAX).await.unwrap();
    serde_json::from_slice(&bytes).unwrap()
}
