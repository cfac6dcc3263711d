use gridward_domain::access::Role;
use gridward_server::jobs::{JOBS, Timetable, run_due};
use gridward_testkit::both_engines;
use serde_json::{Value, json};

use super::{FAR, NEAR, NOWHERE, STREET, Town};
use crate::responses::traces::traces;

async fn waiting(town: &Town, more: &str) -> Value {
    town.clerk.get(&format!("/api/v1/risk_areas/waiting?response={}{more}", town.response)).await.good()
}

fn decide(place: &Value) -> String {
    format!("/api/v1/risk_areas/{}/decide", place["id"].as_str().unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_township_by_name_waits_for_a_person_and_what_the_person_says_is_remembered() {
    for engine in both_engines() {
        let mut town = Town::on(engine).await;
        town.in_force(&[NEAR, STREET, FAR, NOWHERE]).await;
        let queue = waiting(&town, "").await;
        assert_eq!(queue["counts"], json!({ "possible": 1, "none": 1 }));
        let place = &queue["items"][0];
        assert_eq!((&place["area_code"], &place["area_name"]), (&json!("411526109000"), &json!("黄寺岗镇")));
        assert_eq!(place["within_code"], "411526000000");
        let decided = town.clerk.post(&decide(place), json!({ "area_code": place["area_code"] })).await.good();
        assert_eq!((&decided["certainty"], &decided["waits"]), (&json!("certain"), &json!(false)));
        assert_eq!(waiting(&town, "").await["counts"], json!({ "possible": 0, "none": 1 }));
        town.in_force(&[FAR]).await;
        town.in_force(&[FAR, NEAR]).await;
        let places = town.places().await;
        let near = places.iter().find(|(_, text, ..)| text.starts_with("黄寺岗镇")).unwrap();
        assert_eq!((near.2.as_str(), near.3), ("certain", false), "{engine:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_that_no_area_fits_leaves_the_queue_and_stays_without() {
    for engine in both_engines() {
        let mut town = Town::on(engine).await;
        town.in_force(&[NOWHERE]).await;
        let queue = waiting(&town, "&certainty=none&q=雾凇").await;
        let path = decide(&queue["items"][0]);
        let declined = town.clerk.post(&path, json!({ "area_code": "999999999999" })).await;
        assert_eq!(declined.code(), "risk_areas_no_such_area");
        let none = town.clerk.post(&path, json!({})).await.good();
        assert_eq!((&none["certainty"], &none["area_code"]), (&json!("none"), &Value::Null));
        town.in_force(&[FAR]).await;
        town.in_force(&[NOWHERE]).await;
        assert_eq!(waiting(&town, "").await["counts"], json!({ "possible": 0, "none": 0 }), "{engine:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_taken_back_puts_its_predecessors_undecided_places_into_the_queue_again() {
    for engine in both_engines() {
        let mut town = Town::on(engine).await;
        town.in_force(&[NEAR, NOWHERE]).await;
        let wrong = town.in_force(&[FAR]).await;
        assert_eq!(waiting(&town, "").await["counts"], json!({ "possible": 0, "none": 0 }));
        let path = format!("/api/v1/risk_areas/lists/{}/withdraw", wrong["id"].as_str().unwrap());
        town.clerk.post(&path, json!({ "reason": "传错了文件" })).await.good();
        assert_eq!(waiting(&town, "").await["counts"], json!({ "possible": 1, "none": 1 }), "{engine:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_answers_for_less_than_the_response_reads_the_list_and_decides_nothing() {
    for engine in both_engines() {
        let mut town = Town::on(engine).await;
        town.in_force(&[NEAR]).await;
        let place = waiting(&town, "").await["items"][0].clone();
        let cadre = town.world.client(town.world.person("周干", Role::LeadCadre, &town.area));
        let path = format!("/api/v1/risk_areas?response={}&level=high&q=史寨", town.response);
        assert_eq!(cadre.get(&path).await.good()["items"][0]["id"], place["id"]);
        assert_eq!(cadre.post(&decide(&place), json!({})).await.code(), "not_allowed");
        let village = town
            .world
            .run(|tx, ctx| Ok(gridward_server::areas::by_code(tx, ctx, "411526109202", None)?.items.remove(0)))
            .unwrap();
        let part = town.world.client(town.world.person("钱文书", Role::Clerk, &village));
        assert_eq!(part.get(&path).await.good()["items"][0]["id"], place["id"]);
        assert_eq!(part.post(&decide(&place), json!({})).await.code(), "not_found", "the list is the whole town's");
        let admin = town.world.client(town.world.person("吴管", Role::Admin, &town.area));
        assert_eq!(admin.get(&path).await.code(), "not_allowed");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_came_through_the_routes_is_erased_with_the_response_and_its_numbers_stay() {
    for engine in both_engines() {
        let mut town = Town::on(engine).await;
        let list = town.in_force(&[NEAR, NOWHERE]).await;
        let place = waiting(&town, "").await["items"][0].clone();
        town.clerk.post(&decide(&place), json!({ "area_code": place["area_code"] })).await.good();
        let witness = town.world.person("孙督查", Role::Auditor, &town.area);
        let end = json!({ "rev": 1, "reason": "疫情结束", "witness_id": witness });
        town.clerk.post(&format!("/api/v1/responses/{}/close", town.response), end).await.good();
        let words = ["史寨村一组", "雾凇水岸小区", "国务院客户端"];
        assert!(words.iter().all(|word| !traces(&town.world, &[word]).is_empty()), "{engine:?}");
        town.later(31 * 86_400_000);
        run_due(&town.world.app, &mut Timetable::new(JOBS)).await;
        assert_eq!(traces(&town.world, &words), Vec::<String>::new(), "{engine:?}");
        let lists = town.clerk.get(&format!("/api/v1/risk_areas/lists?response={}", town.response)).await.good();
        assert_eq!(lists["items"][0]["added"], list["added"]);
        assert_eq!(lists["items"][0]["listed"], json!({ "high": 1, "medium": 1, "low": 0 }));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_whose_days_are_over_is_proposed_to_go_down_and_stays_until_a_list_says_so() {
    for engine in both_engines() {
        let mut town = Town::on(engine).await;
        town.in_force(&[NEAR, STREET]).await;
        let path = format!("/api/v1/risk_areas/downgrades?response={}", town.response);
        town.goes_by("covid19/national-ed9").await;
        assert_eq!(town.clerk.get(&path).await.good()["items"], json!([]));
        town.later(3 * 86_400_000);
        let proposed = town.clerk.get(&path).await.good();
        let only = &proposed["items"][0];
        assert_eq!(
            (&only["level"], &only["to"], &only["due_on"]),
            (&json!("medium"), &json!("low"), &json!("2022-04-18"))
        );
        town.later(4 * 86_400_000);
        assert_eq!(town.clerk.get(&path).await.good()["items"].as_array().unwrap().len(), 2, "{engine:?}");
        assert_eq!(town.places().await.len(), 2);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whether_and_when_a_place_may_go_down_is_for_the_programme_to_say() {
    for engine in both_engines() {
        let mut town = Town::on(engine).await;
        town.in_force(&[NEAR, STREET]).await;
        town.later(5 * 86_400_000);
        let path = format!("/api/v1/risk_areas/downgrades?response={}", town.response);
        town.goes_by("covid19/twenty-measures").await;
        let proposed = town.clerk.get(&path).await.good();
        let step = json!({ "from": "high", "to": "low", "days_without_case": 5 });
        assert_eq!(proposed["rule"], json!([step]), "{engine:?}");
        let items = proposed["items"].as_array().unwrap();
        assert_eq!((items.len(), &items[0]["level"], &items[0]["to"]), (1, &json!("high"), &json!("low")));
        town.goes_by("covid19/national-ed8").await;
        let proposed = town.clerk.get(&path).await.good();
        assert_eq!((&proposed["rule"], &proposed["items"]), (&json!([]), &json!([])), "{engine:?}");
    }
}
