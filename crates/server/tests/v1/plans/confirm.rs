use gridward_domain::access::Role;
use gridward_testkit::both_engines;
use serde_json::json;

use super::{Office, ZHANGJIANG, measured};
use crate::arrivals::path as path_of;

#[tokio::test(flavor = "multi_thread")]
async fn a_match_by_name_makes_no_measure_before_a_person_has_confirmed_it() {
    for engine in both_engines() {
        let mut office = Office::on(engine).await;
        office.in_force(&[ZHANGJIANG]).await;
        let wang = office.wang().await;
        assert_eq!(office.measures().await, measured(&[("self_monitoring", 1), ("waits", 1)]));
        let queue = office.clerk.get(&format!("/api/v1/plans?response={}", office.response)).await.good();
        assert_eq!(queue["items"].as_array().unwrap().len(), 1);
        let waits = &queue["items"][0];
        assert_eq!((&waits["rule"], &waits["name"]), (&json!("high-risk-place"), &json!("王芳")));
        assert_eq!(waits["certainty"], "possible");
        office.decide(waits, "confirm", None).await.good();
        let plan = office.plan(&wang, "in_force").await;
        assert_eq!((&plan["rule"], &plan["confirmed"]), (&json!("high-risk-place"), &json!(true)));
        assert!(!plan["sentences"].to_string().contains("possible match by name"), "{plan}");
        assert_eq!(office.plan(&wang, "superseded").await["superseded_by"], plan["id"]);
        assert_eq!(office.measures().await, measured(&[("central_quarantine", 1)]));
        assert_eq!(office.due("2022-04-15").await.len(), 2);
        assert_eq!(office.decide(waits, "confirm", None).await.code(), "changed_meanwhile");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_person_confirmed_stays_and_what_they_rejected_is_not_asked_again() {
    for engine in both_engines() {
        let mut office = Office::on(engine).await;
        office.in_force(&[ZHANGJIANG]).await;
        let (wang, zhou) = (office.wang().await, office.verified("周敏", ("310115", "张江镇孙桥")).await);
        office.decide(&office.plan(&wang, "waits").await, "confirm", None).await.good();
        office.decide(&office.plan(&zhou, "waits").await, "reject", Some("到的是孙桥，不是该小区")).await.good();
        let (one, other) = (office.rules(&wang).await, office.rules(&zhou).await);
        for arrival in [&wang, &zhou] {
            let again = json!({ "arrival_id": arrival["id"] });
            office.clerk.post("/api/v1/plans/assess", again).await.good();
        }
        assert_eq!((office.rules(&wang).await, office.rules(&zhou).await), (one, other));
        assert_eq!(office.measures().await, measured(&[("central_quarantine", 1), ("self_monitoring", 1)]));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_grid_worker_sees_the_plans_of_the_grid_and_decides_on_none() {
    for engine in both_engines() {
        let mut office = Office::on(engine).await;
        office.in_force(&[ZHANGJIANG]).await;
        let wang = office.wang().await;
        let waits = office.plan(&wang, "waits").await;
        let path = format!("/api/v1/plans/{}", waits["id"].as_str().unwrap());
        let worker = office.world.client(office.world.person("周工", Role::GridWorker, &office.town.grids[0]));
        assert_eq!(worker.get(&path).await.good()["name"], "王芳");
        assert_eq!(worker.post(&format!("{path}/confirm"), json!({ "rev": 1 })).await.code(), "not_allowed");
        let beside = office.world.client(office.world.person("吴工", Role::GridWorker, &office.town.grids[1]));
        assert_eq!(beside.get(&path).await.code(), "not_found");
        let cadre = office.world.client(office.world.person("郑干", Role::VillageCadre, &office.town.villages[0]));
        cadre.post(&format!("{path}/confirm"), json!({ "rev": 1 })).await.good();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_says_which_stay_lies_beside_which_listed_place() {
    for engine in both_engines() {
        let mut office = Office::on(engine).await;
        office.in_force(&[ZHANGJIANG]).await;
        let wang = office.wang().await;
        let ground = office.plan(&wang, "waits").await["grounds"][0].clone();
        assert_eq!(
            (&ground["stay"]["place"], &ground["stay"]["to_on"]),
            (&json!("浦东新区张江镇"), &json!("2022-04-14"))
        );
        assert_eq!((&ground["place"], &ground["level"]), (&json!("上海市浦东新区张江镇某小区"), &json!("high")));
        let unplaced = office.verified("周敏", ("", "老家的厂里")).await;
        let asked = office.plan(&unplaced, "waits").await["grounds"][0].clone();
        assert_eq!((&asked["stay"]["place"], &asked["why"]), (&json!("老家的厂里"), &json!("not_placed")));
        assert_eq!(asked["place"], json!(null));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_somebody_was_told_of_an_exposure_stands_on_the_arrival() {
    for engine in both_engines() {
        let office = Office::on(engine).await;
        let li = office.li().await;
        let told = json!([{ "kind": "close_contact", "last_on": "2022-04-13" }]);
        let input = json!({ "arrival_id": li["id"], "exposures": told });
        office.clerk.post("/api/v1/plans/assess", input).await.good();
        assert_eq!(office.clerk.get(&path_of(&li)).await.good()["exposures"], told);
    }
}
