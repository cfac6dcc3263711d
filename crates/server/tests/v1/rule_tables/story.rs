use gridward_testkit::both_engines;
use serde_json::{Value, json};

use super::{newest_screening, row, sums, table};
use crate::plans::{Office, ZHANGJIANG, measured};

#[tokio::test(flavor = "multi_thread")]
async fn a_trial_says_what_the_table_then_does_and_taking_it_back_brings_the_plans_back() {
    for engine in both_engines() {
        let mut office = Office::with_a_code(engine).await;
        office.in_force(&[ZHANGJIANG]).await;
        office.run_jobs().await;
        let (li, wang) = (office.li().await, office.wang().await);
        let chen = office.verified("陈强", ("440305", "深圳市南山区")).await;
        let near = office.verified("何近", ("411526", "河南省信阳市潢川县")).await;
        let (before, plan_before) = (office.measures().await, office.plan(&li, "in_force").await);
        assert_eq!(before, measured(&[("self_monitoring", 2), ("waits", 2)]));
        let visits_before = office.visits().await;

        office.later(60_000);
        let draft = office.draft(&table()).await;
        assert_eq!((&draft["state"], &draft["version"]), (&json!("draft"), &json!(0)));
        let trial = office.try_table(&draft).await.good();
        assert_eq!((trial["looked"].as_i64(), sums(&trial)), (Some(4), [1, 2, 0, 0]));
        assert_eq!((office.measures().await, office.visits().await), (before.clone(), visits_before), "it wrote");

        let put = office.put_table(&draft, None).await.good();
        assert_eq!((&put["state"], &put["version"]), (&json!("in_force"), &json!(1)));
        office.run_jobs().await;
        assert_eq!(newest_screening(&office).await, ("rules".to_owned(), sums(&trial)));
        let number = |key: &str| trial[key].as_i64().unwrap();
        assert_eq!(office.visits().await, visits_before + number("visits_added") - number("visits_dropped"));
        assert!(number("visits_added") > 0 && number("visits_dropped") > 0, "{trial}");
        assert_eq!(office.measures().await, measured(&[("home_quarantine", 3), ("waits", 2)]));
        assert_eq!(office.plans(&near).await.len(), 0);
        let plan = office.plan(&chen, "in_force").await;
        assert_eq!(plan["rule_set"], format!("table-{}", put["id"].as_str().unwrap()));
        assert_eq!((&plan["revision"], &plan["release_on"]), (&json!(1), &json!("2022-04-21")));
        let source = plan["source"].as_str().unwrap();
        let told = ["潢防指〔2022〕15号", "外省返乡人员管控", "version 1", "附件1 #1"];
        assert!(told.iter().all(|part| source.contains(part)), "{source}");
        let sentences = plan["sentences"].to_string();
        assert!(sentences.contains("黄寺岗镇 added this, because: 近期返乡人员集中。"), "{sentences}");
        assert_eq!(office.plan(&wang, "in_force").await["rule"], "table:other_province");

        office.later(60_000);
        let back = office.take_table_back(&put).await.good();
        assert_eq!((&back["state"], &back["withdrawn_reason"]), (&json!("taken_back"), &json!("抄错了天数")));
        office.run_jobs().await;
        assert_eq!(newest_screening(&office).await, ("corrected".to_owned(), [0, 2, 1, 0]));
        assert_eq!((office.measures().await, office.visits().await), (before, visits_before));
        let plan_after = office.plan(&li, "in_force").await;
        for key in ["rule", "rule_set", "day_one", "release_on", "phases", "tests", "sentences"] {
            assert_eq!(plan_after[key], plan_before[key], "{key}");
        }
        assert_eq!(office.state(&chen).await, "released");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_that_takes_the_place_of_another_is_undone_to_that_one() {
    for engine in both_engines() {
        let mut office = Office::with_a_code(engine).await;
        let chen = office.verified("陈强", ("440305", "深圳市南山区")).await;
        office.by_table(&table()).await;
        let first = office.plan(&chen, "in_force").await;
        let mut shorter = table();
        shorter["rows"] = json!([row("abroad", &[], "home_quarantine", 7)]);
        let second = office.by_table(&shorter).await;
        assert_eq!((&second["version"], office.measures().await), (&json!(2), vec![]));
        assert_eq!(office.state(&chen).await, "released");
        office.later(60_000);
        office.take_table_back(&second).await.good();
        office.run_jobs().await;
        let again = office.plan(&chen, "in_force").await;
        assert_eq!((&again["rule_set"], &again["release_on"]), (&first["rule_set"], &first["release_on"]));
        let list = office.clerk.get(&format!("/api/v1/rule_tables?response={}", office.response)).await.good();
        let states: Vec<&str> =
            list["items"].as_array().unwrap().iter().map(|one| one["state"].as_str().unwrap()).collect();
        assert_eq!(states, ["taken_back", "in_force"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_for_named_areas_is_for_those_alone_and_asks_where_a_stay_is_known_too_coarsely() {
    for engine in both_engines() {
        let mut office = Office::with_a_code(engine).await;
        let li = office.li().await;
        let chen = office.verified("陈强", ("440305", "深圳市南山区")).await;
        let coarse = office.verified("孙沪", ("31", "上海市")).await;
        let mut of_pudong = table();
        of_pudong["rows"][0]["areas"] = json!([{ "code": "310115", "name": "浦东新区" }]);
        office.by_table(&of_pudong).await;
        let plan = office.plan(&li, "in_force").await;
        assert_eq!(plan["rule"], "table:other_province:310115000000");
        assert!(plan["sentences"].to_string().contains("stayed in another province (浦东新区)"), "{plan}");
        assert_eq!(office.plans(&chen).await.len(), 0);
        assert_eq!(office.plan(&coarse, "waits").await["ask"][0]["why"], "too_coarse");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_match_that_waits_is_asked_anew_when_a_later_table_asks_something_else() {
    for engine in both_engines() {
        let mut office = Office::with_a_code(engine).await;
        office.in_force(&[ZHANGJIANG]).await;
        office.run_jobs().await;
        let wang = office.wang().await;
        let of_township = |days| {
            let mut table = table();
            table["rows"] = json!([row("same_township", &["high"], "central_quarantine", days)]);
            table
        };
        office.by_table(&of_township(14)).await;
        let waits = office.plan(&wang, "waits").await;
        assert_eq!((&waits["rule"], &waits["release_on"]), (&json!("table:same_township:high"), &json!("2022-04-28")));
        office.later(60_000);
        let draft = office.draft(&of_township(10)).await;
        office.put_table(&draft, None).await.good();
        let seen_before = office.decide(&waits, "confirm", None).await;
        assert_eq!(seen_before.code(), "changed_meanwhile");
        office.run_jobs().await;
        let anew = office.plan(&wang, "waits").await;
        assert_eq!(anew["release_on"], "2022-04-24");
        office.decide(&anew, "confirm", None).await.good();
        assert_eq!(office.plan(&wang, "in_force").await["release_on"], "2022-04-24");
        // What was confirmed holds on under a table that asks more of the same people.
        office.by_table(&of_township(12)).await;
        let plan = office.plan(&wang, "in_force").await;
        assert_eq!((&plan["release_on"], &plan["confirmed"]), (&json!("2022-04-26"), &json!(true)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_check_tells_rows_to_mend_and_rows_that_never_win_and_proposes_sentences() {
    for engine in both_engines() {
        let office = Office::with_a_code(engine).await;
        let mut typed = table();
        typed["rows"] = json!([
            row("same_county", &["high"], "self_monitoring", 2),
            row("same_county", &["high"], "self_monitoring", 9),
        ]);
        typed["rows"][0]["phases"][0]["tests"] = json!([]);
        let asked = json!({ "response_id": office.response, "table": typed });
        let found = office.clerk.post("/api/v1/rule_tables/check", asked).await.good();
        let told: Vec<(Option<i64>, &str, bool)> = found["remarks"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| (one["row"].as_i64(), one["code"].as_str().unwrap(), one["stops"].as_bool().unwrap()))
            .collect();
        let expected =
            [(None, "uncovered", false), (Some(1), "outweighed_by_base", false), (Some(2), "rows_overlap", true)];
        assert_eq!(told, expected);
        let proposed = &found["rows"][1]["proposed"]["zh-CN"];
        assert_eq!(proposed, "到过名单所列地点所在县（市、区）（高风险）的，自我健康监测9天，做3次检测");
        let base = office.clerk.get(&format!("/api/v1/rule_tables/base?response={}", office.response)).await.good();
        assert_eq!((&base["look_back_days"], &base["for_present"]), (&json!(7), &json!("milder")));
        assert!(base["slots"].as_array().unwrap().iter().any(|slot| slot["id"] == "village_doctor"));
        assert_eq!(base["rules"].as_array().map(Vec::len), Some(6));
        let none: Vec<Value> = vec![];
        let list = office.clerk.get(&format!("/api/v1/rule_tables?response={}", office.response)).await.good();
        assert_eq!(list["items"], json!(none), "a check writes nothing");
    }
}
