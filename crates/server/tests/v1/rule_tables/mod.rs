mod hours;
mod refused;
mod story;

use gridward_database::Engine;
use gridward_testkit::Reply;
use serde_json::{Value, json};

use crate::plans::Office;

/// A table for those from another province: seven days of home quarantine with three tests, for those who are here, too.
pub(crate) fn table() -> Value {
    json!({ "title": "外省返乡人员管控", "source": "潢防指〔2022〕15号", "locator": "附件1",
        "reason": { "zh-CN": "近期返乡人员集中。", "en": "" }, "from_on": "2022-04-15", "for_present": "reassess",
        "rows": [row("other_province", &[], "home_quarantine", 7)] })
}

pub(crate) fn row(class: &str, levels: &[&str], kind: &str, days: u16) -> Value {
    json!({ "class": class, "levels": levels, "clock": "left_area", "phases": [{ "kind": kind, "days": days, "tests": [1, 4, 7],
        "checks_per_day": null, "care_team": ["village_doctor", "grid_worker"], "fallback": null }] })
}

/// What the newest screening changed: begun, changed, released, possible.
pub(crate) async fn newest_screening(office: &Office) -> (String, [i64; 4]) {
    let path = format!("/api/v1/plans/screenings?response={}", office.response);
    let newest = office.clerk.get(&path).await.good()["items"][0].clone();
    (newest["cause"].as_str().unwrap_or_default().to_owned(), sums(&newest))
}

pub(crate) fn sums(of: &Value) -> [i64; 4] {
    let grids = of["grids"].as_array().map(Vec::as_slice).unwrap_or_default();
    ["begun", "changed", "released", "possible"].map(|key| grids.iter().map(|grid| grid[key].as_i64().unwrap()).sum())
}

impl Office {
    /// An office of a town with an official code, from which "another province" is meant.
    pub(crate) async fn with_a_code(engine: Engine) -> Self {
        let office = Self::on(engine).await;
        let codes = format!("/api/v1/areas/{}/codes", office.town.town.id);
        office.clerk.post(&codes, json!({ "code": "411526109", "from_on": "2022-01-01" })).await.good();
        office
    }

    pub(crate) async fn draft(&self, table: &Value) -> Value {
        let draft = json!({ "response_id": self.response, "table": table });
        self.clerk.post("/api/v1/rule_tables", draft).await.good()
    }

    pub(crate) async fn put_table(&self, draft: &Value, at: Option<i64>) -> Reply {
        let path = format!("/api/v1/rule_tables/{}/put-in-force", draft["id"].as_str().unwrap());
        self.clerk.post(&path, json!({ "rev": draft["rev"], "at": at })).await
    }

    /// Drafts a table, puts it in force, and looks at everybody.
    pub(crate) async fn by_table(&mut self, table: &Value) -> Value {
        self.later(60_000);
        let draft = self.draft(table).await;
        let put = self.put_table(&draft, None).await.good();
        self.run_jobs().await;
        put
    }

    pub(crate) async fn take_table_back(&self, table: &Value) -> Reply {
        let path = format!("/api/v1/rule_tables/{}/withdraw", table["id"].as_str().unwrap());
        self.clerk.post(&path, json!({ "reason": "抄错了天数" })).await
    }

    pub(crate) async fn try_table(&self, draft: &Value) -> Reply {
        self.clerk.get(&format!("/api/v1/rule_tables/{}/trial", draft["id"].as_str().unwrap())).await
    }

    /// Visits and tests that are due on the days from the clock's, cancelled ones left out.
    pub(crate) async fn visits(&self) -> i64 {
        let mut visits = 0;
        for day in 15..=28 {
            visits += self.day(&format!("2022-04-{day}")).await.iter().map(|(_, [due, ..])| due).sum::<i64>();
        }
        visits
    }

    pub(crate) async fn state_of_table(&self, table: &Value) -> String {
        let path = format!("/api/v1/rule_tables/{}", table["id"].as_str().unwrap());
        self.clerk.get(&path).await.good()["state"].as_str().unwrap().to_owned()
    }
}
