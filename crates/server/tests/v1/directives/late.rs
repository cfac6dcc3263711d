use gridward_domain::Timestamp;
use gridward_domain::access::Role;
use gridward_testkit::{Client, both_engines};
use serde_json::{Value, json};

use super::Town;

async fn late_doors(client: &Client, id: &str) -> Vec<Value> {
    let late = client.get(&format!("/api/v1/directives/{id}/late")).await.good();
    late["items"].as_array().unwrap().iter().filter(|item| item["what"] == "doors").cloned().collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn doors_left_after_the_deadline_climb_tier_by_tier_and_come_down_when_somebody_acts() {
    for engine in both_engines() {
        let mut town = Town::on(engine);
        let id = town.issued_to(&[town.fixture.grids[0].id]).await;
        let cadre = town.world.person("赵村干", Role::VillageCadre, &town.fixture.villages[0]);
        town.in_grid("王网格长", Role::GridHead, 0);
        assert_eq!(late_doors(&town.world.client(cadre), &id).await, [] as [Value; 0]);
        town.later(10 * Timestamp::HOUR + 1);
        let at_once = late_doors(&town.world.client(cadre), &id).await;
        assert_eq!((&at_once[0]["left"], &at_once[0]["climbed_to"]), (&json!(4), &json!("grid")));
        assert_eq!(at_once[0]["who"]["name"], "王网格长");
        town.later(2 * Timestamp::HOUR);
        let two_hours = late_doors(&town.world.client(cadre), &id).await;
        assert_eq!((&two_hours[0]["climbed_to"], &two_hours[0]["who"]["name"]), (&json!("village"), &json!("赵村干")));
        town.bring(&town.clerk, vec![town.receipt(&id, town.doors[0][0], "not_reached")]).await;
        assert_eq!(late_doors(&town.clerk, &id).await[0]["climbed_to"], "grid");
        let rest = town.doors[0].iter().map(|door| town.receipt(&id, *door, "told")).collect();
        town.bring(&town.clerk, rest).await;
        assert_eq!(late_doors(&town.clerk, &id).await, [] as [Value; 0]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tier_that_has_not_signed_in_time_is_late_until_it_signs() {
    for engine in both_engines() {
        let mut town = Town::on(engine);
        let id = town.issued().await;
        town.later(2 * Timestamp::HOUR + 1);
        let path = format!("/api/v1/directives/{id}/late");
        let names = |late: Value| -> Vec<String> {
            late["items"]
                .as_array()
                .unwrap()
                .iter()
                .map(|item| item["area_name"].as_str().unwrap().to_owned())
                .collect()
        };
        let mut late = names(town.clerk.get(&path).await.good());
        late.sort();
        assert_eq!(late, ["史寨村", "黄寺岗村"]);
        let cadre = town.world.client(town.world.person("赵村干", Role::VillageCadre, &town.fixture.villages[0]));
        let sign = json!({ "area_id": town.fixture.villages[0].id });
        cadre.post(&format!("/api/v1/directives/{id}/signatures"), sign).await.good();
        assert_eq!(names(town.clerk.get(&path).await.good()), ["史寨村"]);
    }
}
