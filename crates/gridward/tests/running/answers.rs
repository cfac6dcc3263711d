//! What operators and browsers rely on in every answer: health, metrics, security headers, the first link.

use gridward_domain::Ids;
use gridward_domain::access::Role;
use gridward_testkit::both_engines;
use serde_json::json;

use crate::client::Client;
use crate::installation::Installation;

const HOST: [&str; 1] = ["town.example"];

#[test]
fn health_asks_the_database_and_metrics_count_commits_and_requests() {
    for engine in both_engines() {
        let installation = Installation::new(engine, &HOST, "warn");
        let world = installation.world(0);
        let town = world.town();
        let person = world.person("赵文书", Role::Clerk, &town.town);
        let token = world.token(person);
        drop(world);
        let server = installation.start();
        let mut client = Client::new(server.address, Some(&token));
        let health = client.get("/health");
        assert_eq!((health.status, health.body.as_str()), (200, "ok"), "{engine:?}");
        let body = json!({ "grid_id": town.grids[0].id, "door": "1号" });
        client.post("/api/v1/households", &body, Ids::Random.make()).unwrap().good();
        let metrics = client.get("/metrics");
        assert!(metrics.header("content-type").starts_with("text/plain"), "{metrics:?}");
        for counted in ["gridward_db_batches ", "gridward_db_batch_size_bucket", "gridward_http_seconds_count"] {
            assert!(metrics.body.contains(counted), "{counted}: {}", metrics.body);
        }
        assert!(metrics.body.contains("route=\"/api/v1/households\""), "{}", metrics.body);
        assert!(!metrics.body.contains("1号"), "metrics tell routes, never what was asked or sent");
    }
}

#[test]
fn every_answer_carries_the_security_headers() {
    let installation = Installation::new(gridward_database::Engine::Sqlite, &HOST, "warn");
    let server = installation.start();
    let mut client = Client::new(server.address, None);
    for path in ["/api/v1/session", "/health", "/console/", "/m/", "/nowhere"] {
        let answer = client.get(path);
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("x-frame-options"), "DENY", "{path}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin", "{path}");
        assert!(answer.header("permissions-policy").contains("geolocation=()"), "{path}");
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("default-src 'none'") || policy.contains("default-src 'self'"), "{path}: {policy}");
        assert!(!policy.contains("unsafe-eval"), "{path}: {policy}");
        // Without a certificate of its own the server must not forbid the only way to reach it.
        assert_eq!(answer.header("strict-transport-security"), "", "{path}");
    }
}

#[test]
fn the_first_start_prints_a_link_in_both_languages_that_opens_the_console() {
    let installation = Installation::new(gridward_database::Engine::Sqlite, &HOST, "warn");
    let mut server = installation.start();
    let told = server.told_with("http://town.example");
    assert!(told.contains("还没有人能登录") && told.contains("nobody can log in yet"), "{told}");
    let token = told.lines().find_map(|line| line.split("http://town.example").nth(1)).unwrap().to_owned();
    let page = Client::new(server.address, None).get(token.split('#').next().unwrap());
    assert_eq!(page.status, 200, "{}", page.body);
    server.kill();
}
