//! A town with one holder of each role, and what each is asked about.

use std::cell::Cell;

use gridward_domain::Id;
use gridward_domain::access::Role;
use gridward_domain::areas::Level;
use gridward_domain::help_requests::HelpKind;
use gridward_server::areas::{Area, NewArea};
use gridward_server::help_requests::{AskHelp, ask};
use gridward_testkit::{Fixture, World};
use serde_json::json;

use crate::arrivals::running_by;
use crate::households::PHONE;

/// An area and what lies in it, to be asked about.
#[derive(Clone)]
pub(crate) struct Target {
    pub(crate) area: Area,
    /// A grid or micro-grid of the area, or beside what the asker reaches.
    pub(crate) grid: Id,
    pub(crate) household: Id,
    pub(crate) resident: Id,
    pub(crate) person: Id,
    pub(crate) post: Id,
    pub(crate) code: Id,
    /// A directive that is under way in the area.
    pub(crate) directive: Id,
    /// An open response of the area.
    pub(crate) response: Id,
    /// Somebody who comes back to the grid.
    pub(crate) arrival: Id,
    /// The measure they are under.
    pub(crate) plan: Id,
    /// What is due by it today.
    pub(crate) follow_up: Id,
    /// What they asked for.
    pub(crate) help_request: Id,
    /// Somebody without a post.
    pub(crate) spare: Id,
    /// A record that does not exist.
    pub(crate) nothing: Id,
    pub(crate) tomorrow: i64,
}

impl Target {
    /// A target without any record behind it.
    pub(crate) fn anywhere(world: &World) -> Self {
        let area = world.town().town;
        let id = area.id;
        let (household, resident, person, post, code, spare) = (id, id, id, id, id, id);
        let (directive, response, arrival, plan, follow_up, help_request) = (id, id, id, id, id, id);
        Self {
            area,
            grid: id,
            household,
            resident,
            person,
            post,
            code,
            directive,
            response,
            arrival,
            plan,
            follow_up,
            help_request,
            spare,
            nothing: id,
            tomorrow: 0,
        }
    }
}

/// The town of the walk.
pub(crate) struct Town {
    tokens: Vec<(Role, String)>,
    of_village: Vec<Target>,
    of_grid: Vec<Target>,
}

impl Town {
    pub(crate) fn token(&self, role: Role) -> String {
        self.tokens.iter().find(|(other, _)| *other == role).map(|(_, token)| token.clone()).unwrap()
    }

    /// What is asked about: the own area, one below, one beside, the one above.
    pub(crate) fn targets(&self, role: Role) -> Vec<Target> {
        match role {
            Role::GridHead | Role::GridWorker | Role::Liaison => self.of_grid.clone(),
            _ => self.of_village.clone(),
        }
    }

    pub(crate) async fn build(world: &World) -> Self {
        let town = world.town();
        let parent = town.grids[0].id;
        let micro = world
            .run(move |tx, ctx| {
                let below = NewArea { parent_id: parent, level: Level::MicroGrid, name: "东片".to_owned() };
                gridward_server::areas::create(tx, ctx, &below)
            })
            .unwrap();
        let builder = Builder::new(world, &town).await;
        let of_village = vec![
            builder.target(&town.villages[0], &town.grids[1], Role::VillageCadre).await,
            builder.target(&town.grids[0], &town.grids[0], Role::GridWorker).await,
            builder.target(&town.villages[1], &town.grids[2], Role::VillageCadre).await,
            builder.target(&town.town, &town.grids[3], Role::LeadCadre).await,
        ];
        let of_grid = vec![
            builder.target(&town.grids[0], &town.grids[0], Role::GridWorker).await,
            builder.target(&micro, &micro, Role::GridWorker).await,
            builder.target(&town.grids[1], &town.grids[1], Role::GridWorker).await,
            builder.target(&town.villages[0], &town.grids[1], Role::VillageCadre).await,
        ];
        let mut tokens = Vec::new();
        for role in Role::ALL {
            let person = match role {
                Role::Liaison => builder.liaison(&town.grids[0], of_grid[0].household).await,
                Role::GridHead | Role::GridWorker => world.person("周工", role, &town.grids[0]),
                _ => world.person("赵干", role, &town.villages[0]),
            };
            tokens.push((role, world.token(person)));
        }
        Self { tokens, of_village, of_grid }
    }
}

struct Builder<'w> {
    world: &'w World,
    clerk: gridward_testkit::Client,
    running: Id,
    spare: Id,
    /// How many have come back so far.
    returned: Cell<usize>,
}

impl<'w> Builder<'w> {
    async fn new(world: &'w World, town: &Fixture) -> Self {
        let clerk = world.client(world.person("钱文书", Role::Clerk, &town.town));
        let body = json!({ "name": "闲人", "work_phone": "", "area_id": town.grids[0].id });
        let spare = id_of(&clerk.post("/api/v1/people", body).await.good()["id"]);
        Self { world, clerk, running: running_by(world, town, "covid19/national-ed9"), spare, returned: Cell::new(0) }
    }

    async fn target(&self, area: &Area, grid: &Area, role: Role) -> Target {
        let residents = json!([{ "name": "李伟", "relation": "head", "phone": PHONE }]);
        let body = json!({ "grid_id": grid.id, "door": "1号", "residents": residents });
        let home = self.clerk.post("/api/v1/households", body).await.good();
        let person = self.world.person("吴岗", role, area);
        let posts = self.clerk.get(&format!("/api/v1/posts?person={person}")).await.good();
        let digits = format!("{:06}", 900_000 + area.ord / 1_000 % 100_000);
        let codes = format!("/api/v1/areas/{}/codes", area.id);
        let issued = self.clerk.post(&codes, json!({ "code": digits, "from_on": "2022-01-01" })).await;
        let code = if issued.status.is_success() { id_of(&issued.body["id"]) } else { self.code_of(&codes).await };
        let arrival = self.arrival(grid).await;
        let (plan, follow_up) = self.measure(arrival).await;
        Target {
            area: area.clone(),
            grid: grid.id,
            household: id_of(&home["id"]),
            resident: id_of(&home["residents"][0]["id"]),
            person,
            post: id_of(&posts["items"][0]["id"]),
            code,
            directive: self.directive(area).await,
            response: self.response(area).await,
            arrival,
            plan,
            follow_up,
            help_request: self.help_request(arrival, grid),
            spare: self.spare,
            nothing: self.world.app.ids().make(),
            tomorrow: self.world.clock.now().0 + 86_400_000,
        }
    }

    async fn directive(&self, area: &Area) -> Id {
        let deadline = self.world.clock.now().0 + 86_400_000;
        let draft = json!({ "title": "入户排查", "body": "每户排查。", "source_document": "", "priority": "normal",
            "deadline_at": deadline, "scope": [area.id] });
        let made = self.clerk.post("/api/v1/directives", draft).await.good();
        let id = id_of(&made["id"]);
        self.clerk.post(&format!("/api/v1/directives/{id}/issue"), json!({ "rev": made["rev"] })).await.good();
        id
    }

    async fn arrival(&self, grid: &Area) -> Id {
        const RETURNED: [&str; 8] = ["郑甲", "郑乙", "郑丙", "郑丁", "郑戊", "郑己", "郑庚", "郑辛"];
        let name = RETURNED[self.returned.get()];
        self.returned.set(self.returned.get() + 1);
        let body = json!({ "response_id": self.running, "channel": "desk", "arrived_on": "2022-04-15",
            "destination": { "area_id": grid.id }, "people": [{ "name": name, "phone": PHONE }] });
        id_of(&self.clerk.post("/api/v1/arrivals", body).await.good()["items"][0]["id"])
    }

    /// Puts an arrival under a measure; answers the plan and what is due by it today.
    async fn measure(&self, arrival: Id) -> (Id, Id) {
        let verify = json!({ "rev": 1, "by": "visit" });
        self.clerk.post(&format!("/api/v1/arrivals/{arrival}/verify"), verify).await.good();
        let contact = json!([{ "kind": "close_contact", "last_on": "2022-04-14" }]);
        let told = json!({ "arrival_id": arrival, "exposures": contact });
        let plan = self.clerk.post("/api/v1/plans/assess", told).await.good()["plans"][0]["id"].clone();
        let due = self.clerk.get("/api/v1/follow_ups?limit=200").await.good();
        let own = due["items"].as_array().unwrap().iter().find(|one| one["plan_id"] == plan).unwrap();
        (id_of(&plan), id_of(&own["id"]))
    }

    fn help_request(&self, arrival: Id, grid: &Area) -> Id {
        let (response, ord) = (self.running, grid.ord);
        let input = AskHelp { kind: HelpKind::Food, told: String::new() };
        self.world.run(move |tx, ctx| ask(tx, ctx, (arrival, response, ord), &input)).unwrap().id
    }

    async fn response(&self, area: &Area) -> Id {
        let terms = json!({ "name": "返乡防控", "purpose": "核实返乡人员。", "legal_basis": "潢防指〔2022〕12号",
            "from_at": self.world.clock.now(), "retention_days": 30, "backup_days": 30, "area_id": area.id });
        id_of(&self.clerk.post("/api/v1/responses", terms).await.good()["id"])
    }

    async fn code_of(&self, codes: &str) -> Id {
        id_of(&self.clerk.get(codes).await.good()["items"][0]["id"])
    }

    /// A liaison of one household.
    async fn liaison(&self, grid: &Area, household: Id) -> Id {
        let body = json!({ "name": "刘联户", "work_phone": "", "area_id": grid.id });
        let person = id_of(&self.clerk.post("/api/v1/people", body).await.good()["id"]);
        let post = json!({ "person_id": person, "role": "liaison", "area_id": grid.id, "households": [household] });
        self.clerk.post("/api/v1/posts", post).await.good();
        person
    }
}

fn id_of(value: &serde_json::Value) -> Id {
    value.as_str().unwrap_or_else(|| panic!("no identity: {value}")).parse().unwrap()
}
