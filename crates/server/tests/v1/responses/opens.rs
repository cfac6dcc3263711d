use gridward_domain::access::Role;
use gridward_testkit::{Method, both_engines};
use serde_json::json;

use super::Town;

#[tokio::test(flavor = "multi_thread")]
async fn a_response_is_opened_changed_and_closed_and_its_day_of_erasing_is_set() {
    for engine in both_engines() {
        let town = Town::on(engine);
        let opened = town.clerk.post("/api/v1/responses", town.terms(json!({ "name": " 返乡防控 " }))).await.good();
        assert_eq!((opened["state"].as_str(), opened["name"].as_str()), (Some("open"), Some("返乡防控")));
        let path = format!("/api/v1/responses/{}", opened["id"].as_str().unwrap());
        let mut terms = town.terms(json!({ "retention_days": 60, "rev": 1 }));
        terms.as_object_mut().unwrap().remove("area_id");
        let edited = town.clerk.send(Method::PUT, &path, Some(terms), None).await.good();
        assert_eq!(edited["details"]["rev"], 2);
        let closed = town.close(opened["id"].as_str().unwrap(), 2).await;
        assert_eq!(closed["state"], "closed");
        // Closed on 2022-04-15.
        assert_eq!(closed["details"]["erase_on"], "2022-06-14");
        assert_eq!(closed["details"]["closed_by"], "李文书");
        assert_eq!(closed["details"]["witness"], "孙督查");
        assert_eq!(town.clerk.get("/api/v1/responses").await.good()["items"], json!([]));
        assert_eq!(town.clerk.get("/api/v1/responses?state=ended").await.good()["items"][0]["id"], opened["id"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_response_without_basis_or_for_an_area_of_others_is_declined_at_the_field() {
    for engine in both_engines() {
        let town = Town::on(engine);
        let declined = town.clerk.post("/api/v1/responses", town.terms(json!({ "legal_basis": " " }))).await;
        assert_eq!((declined.code(), declined.body["at"].as_str()), ("responses_bad_terms", Some("legal_basis")));
        let cadre = town.someone(Role::VillageCadre);
        assert_eq!(cadre.post("/api/v1/responses", town.terms(json!({}))).await.code(), "not_allowed");
        let village = town.world.client(town.world.person("钱文书", Role::Clerk, &town.fixture.villages[0]));
        assert_eq!(village.post("/api/v1/responses", town.terms(json!({}))).await.code(), "not_found");
        let own = town.terms(json!({ "area_id": town.fixture.villages[0].id }));
        village.post("/api/v1/responses", own).await.good();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_response_goes_by_a_rule_set_of_the_list_or_by_none_yet() {
    for engine in both_engines() {
        let town = Town::on(engine);
        let declined = town.clerk.post("/api/v1/responses", town.terms(json!({ "programme": "covid19/ed9" }))).await;
        assert_eq!((declined.code(), declined.body["at"].as_str()), ("responses_programme_unknown", Some("programme")));
        town.clerk.post("/api/v1/responses", town.terms(json!({ "programme": "" }))).await.good();
        let listed = town.clerk.get("/api/v1/programmes").await.good();
        let sets = listed["items"].as_array().unwrap();
        // The town's clock stands on 15 April 2022, when the eighth edition held.
        let holding: Vec<&str> =
            sets.iter().filter(|set| set["holds"] == true).map(|set| set["id"].as_str().unwrap()).collect();
        assert_eq!(holding, ["covid19/national-ed8"]);
        for set in sets {
            town.clerk.post("/api/v1/responses", town.terms(json!({ "programme": set["id"] }))).await.good();
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_response_can_neither_be_changed_nor_closed_again() {
    for engine in both_engines() {
        let town = Town::on(engine);
        let id = town.opened().await;
        town.close(&id, 1).await;
        let path = format!("/api/v1/responses/{id}");
        let mut terms = town.terms(json!({ "rev": 2 }));
        terms.as_object_mut().unwrap().remove("area_id");
        let edited = town.clerk.send(Method::PUT, &path, Some(terms), None).await;
        assert_eq!(edited.code(), "responses_wrong_move");
        let again = json!({ "rev": 2, "reason": "再次结束", "witness_id": town.witness });
        assert_eq!(town.clerk.post(&format!("{path}/close"), again).await.code(), "responses_wrong_move");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn closing_asks_a_reason_a_fresh_look_and_a_witness_who_is_somebody_else() {
    for engine in both_engines() {
        let town = Town::on(engine);
        let path = format!("/api/v1/responses/{}/close", town.opened().await);
        let close = |rev: i64, reason: &str, witness| json!({ "rev": rev, "reason": reason, "witness_id": witness });
        let declined = town.clerk.post(&path, close(1, "完", town.witness)).await;
        assert_eq!(declined.code(), "responses_reason_missing");
        let declined = town.clerk.post(&path, close(9, "疫情结束", town.witness)).await;
        assert_eq!(declined.code(), "changed_meanwhile");
        for nobody in [town.person, town.world.app.ids().make()] {
            let declined = town.clerk.post(&path, close(1, "疫情结束", nobody)).await;
            assert_eq!((declined.code(), declined.body["at"].as_str()), ("responses_no_witness", Some("witness_id")));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_in_reach_knows_of_a_response_and_a_liaison_its_name_and_purpose_alone() {
    for engine in both_engines() {
        let town = Town::on(engine);
        let id = town.opened().await;
        for role in Role::ALL {
            let shown = town.someone(role).get(&format!("/api/v1/responses/{id}")).await.good();
            assert_eq!(shown["name"], "返乡人员健康管理", "{role}");
            assert_eq!(shown["details"].is_null(), role == Role::Liaison, "{role}");
            let listed = town.someone(role).get("/api/v1/responses").await.good();
            assert_eq!(listed["items"][0], shown, "{role}");
        }
        let own = town.terms(json!({ "area_id": town.fixture.villages[1].id }));
        let other = town.clerk.post("/api/v1/responses", own).await.good();
        let path = format!("/api/v1/responses/{}", other["id"].as_str().unwrap());
        for role in [Role::VillageCadre, Role::GridWorker, Role::Liaison] {
            assert_eq!(town.someone(role).get(&path).await.code(), "not_found", "{role}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn responses_are_listed_newest_first_page_by_page() {
    for engine in both_engines() {
        let mut town = Town::on(engine);
        let mut ids = Vec::new();
        for _ in 0..3 {
            ids.insert(0, town.opened().await);
            town.days_later(1);
        }
        let first = town.clerk.get("/api/v1/responses?limit=2").await.good();
        let next = format!("/api/v1/responses?limit=2&cursor={}", first["next"].as_str().unwrap());
        let second = town.clerk.get(&next).await.good();
        let shown: Vec<&str> = [&first, &second]
            .into_iter()
            .flat_map(|page| page["items"].as_array().unwrap())
            .map(|item| item["id"].as_str().unwrap())
            .collect();
        assert_eq!(shown, ids);
        assert!(second["next"].is_null());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn opening_twice_with_one_op_id_opens_one_response() {
    for engine in both_engines() {
        let town = Town::on(engine);
        let op = Some(town.world.app.ids().make());
        let open = || town.clerk.send(Method::POST, "/api/v1/responses", Some(town.terms(json!({}))), op);
        assert_eq!(open().await.good(), open().await.good());
        assert_eq!(town.clerk.get("/api/v1/responses").await.good()["items"].as_array().unwrap().len(), 1);
    }
}
