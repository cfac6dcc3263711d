mod ends;
mod issue;
mod late;
mod moves;
mod paper;
mod reach;
mod receipts;
mod sign;

use gridward_database::Engine;
use gridward_domain::access::Role;
use gridward_domain::{Id, Timestamp};
use gridward_testkit::{Client, Fixture, World};
use serde_json::{Value, json};

use crate::posts::doors;

/// The fixture's town with four doors in each of its four grids, and a clerk.
pub(crate) struct Town {
    pub(crate) world: World,
    pub(crate) fixture: Fixture,
    pub(crate) doors: Vec<Vec<Id>>,
    pub(crate) clerk: Client,
    person: Id,
}

impl Town {
    pub(crate) fn on(engine: Engine) -> Self {
        let world = World::new(engine);
        let fixture = world.town();
        let doors = fixture.grids.iter().map(|grid| doors(&world, grid, 4)).collect();
        let person = world.person("李文书", Role::Clerk, &fixture.town);
        let clerk = world.client(person);
        Self { world, fixture, doors, clerk, person }
    }

    /// Time goes by, and the clerk logs in again.
    pub(crate) fn later(&mut self, milliseconds: i64) {
        self.world.clock.advance(milliseconds);
        self.clerk = self.world.client(self.person);
    }

    /// Somebody with a post in a grid.
    pub(crate) fn in_grid(&self, name: &str, role: Role, grid: usize) -> Client {
        self.world.client(self.world.person(name, role, &self.fixture.grids[grid]))
    }

    pub(crate) fn draft_of(&self, scope: &[Id]) -> Value {
        json!({
            "title": "清理积水", "body": "各户三日内清理房前屋后的积水容器。", "source_document": "潢防指〔2022〕12号",
            "priority": "urgent", "deadline_at": self.world.clock.now().plus(10 * Timestamp::HOUR), "scope": scope,
        })
    }

    /// A directive for the whole town, in force.
    pub(crate) async fn issued(&self) -> String {
        self.issued_to(&[self.fixture.town.id]).await
    }

    /// A directive for these areas, in force.
    pub(crate) async fn issued_to(&self, scope: &[Id]) -> String {
        let draft = self.clerk.post("/api/v1/directives", self.draft_of(scope)).await.good();
        let id = draft["id"].as_str().unwrap().to_owned();
        let issued = self.clerk.post(&format!("/api/v1/directives/{id}/issue"), json!({ "rev": 1 })).await.good();
        assert_eq!((issued["state"].as_str(), issued["version"].as_i64()), (Some("issued"), Some(1)));
        id
    }

    pub(crate) fn receipt(&self, directive: &str, household: Id, state: &str) -> Value {
        let how = if state == "not_reached" { "not_reached" } else { "seen" };
        let mut receipt = json!({
            "op_id": self.world.app.ids().make(), "directive_id": directive, "household_id": household, "version": 1,
            "state": state, "channel": "visit", "how_known": how, "device_at": self.world.clock.now(),
        });
        if state == "not_reached" {
            receipt["reason"] = json!("nobody_home");
        }
        receipt
    }

    /// Brings receipts that are all taken.
    pub(crate) async fn bring(&self, client: &Client, receipts: Vec<Value>) {
        let answers = client.post("/api/v1/receipts", json!({ "receipts": receipts })).await.good();
        let refused: Vec<&Value> =
            answers["answers"].as_array().unwrap().iter().filter(|answer| answer["outcome"] != "done").collect();
        assert!(refused.is_empty(), "{refused:?}");
    }

    /// Brings one receipt and answers the code it was declined with.
    pub(crate) async fn declined(&self, client: &Client, receipt: Value) -> String {
        let answers = client.post("/api/v1/receipts", json!({ "receipts": [receipt] })).await.good();
        answers["answers"][0]["code"].as_str().unwrap_or("").to_owned()
    }

    /// The first line of the reach table.
    pub(crate) async fn reach(&self, client: &Client, directive: &str) -> Value {
        client.get(&format!("/api/v1/directives/{directive}/reach")).await.good()["rows"][0].clone()
    }
}

/// Some figures of a line, in their order.
pub(crate) fn figures(row: &Value, names: &[&str]) -> Vec<i64> {
    names.iter().map(|name| row[name].as_i64().unwrap()).collect()
}
