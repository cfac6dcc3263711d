mod large;
mod lists;
mod waiting;

use gridward_database::Engine;
use gridward_domain::access::Role;
use gridward_domain::areas::Division;
use gridward_domain::{Id, Timestamp};
use gridward_server::areas::{self, Area, ImportOptions};
use gridward_testkit::{Client, Method, Reply, World};
use serde_json::{Value, json};

/// A list as a table: a title with the moment and the totals, the head, then `level,province,city,county,place`.
pub(crate) fn table(as_of: &str, rows: &[&str]) -> String {
    let count = |level: &str| rows.iter().filter(|row| row.starts_with(level)).count();
    let (high, medium) = (count("高"), count("中"));
    let title = format!("截至{as_of}，全国现有{high}个高风险地区，{medium}个中风险地区,,,,");
    format!("{title}\n等级,省,市,县,地点\n{}\n", rows.join("\n"))
}

pub(crate) const NEAR: &str = "高风险,河南省,信阳市,潢川县,黄寺岗镇史寨村一组";
pub(crate) const STREET: &str = "中风险,河南省,信阳市,潢川县,弋阳街道光州小区";
pub(crate) const FAR: &str = "高风险,吉林省,吉林市,昌邑区,延江街道江山帝景小区";
pub(crate) const NOWHERE: &str = "中风险,吉林省,吉林市,经开区,九站街道雾凇水岸小区";

/// A town whose county and neighbours are known, with an open response and a clerk.
pub(crate) struct Town {
    pub(crate) world: World,
    pub(crate) clerk: Client,
    pub(crate) response: String,
    pub(crate) area: Area,
    person: Id,
}

impl Town {
    pub(crate) async fn on(engine: Engine) -> Self {
        let world = World::new(engine);
        let rows = [
            ("410000000000", "河南省", "", 1),
            ("411500000000", "信阳市", "410000000000", 2),
            ("411526000000", "潢川县", "411500000000", 3),
            ("411526109000", "黄寺岗镇", "411526000000", 4),
            ("411526109202", "史寨村", "411526109000", 5),
        ];
        let rows: Vec<Division> = rows
            .into_iter()
            .map(|(code, name, parent, level)| Division {
                line: 1,
                code: code.to_owned(),
                name: name.to_owned(),
                parent_code: Some(parent.to_owned()).filter(|parent| !parent.is_empty()),
                level,
            })
            .collect();
        let area = world
            .run(move |tx, ctx| {
                areas::import(tx, ctx, &rows, ImportOptions { dry_run: false, codes_from: None })?;
                Ok(areas::by_code(tx, ctx, "411526109000", None)?.items.remove(0))
            })
            .unwrap();
        let person = world.person("李文书", Role::Clerk, &area);
        let clerk = world.client(person);
        let terms = json!({ "area_id": area.id, "name": "返乡人员健康管理", "purpose": "核实返乡人员。",
            "legal_basis": "潢防指〔2022〕12号", "from_at": world.clock.now(), "retention_days": 30, "backup_days": 14 });
        let response = clerk.post("/api/v1/responses", terms).await.good();
        let response = response["id"].as_str().unwrap().to_owned();
        Self { world, clerk, response, area, person }
    }

    /// Time goes by, and the clerk logs in again.
    pub(crate) fn later(&mut self, milliseconds: i64) {
        self.world.clock.advance(milliseconds);
        self.clerk = self.world.client(self.person);
    }

    pub(crate) async fn uploaded(&self, table: &str) -> Value {
        let path = format!("/api/v1/risk_areas/uploads?response={}", self.response);
        self.clerk.upload(&path, "名单.csv", table.as_bytes()).await.good()
    }

    pub(crate) async fn put(&self, preview: &Value, more: Value) -> Reply {
        let mut input = json!({ "source": "国务院客户端" });
        if let (Value::Object(input), Value::Object(more)) = (&mut input, more) {
            input.extend(more);
        }
        let path = format!("/api/v1/risk_areas/uploads/{}/put-in-force", preview["upload"].as_str().unwrap());
        self.clerk.post(&path, input).await
    }

    /// Uploads rows and puts them in force a minute later.
    pub(crate) async fn in_force(&mut self, rows: &[&str]) -> Value {
        self.later(Timestamp::HOUR / 60);
        let preview = self.uploaded(&table("2022年4月15日20时", rows)).await;
        self.put(&preview, json!({})).await.good()
    }

    /// The places in force as (level, text, certainty, waits).
    /// The response goes by another rule set from now on.
    pub(crate) async fn goes_by(&self, programme: &str) {
        let path = format!("/api/v1/responses/{}", self.response);
        let known = self.clerk.get(&path).await.good();
        let (details, name, purpose) = (&known["details"], &known["name"], &known["purpose"]);
        let terms = json!({
            "rev": details["rev"], "name": name, "purpose": purpose, "legal_basis": details["legal_basis"],
            "programme": programme, "from_at": details["from_at"], "retention_days": details["retention_days"],
            "backup_days": details["backup_days"],
        });
        self.clerk.send(Method::PUT, &path, Some(terms), None).await.good();
    }

    pub(crate) async fn places(&self) -> Vec<(String, String, String, bool)> {
        let page = self.clerk.get(&format!("/api/v1/risk_areas?response={}", self.response)).await.good();
        let text = |item: &Value, key: &str| item[key].as_str().unwrap().to_owned();
        let items = page["items"].as_array().unwrap().iter();
        items
            .map(|item| {
                let waits = item["waits"].as_bool().unwrap();
                (text(item, "level"), text(item, "text"), text(item, "certainty"), waits)
            })
            .collect()
    }
}
