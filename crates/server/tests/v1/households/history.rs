use axum::http::Method;
use gridward_database::{Statement, params};
use gridward_domain::access::Role;
use gridward_testkit::{World, both_engines};
use serde_json::json;

use super::{NUMBER, PHONE, li_household};

static SEALED: Statement = Statement::new(
    "test.sealed_event",
    "SELECT before_sealed FROM ledger_event WHERE verb = $1 AND before_sealed IS NOT NULL LIMIT 1",
);

#[tokio::test(flavor = "multi_thread")]
async fn an_edit_keeps_the_values_before_under_seal_and_shows_them_masked() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let clerk = world.client(world.person("赵文书", Role::Clerk, &town.town));
        let made = li_household(&clerk, town.grids[0].id, "1号").await;
        let head = &made["residents"][0];
        let path = format!("/api/v1/residents/{}", head["id"].as_str().unwrap());
        let body = json!({ "rev": head["rev"], "resident": { "phone": "15482220001", "document": null } });
        let changed = clerk.send(Method::PATCH, &path, Some(body), None).await.good();
        assert_eq!((changed["phone"].as_str(), changed["document"].as_str()), (Some("154****0001"), None));
        let history = clerk.get(&format!("/api/v1/households/{}/history", made["id"].as_str().unwrap())).await.good();
        assert_eq!(history["items"][0]["verb"], "residents.edit");
        assert_eq!(history["items"][0]["before"]["phone"], "154****0667");
        assert_eq!(history["items"][0]["before"]["document"], "419***********736X");
        let kept: Vec<u8> =
            world.run(|tx, _| Ok(tx.one(&SEALED, &params!["residents.edit"], |row| row.get(0))?)).unwrap();
        for number in [NUMBER, PHONE] {
            assert!(!kept.windows(number.len()).any(|window| window == number.as_bytes()));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn merging_two_records_fills_blanks_and_ends_the_other() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let clerk = world.client(world.person("赵文书", Role::Clerk, &town.town));
        let made = li_household(&clerk, town.grids[0].id, "1号").await;
        let extra = json!({ "household_id": made["id"], "resident": { "name": "王秀英", "phone": "15490000007" } });
        let extra = clerk.post("/api/v1/residents", extra).await.good();
        let wife = &made["residents"][1];
        let body = json!({ "rev": extra["rev"], "into": wife["id"], "into_rev": wife["rev"] });
        let path = format!("/api/v1/residents/{}/merge", extra["id"].as_str().unwrap());
        let merged = clerk.post(&path, body).await.good();
        assert_eq!((merged["phone"].as_str(), merged["birth_on"].as_str()), (Some("154****0007"), Some("1984-02-01")));
        let gone = clerk.get(&format!("/api/v1/residents/{}", extra["id"].as_str().unwrap())).await.good();
        assert_eq!(gone["merged_into"], wife["id"]);
        let detail = clerk.get(&format!("/api/v1/households/{}", made["id"].as_str().unwrap())).await.good();
        assert_eq!(detail["members"], 2);
    }
}

/// What an event changed, as `field: before > after`.
fn changes(event: &serde_json::Value) -> Vec<String> {
    let told = |value: &serde_json::Value| value.as_str().unwrap_or("-").to_owned();
    let one = |change: &serde_json::Value| {
        format!("{}: {} > {}", told(&change["field"]), told(&change["before"]), told(&change["after"]))
    };
    event["changes"].as_array().unwrap().iter().map(one).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_history_names_who_did_it_to_whom_and_exactly_what_was_changed() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let clerk = world.client(world.person("赵文书", Role::Clerk, &town.town));
        let made = li_household(&clerk, town.grids[0].id, "1号").await;
        let (home, head) = (made["id"].as_str().unwrap(), &made["residents"][0]);
        let resident = format!("/api/v1/residents/{}", head["id"].as_str().unwrap());
        // Masked, the two numbers look the same.
        let body =
            json!({ "rev": head["rev"], "resident": { "phone": "15471420667", "registered_address": "史寨村" } });
        let changed = clerk.send(Method::PATCH, &resident, Some(body), None).await.good();
        let household = format!("/api/v1/households/{home}");
        let rev = clerk.get(&household).await.good()["rev"].clone();
        let body = json!({ "rev": rev, "door": "2号" });
        let edited = clerk.send(Method::PATCH, &household, Some(body), None).await.good();
        let body = json!({ "rev": edited["rev"], "grid_id": town.grids[1].id, "reason": "旧房拆了" });
        clerk.post(&format!("{household}/move"), body).await.good();
        let other = json!({ "grid_id": town.grids[1].id, "door": "9号", "residents": [{ "name": "张建国", "relation": "head" }] });
        let other = clerk.post("/api/v1/households", other).await.good();
        let person = clerk.get(&resident).await.good();
        assert_eq!(changed["rev"].as_i64().map(|rev| rev + 1), person["rev"].as_i64());
        let body = json!({ "rev": person["rev"], "household_id": other["id"], "reason": "并到儿子家" });
        clerk.post(&format!("{resident}/move"), body).await.good();

        let history = clerk.get(&format!("{household}/history")).await.good();
        let events = history["items"].as_array().unwrap();
        let told: Vec<_> = events.iter().map(|event| (event["verb"].as_str().unwrap(), changes(event))).collect();
        let (one, two) = (&town.grids[0].name, &town.grids[1].name);
        assert_eq!(
            told,
            [
                ("residents.move", vec!["relation: head > other".to_owned()]),
                ("households.move", vec![format!("grid: {one} > {two}")]),
                ("households.edit", vec!["door: 1号 > 2号".to_owned()]),
                (
                    "residents.edit",
                    vec!["phone: 154****0667 > 154****0667".to_owned(), "registered_address: - > 史寨村".to_owned()]
                ),
                ("households.create", vec![]),
            ]
        );
        assert!(events.iter().all(|event| event["person_name"] == "赵文书"));
        assert_eq!((&events[0]["resident_name"], &events[1]["resident_name"]), (&json!("李伟"), &json!(null)));
        assert!(events.iter().all(|event| event["before"].get("after").is_none()));
        let moved_in = clerk.get(&format!("/api/v1/households/{}/history", other["id"].as_str().unwrap())).await.good();
        assert_eq!(moved_in["items"][0]["before"]["household_id"], home);
    }
}
