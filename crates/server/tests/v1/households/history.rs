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
