mod assess;
mod confirm;
mod leave;
mod screen;
mod send;

use gridward_database::Engine;
use gridward_domain::Id;
use gridward_domain::access::Role;
use gridward_server::jobs::{JOBS, Timetable, run_due};
use gridward_testkit::{Client, Fixture, Method, Reply, World};
use serde_json::{Value, json};

use crate::arrivals::path;
use crate::risk_areas::table;

/// A place in 上海市浦东新区, whose text names its township.
pub(crate) const ZHANGJIANG: &str = "高风险,上海市,上海市,浦东新区,张江镇某小区";

/// A town with its clerk and a response that goes by the ninth edition.
pub(crate) struct Office {
    pub(crate) world: World,
    pub(crate) town: Fixture,
    pub(crate) clerk: Client,
    pub(crate) response: String,
    person: Id,
}

impl Office {
    pub(crate) async fn on(engine: Engine) -> Self {
        let world = World::new(engine);
        let town = world.town();
        let person = world.person("赵文书", Role::Clerk, &town.town);
        let clerk = world.client(person);
        let terms = json!({ "area_id": town.town.id, "name": "返乡人员健康管理", "purpose": "核实返乡人员。",
            "legal_basis": "潢防指〔2022〕12号", "programme": "covid19/national-ed9", "from_at": world.clock.now(),
            "retention_days": 30, "backup_days": 14 });
        let response = clerk.post("/api/v1/responses", terms).await.good()["id"].as_str().unwrap().to_owned();
        Self { world, town, clerk, response, person }
    }

    /// Time goes by, and the clerk logs in again.
    pub(crate) fn later(&mut self, milliseconds: i64) {
        self.world.clock.advance(milliseconds);
        self.clerk = self.world.client(self.person);
    }

    /// The next day comes, and the jobs run.
    pub(crate) async fn next_day(&mut self) {
        self.later(86_400_000);
        self.run_jobs().await;
    }

    pub(crate) async fn run_jobs(&self) {
        let done = run_due(&self.world.app, &mut Timetable::new(JOBS)).await;
        assert_eq!(done.len(), JOBS.len(), "{done:?}");
    }

    /// Uploads rows as a list; answers the preview.
    pub(crate) async fn upload(&mut self, rows: &[&str]) -> Value {
        self.later(60_000);
        let file = table("2022年4月15日20时", rows);
        let path = format!("/api/v1/risk_areas/uploads?response={}", self.response);
        self.clerk.upload(&path, "名单.csv", file.as_bytes()).await.good()
    }

    /// Puts an upload in force; answers the list.
    pub(crate) async fn put(&self, preview: &Value) -> Value {
        let path = format!("/api/v1/risk_areas/uploads/{}/put-in-force", preview["upload"].as_str().unwrap());
        self.clerk.post(&path, json!({ "source": "国务院客户端" })).await.good()
    }

    pub(crate) async fn in_force(&mut self, rows: &[&str]) -> Value {
        let preview = self.upload(rows).await;
        self.put(&preview).await
    }

    /// Registers somebody who came to the first grid today, straight from a place they left yesterday.
    pub(crate) async fn register(&self, name: &str, (code, place): (&str, &str)) -> Value {
        let stay = if code.is_empty() {
            json!({ "place": place, "from_on": "2022-03-01", "to_on": "2022-04-14" })
        } else {
            json!({ "area_code": code, "place": place, "from_on": "2022-03-01", "to_on": "2022-04-14" })
        };
        let input = json!({ "response_id": self.response, "channel": "phone_call", "arrived_on": "2022-04-15",
            "destination": { "area_id": self.town.grids[0].id, "place": "3号" }, "people": [{ "name": name }],
            "stays": [stay] });
        self.clerk.post("/api/v1/arrivals", input).await.good()["items"][0].clone()
    }

    /// Registers and verifies somebody; answers where the arrival stands.
    pub(crate) async fn verified(&self, name: &str, from: (&str, &str)) -> Value {
        let made = self.register(name, from).await;
        self.clerk.post(&format!("{}/verify", path(&made)), json!({ "rev": 1, "by": "visit" })).await.good()
    }

    /// 李伟 from 浦东新区, whose stay is known to the county.
    pub(crate) async fn li(&self) -> Value {
        self.verified("李伟", ("310115", "上海市浦东新区")).await
    }

    /// 王芳 from 张江镇 by the words of her stay.
    pub(crate) async fn wang(&self) -> Value {
        self.verified("王芳", ("310115", "浦东新区张江镇")).await
    }

    /// The plans of an arrival, the newest first.
    pub(crate) async fn plans(&self, arrival: &Value) -> Vec<Value> {
        let (response, id) = (&self.response, arrival["id"].as_str().unwrap());
        let page = self.clerk.get(&format!("/api/v1/plans?response={response}&arrival={id}")).await.good();
        page["items"].as_array().unwrap().clone()
    }

    /// The one plan of an arrival in a state.
    pub(crate) async fn plan(&self, arrival: &Value, state: &str) -> Value {
        let found = self.plans(arrival).await;
        let mut found = found.into_iter().filter(|plan| plan["state"] == state);
        let plan = found.next().unwrap_or_else(|| panic!("no plan is {state}"));
        assert!(found.next().is_none(), "two plans are {state}");
        plan
    }

    /// The rules and states of an arrival's plans, in the order of their names.
    pub(crate) async fn rules(&self, arrival: &Value) -> Vec<String> {
        let plans = self.plans(arrival).await;
        let told = |plan: &Value| format!("{} {}", plan["rule"].as_str().unwrap(), plan["state"].as_str().unwrap());
        let mut rules: Vec<String> = plans.iter().map(told).collect();
        rules.sort();
        rules
    }

    pub(crate) async fn decide(&self, plan: &Value, verb: &str, reason: Option<&str>) -> Reply {
        let input = match reason {
            Some(reason) => json!({ "rev": plan["rev"], "reason": reason }),
            None => json!({ "rev": plan["rev"] }),
        };
        self.clerk.post(&format!("/api/v1/plans/{}/{verb}", plan["id"].as_str().unwrap()), input).await
    }

    /// What is or was due on a day.
    pub(crate) async fn due(&self, on: &str) -> Vec<Value> {
        let page = self.clerk.get(&format!("/api/v1/follow_ups?on={on}")).await.good();
        page["items"].as_array().unwrap().clone()
    }

    /// Visits and tests of a day as (kind, due, done, missed, escalated), all grids together.
    pub(crate) async fn day(&self, on: &str) -> Vec<(String, [i64; 4])> {
        let path = format!("/api/v1/follow_ups/counts?response={}&on={on}", self.response);
        let counts = self.clerk.get(&path).await.good();
        let number = |one: &Value, key: &str| one[key].as_i64().unwrap();
        let told = |one: &Value| {
            let sums = ["due", "done", "missed", "escalated"].map(|key| number(one, key));
            (one["kind"].as_str().unwrap().to_owned(), sums)
        };
        counts["items"].as_array().unwrap().iter().map(told).collect()
    }

    /// How many plans ask for each measure.
    pub(crate) async fn measures(&self) -> Vec<(String, i64)> {
        let counts = self.clerk.get(&format!("/api/v1/plans/counts?response={}", self.response)).await.good();
        let items = counts["items"].as_array().unwrap().iter();
        items.map(|one| (one["measure"].as_str().unwrap().to_owned(), one["plans"].as_i64().unwrap())).collect()
    }

    pub(crate) async fn patch(&self, path: &str, body: Value) -> Reply {
        self.clerk.send(Method::PATCH, path, Some(body), Some(self.world.app.ids().make())).await
    }

    pub(crate) async fn put_json(&self, path: &str, body: Value) -> Reply {
        self.clerk.send(Method::PUT, path, Some(body), Some(self.world.app.ids().make())).await
    }

    /// Where an arrival stands now.
    pub(crate) async fn state(&self, arrival: &Value) -> String {
        self.clerk.get(&path(arrival)).await.good()["state"].as_str().unwrap().to_owned()
    }
}

pub(crate) fn measured(pairs: &[(&str, i64)]) -> Vec<(String, i64)> {
    pairs.iter().map(|(measure, count)| ((*measure).to_owned(), *count)).collect()
}
