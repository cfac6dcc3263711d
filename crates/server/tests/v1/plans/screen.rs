use gridward_testkit::both_engines;
use serde_json::{Value, json};

use super::{Office, ZHANGJIANG, measured};

const FAR: &str = "高风险,吉林省,吉林市,昌邑区,延江街道江山帝景小区";

/// The newest screening.
async fn newest(office: &Office) -> Value {
    let path = format!("/api/v1/plans/screenings?response={}", office.response);
    office.clerk.get(&path).await.good()["items"][0].clone()
}

fn sums(of: &Value) -> [i64; 4] {
    let grids = of["grids"].as_array().unwrap();
    ["begun", "changed", "released", "possible"].map(|key| grids.iter().map(|grid| grid[key].as_i64().unwrap()).sum())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_list_looks_again_at_those_it_can_touch_and_a_trial_says_so_before() {
    for engine in both_engines() {
        let mut office = Office::on(engine).await;
        let (li, wang) = (office.li().await, office.wang().await);
        let chen = office.verified("陈强", ("440305", "深圳市南山区")).await;
        assert_eq!((&li["state"], &wang["state"]), (&json!("assessed"), &json!("assessed")));
        let preview = office.upload(&[ZHANGJIANG]).await;
        let path = format!("/api/v1/risk_areas/uploads/{}/trial", preview["upload"].as_str().unwrap());
        let trial = office.clerk.get(&path).await.good();
        assert_eq!((trial["looked"].as_i64(), sums(&trial)), (Some(2), [2, 0, 0, 2]));
        assert_eq!(office.measures().await, []);
        office.put(&preview).await;
        office.run_jobs().await;
        let screening = newest(&office).await;
        assert!(screening["done_at"].is_i64(), "{screening}");
        assert_eq!((screening["looked"].as_i64(), sums(&screening)), (Some(2), [2, 0, 0, 2]));
        assert_eq!(office.measures().await, measured(&[("self_monitoring", 2), ("waits", 2)]));
        assert_eq!((office.state(&li).await, office.state(&chen).await), ("under_measure".into(), "assessed".into()));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_no_longer_names_the_place_lets_the_plan_run_to_its_end_by_the_rule_of_the_ninth_edition() {
    for engine in both_engines() {
        let mut office = Office::on(engine).await;
        office.in_force(&[ZHANGJIANG]).await;
        office.run_jobs().await;
        let li = office.li().await;
        let before = office.rules(&li).await;
        office.in_force(&[FAR]).await;
        office.run_jobs().await;
        assert_eq!(newest(&office).await["looked"], 1);
        assert_eq!(office.rules(&li).await, before);
        assert_eq!(office.state(&li).await, "under_measure");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_is_taken_back_takes_back_the_measures_it_brought() {
    for engine in both_engines() {
        let mut office = Office::on(engine).await;
        let li = office.li().await;
        let list = office.in_force(&[ZHANGJIANG]).await;
        office.run_jobs().await;
        assert_eq!(office.state(&li).await, "under_measure");
        office.later(60_000);
        let path = format!("/api/v1/risk_areas/lists/{}/withdraw", list["id"].as_str().unwrap());
        office.clerk.post(&path, json!({ "reason": "传错了文件" })).await.good();
        office.run_jobs().await;
        assert_eq!((office.state(&li).await, office.measures().await), ("released".to_owned(), vec![]));
        let screening = newest(&office).await;
        assert_eq!((&screening["cause"], sums(&screening)), (&json!("corrected"), [0, 0, 1, 0]));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_list_again_changes_nothing() {
    for engine in both_engines() {
        let mut office = Office::on(engine).await;
        office.in_force(&[ZHANGJIANG]).await;
        let wang = office.wang().await;
        let before = office.rules(&wang).await;
        office.in_force(&[FAR, ZHANGJIANG]).await;
        office.run_jobs().await;
        assert_eq!((office.rules(&wang).await, sums(&newest(&office).await)), (before, [0; 4]));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn other_rules_look_again_at_everybody() {
    for engine in both_engines() {
        let mut office = Office::on(engine).await;
        office.in_force(&[ZHANGJIANG]).await;
        let li = office.li().await;
        office.later(60_000);
        let path = format!("/api/v1/responses/{}", office.response);
        let shown = office.clerk.get(&path).await.good();
        let details = &shown["details"];
        let terms = json!({ "rev": details["rev"], "name": shown["name"], "purpose": shown["purpose"],
            "legal_basis": details["legal_basis"], "programme": "covid19/twenty-measures",
            "from_at": details["from_at"], "retention_days": 30, "backup_days": 14 });
        office.put_json(&path, terms).await.good();
        office.run_jobs().await;
        let screening = newest(&office).await;
        assert_eq!((&screening["cause"], &screening["looked"]), (&json!("rules"), &json!(1)));
        assert_eq!(office.plans(&li).await.iter().filter(|plan| plan["state"] == "in_force").count(), 0);
    }
}
