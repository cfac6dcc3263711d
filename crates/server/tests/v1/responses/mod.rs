mod erases;
mod opens;
pub(crate) mod traces;

use gridward_database::Engine;
use gridward_domain::access::Role;
use gridward_domain::{Id, Timestamp};
use gridward_testkit::{Client, Fixture, World};
use serde_json::{Value, json};

/// The fixture's town with a clerk, and a second one who can witness.
pub(crate) struct Town {
    pub(crate) world: World,
    pub(crate) fixture: Fixture,
    pub(crate) clerk: Client,
    pub(crate) witness: Id,
    person: Id,
}

impl Town {
    pub(crate) fn on(engine: Engine) -> Self {
        let world = World::new(engine);
        let fixture = world.town();
        let person = world.person("李文书", Role::Clerk, &fixture.town);
        let witness = world.person("孙督查", Role::Auditor, &fixture.town);
        let clerk = world.client(person);
        Self { world, fixture, clerk, witness, person }
    }

    /// Days go by, and the clerk logs in again.
    pub(crate) fn days_later(&mut self, days: i64) {
        self.world.clock.advance(days * Timestamp::DAY);
        self.clerk = self.world.client(self.person);
    }

    /// Terms for an area, with some changed.
    pub(crate) fn terms(&self, changed: Value) -> Value {
        let mut terms = json!({
            "area_id": self.fixture.town.id, "name": "返乡人员健康管理", "purpose": "核实返乡人员，落实健康管理。",
            "legal_basis": "《传染病防治法》第四十二条；潢防指〔2022〕12号", "programme": "covid19/national-ed9",
            "from_at": self.world.clock.now(), "retention_days": 30, "backup_days": 14,
        });
        if let (Value::Object(terms), Value::Object(changed)) = (&mut terms, changed) {
            terms.extend(changed);
        }
        terms
    }

    /// An open response of the whole town.
    pub(crate) async fn opened(&self) -> String {
        let opened = self.clerk.post("/api/v1/responses", self.terms(json!({}))).await.good();
        opened["id"].as_str().unwrap().to_owned()
    }

    pub(crate) async fn close(&self, id: &str, rev: i64) -> Value {
        let end = json!({ "rev": rev, "reason": "疫情结束，转入常态", "witness_id": self.witness });
        self.clerk.post(&format!("/api/v1/responses/{id}/close"), end).await.good()
    }

    /// Somebody with a post in the town, a village or a grid.
    pub(crate) fn someone(&self, role: Role) -> Client {
        let area = match role {
            Role::GridHead | Role::GridWorker | Role::Liaison => &self.fixture.grids[0],
            Role::VillageCadre => &self.fixture.villages[0],
            _ => &self.fixture.town,
        };
        self.world.client(self.world.person("周某", role, area))
    }
}
