use gridward_testkit::both_engines;
use serde_json::json;

use super::{Office, ZHANGJIANG, measured};
use crate::arrivals::path;

#[tokio::test(flavor = "multi_thread")]
async fn whoever_moves_house_is_followed_up_where_they_are_now() {
    for engine in both_engines() {
        let mut office = Office::on(engine).await;
        office.in_force(&[ZHANGJIANG]).await;
        let li = office.li().await;
        let to = json!({ "area_id": office.town.grids[2].id, "place": "5号" });
        let moved = json!({ "rev": li["rev"], "destination": to });
        office.clerk.post(&format!("{}/route", path(&li)), moved).await.good();
        let due = office.due("2022-04-16").await;
        assert_eq!(due.len(), 2);
        assert!(due.iter().all(|one| one["grid_id"] == json!(office.town.grids[2].id) && one["place"] == "5号"));
        let there = format!("/api/v1/plans/counts?response={}&area={}", office.response, office.town.grids[2].id);
        assert_eq!(office.clerk.get(&there).await.good()["items"].as_array().unwrap().len(), 2);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_goes_elsewhere_is_followed_up_there_and_no_longer_here() {
    for engine in both_engines() {
        let mut office = Office::on(engine).await;
        office.in_force(&[ZHANGJIANG]).await;
        let li = office.li().await;
        let forward = json!({ "rev": li["rev"], "to": "光山县", "how_known": "called", "reason": "去岳父家" });
        office.clerk.post(&format!("{}/forward", path(&li)), forward).await.good();
        let ended = office.plans(&li).await;
        assert!(ended.iter().all(|plan| plan["state"] == "ended" && plan["why"] == "went_elsewhere"), "{ended:?}");
        assert_eq!((office.due("2022-04-16").await.len(), office.measures().await), (0, vec![]));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_asked_any_more_of_somebody_who_died() {
    for engine in both_engines() {
        let mut office = Office::on(engine).await;
        office.in_force(&[ZHANGJIANG]).await;
        let li = office.li().await;
        let plan = office.plan(&li, "in_force").await;
        office.decide(&plan, "end", Some("村医证明")).await.good();
        assert_eq!((office.state(&li).await.as_str(), office.measures().await), ("assessed", vec![]));
        let again = json!({ "arrival_id": li["id"] });
        office.clerk.post("/api/v1/plans/assess", again).await.good();
        assert_eq!(office.measures().await, measured(&[]));
        assert_eq!(office.due("2022-04-16").await.len(), 0);
    }
}
