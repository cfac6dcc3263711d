use gridward_domain::Timestamp;
use gridward_domain::access::Role;
use gridward_testkit::both_engines;
use serde_json::json;

use super::{Town, figures};

#[tokio::test(flavor = "multi_thread")]
async fn the_town_signs_by_issuing_and_the_tiers_below_sign_for_their_own_area() {
    for engine in both_engines() {
        let town = Town::on(engine);
        let id = town.issued().await;
        let path = format!("/api/v1/directives/{id}/signatures");
        let head = town.in_grid("王网格长", Role::GridHead, 0);
        let village = json!({ "area_id": town.fixture.villages[0].id });
        assert_eq!(head.post(&path, village.clone()).await.code(), "not_allowed");
        let mine = head.get(&path).await.good();
        let to_sign: Vec<&str> = mine["items"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|item| item["mine"] == true)
            .map(|item| item["area_name"].as_str().unwrap())
            .collect();
        assert_eq!(to_sign, ["黄寺岗村第1村民组"]);
        head.post(&path, json!({ "area_id": town.fixture.grids[0].id })).await.good();
        let cadre = town.world.client(town.world.person("赵村干", Role::VillageCadre, &town.fixture.villages[0]));
        assert_eq!(cadre.post(&path, village).await.good()["version"], 1);
        let signed = town.clerk.get(&path).await.good();
        let tiers: Vec<Vec<i64>> =
            signed["tiers"].as_array().unwrap().iter().map(|tier| figures(tier, &["signed", "areas"])).collect();
        assert_eq!(tiers, [[1, 1], [1, 2], [1, 4]]);
        assert_eq!(signed["items"][0]["signed_by"], "李文书");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signature_for_an_old_version_is_no_signature_for_the_new_one() {
    for engine in both_engines() {
        let town = Town::on(engine);
        let id = town.issued().await;
        let person = town.world.person("王网格长", Role::GridHead, &town.fixture.grids[0]);
        let head = town.world.client(person);
        let path = format!("/api/v1/directives/{id}/signatures");
        head.post(&path, json!({ "area_id": town.fixture.grids[0].id })).await.good();
        let mut amended = town.draft_of(&[]);
        let text = amended.as_object_mut().unwrap();
        text.remove("scope");
        text.extend([("rev".to_owned(), json!(2)), ("reason".to_owned(), json!("提前"))]);
        town.clerk.post(&format!("/api/v1/directives/{id}/amend"), amended).await.good();
        town.world.clock.advance(5 * Timestamp::HOUR);
        let head = town.world.client(person);
        let items = head.get(&path).await.good()["items"].clone();
        let grid = items.as_array().unwrap().iter().find(|item| item["tier"] == "grid").unwrap().clone();
        assert_eq!(
            (grid["signed_version"].as_i64(), &grid["late"], &grid["mine"]),
            (Some(1), &json!(true), &json!(true))
        );
    }
}
