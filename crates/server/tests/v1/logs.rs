//! The log of a working day, everything a library says included, names nobody and holds no number.

use std::io::Write;
use std::sync::{Arc, Mutex};

use gridward_database::Statement;
use gridward_domain::access::Role;
use gridward_testkit::{Client, Fixture, World, both_engines};
use serde_json::json;
use tracing_subscriber::fmt::MakeWriter;

use crate::households::{NUMBER, PHONE, li_household};
use crate::people::{PASSWORD, sign_in, with_log_in};

static BREAK: Statement = Statement::new("test.break", "ALTER TABLE resident RENAME TO resident_gone");

/// What must not be in a log: names of residents and of staff, numbers, log-ins, passwords, what was typed.
const SECRET: [&str; 9] =
    ["李伟", "王秀英", "赵文书", NUMBER, PHONE, "zhaowenshu", PASSWORD, "wrong password", "15490001234"];

#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Lines {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap()).into_owned()
    }
}

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Lines {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_name_number_or_password_is_logged_on_good_and_on_bad_days() {
    let lines = Lines::default();
    let log = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(lines.clone());
    log.with_ansi(false).init();
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        with_log_in(&world, "赵文书", Role::Clerk, &town.town, "zhaowenshu");
        sign_in(&world, "zhaowenshu", "wrong password").await;
        let clerk = world.holding(sign_in(&world, "zhaowenshu", PASSWORD).await.token());
        good_day(&clerk, &town).await;
        bad_day(&world, &clerk, &town).await;
    }
    let text = lines.text();
    let broken = text.lines().filter(|line| line.contains("a request failed")).count();
    assert!(broken >= 2, "nothing was caught: {text}");
    let told: Vec<&str> = text.lines().filter(|line| SECRET.iter().any(|secret| line.contains(secret))).collect();
    assert_eq!(told, Vec::<&str>::new());
}

async fn good_day(clerk: &Client, town: &Fixture) {
    let made = li_household(clerk, town.grids[0].id, "1号").await;
    let resident = made["residents"][0]["id"].as_str().unwrap();
    for q in ["李伟", PHONE, NUMBER, "15490001234"] {
        clerk.post("/api/v1/households/search", json!({ "q": q })).await.good();
    }
    let unmask = json!({ "field": "document", "reason": "核对李伟的身份证" });
    clerk.post(&format!("/api/v1/residents/{resident}/unmask"), unmask).await.good();
    clerk.get(&format!("/api/v1/residents/{resident}")).await.good();
    clerk
        .post("/api/v1/people", json!({ "name": "王秀英", "work_phone": PHONE, "area_id": town.town.id }))
        .await
        .good();
}

/// Requests that can't be read, and a database that breaks.
async fn bad_day(world: &World, clerk: &Client, town: &Fixture) {
    let unread = json!({ "grid_id": "李伟", "door": PHONE, "residents": NUMBER });
    assert_eq!(clerk.post("/api/v1/households", unread).await.status.as_u16(), 400);
    assert_eq!(clerk.get(&format!("/api/v1/households?area={PHONE}")).await.status.as_u16(), 400);
    let twice = json!({ "grid_id": town.grids[0].id, "door": "2号",
        "residents": [{ "name": "李伟", "relation": "head", "document": { "number": NUMBER } }] });
    assert!(!clerk.post("/api/v1/households", twice).await.status.is_success());
    let person = world.person("赵文书", Role::Clerk, &town.town);
    let same =
        world.run(move |tx, ctx| gridward_server::people::plant_account(tx, ctx, person, "zhaowenshu", "x", None));
    let refused = same.unwrap_err().to_string();
    assert!(!refused.contains("zhaowenshu"), "{refused}");
    world.run(|tx, _| Ok(tx.exec(&BREAK, &[])?)).unwrap();
    let search = clerk.post("/api/v1/households/search", json!({ "q": PHONE })).await;
    assert_eq!(search.code(), "broken");
}
