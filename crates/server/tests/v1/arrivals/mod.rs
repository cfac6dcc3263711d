mod along;
mod ends;
mod erase;
mod list;
mod phone;
mod progress;
mod register;
mod returned;
mod roster;

use gridward_database::Tx;
use gridward_domain::Id;
use gridward_domain::access::Role;
use gridward_domain::responses::ResponseTerms;
use gridward_server::Ctx;
use gridward_server::arrivals::{ArrivalCountQuery, counts};
use gridward_server::responses::NewResponse;
use gridward_testkit::{Client, Fixture, World};
use serde_json::{Value, json};

use crate::households::{NUMBER, PHONE};

/// A town with its clerk and a response that is running.
pub(crate) struct Office {
    pub(crate) town: Fixture,
    pub(crate) clerk: Client,
    pub(crate) response: Id,
}

impl Office {
    pub(crate) fn new(world: &World) -> Self {
        let town = world.town();
        let clerk = world.client(world.person("赵文书", Role::Clerk, &town.town));
        Self { response: running_response(world, &town), town, clerk }
    }

    /// 李伟, who came from Shanghai today to the first grid.
    pub(crate) fn li(&self) -> Value {
        json!({
            "response_id": self.response, "channel": "phone_call", "arrived_on": "2022-04-15",
            "destination": { "area_id": self.town.grids[0].id, "place": "3号" },
            "people": [{ "name": "李伟", "document": { "number": NUMBER }, "phone": PHONE }],
            "stays": [{ "area_code": "310115", "place": "上海市浦东新区", "from_on": "2022-03-01", "to_on": "2022-04-14" }],
        })
    }

    /// Registers somebody and answers where the first of them stands.
    pub(crate) async fn register(&self, input: Value) -> Value {
        self.clerk.post("/api/v1/arrivals", input).await.good()["items"][0].clone()
    }

    /// How many arrivals there are, asked at the machine itself: whatever the time, no session has ended.
    pub(crate) fn counts_as_operator(&self, world: &World) -> i64 {
        let response = self.response;
        let asked = ArrivalCountQuery { response, area: None };
        world.run(move |tx, ctx| counts(tx, ctx, asked)).unwrap().total
    }

    /// How many arrivals are in each state, by name, in the clerk's reach.
    pub(crate) async fn counts(&self) -> Vec<(String, i64)> {
        let counts = self.clerk.get(&format!("/api/v1/arrivals/counts?response={}", self.response)).await.good();
        let items = counts["items"].as_array().unwrap();
        items.iter().map(|one| (one["state"].as_str().unwrap().to_owned(), one["arrivals"].as_i64().unwrap())).collect()
    }
}

/// A response of the whole town that arrivals can belong to.
pub(crate) fn running_response(world: &World, town: &Fixture) -> Id {
    running_by(world, town, "")
}

/// A response of the whole town that goes by a programme.
pub(crate) fn running_by(world: &World, town: &Fixture, programme: &'static str) -> Id {
    let area_id = town.town.id;
    let open = move |tx: &mut Tx<'_>, ctx: &Ctx| {
        let terms = ResponseTerms {
            name: "返乡防控".to_owned(),
            purpose: "核实返乡人员".to_owned(),
            legal_basis: "潢防指〔2022〕12号".to_owned(),
            programme: programme.to_owned(),
            from_at: ctx.now,
            retention_days: 30,
            backup_days: 30,
        };
        gridward_server::responses::open(tx, ctx, &NewResponse { terms, area_id })
    };
    world.run(open).unwrap().id
}

/// The address of an arrival.
pub(crate) fn path(standing: &Value) -> String {
    format!("/api/v1/arrivals/{}", standing["id"].as_str().unwrap())
}
