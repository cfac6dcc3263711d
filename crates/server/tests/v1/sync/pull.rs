use gridward_domain::access::Role;
use gridward_testkit::both_engines;
use serde_json::{Value, json};

use crate::directives::Town;
use crate::households::{PHONE, li_household};

fn count(snapshot: &Value, noun: &str) -> usize {
    snapshot[noun].as_array().unwrap().len()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_holds_the_doors_of_its_holder_and_nothing_else() {
    for engine in both_engines() {
        let town = Town::on(engine);
        let id = town.issued().await;
        li_household(&town.clerk, town.fixture.grids[0].id, "88号").await;
        town.bring(
            &town.clerk,
            vec![town.receipt(&id, town.doors[0][0], "told"), town.receipt(&id, town.doors[1][0], "told")],
        )
        .await;
        let wang = town.in_grid("王网格长", Role::GridHead, 0);
        let held = wang.get("/api/v1/sync").await.good();
        assert_eq!((count(&held, "households"), count(&held, "doors"), count(&held, "signatures")), (5, 1, 1));
        assert_eq!(held["directives"][0]["grid_ids"], json!([town.fixture.grids[0].id]));
        let li = held["households"].as_array().unwrap().iter().find(|door| door["door"] == "88号").unwrap();
        assert_eq!(li["phone"], "154****0667");
        assert!(li["resident_id"].is_string());
        assert!(!held.to_string().contains(PHONE));
        let above: Vec<&Value> = held["contacts"].as_array().unwrap().iter().map(|one| &one["name"]).collect();
        assert_eq!(above, ["李文书"]);
        let auditor = town.world.client(town.world.person("督查", Role::Auditor, &town.fixture.town));
        let log = auditor.get("/api/v1/audit?noun=households").await.good();
        assert!(
            log["items"]
                .as_array()
                .unwrap()
                .iter()
                .any(|row| row["verb"] == "sync.pull" && row["detail"]["households"] == 5)
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signature_that_was_given_stays_on_the_phone() {
    for engine in both_engines() {
        let town = Town::on(engine);
        let id = town.issued().await;
        let head = town.in_grid("王网格长", Role::GridHead, 0);
        let before = head.get("/api/v1/sync").await.good();
        assert_eq!(before["signatures"][0]["signed_version"], Value::Null);
        let sign = json!({ "area_id": town.fixture.grids[0].id });
        head.post(&format!("/api/v1/directives/{id}/signatures"), sign).await.good();
        let after = head.get("/api/v1/sync").await.good();
        assert_eq!((count(&after, "signatures"), after["signatures"][0]["signed_version"].clone()), (1, json!(1)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_sent_again_until_something_in_reach_changes() {
    for engine in both_engines() {
        let town = Town::on(engine);
        let id = town.issued().await;
        let worker = town.in_grid("刘网格员", Role::GridWorker, 0);
        let first = worker.get("/api/v1/sync").await.good();
        let path = format!("/api/v1/sync?cursor={}", first["cursor"].as_str().unwrap());
        town.bring(&town.clerk, vec![town.receipt(&id, town.doors[2][0], "told")]).await;
        let same = worker.get(&path).await.good();
        assert_eq!((same["unchanged"].clone(), count(&same, "households")), (json!(true), 0));
        town.bring(&town.clerk, vec![town.receipt(&id, town.doors[0][0], "told")]).await;
        let changed = worker.get(&path).await.good();
        assert_eq!((changed["unchanged"].clone(), count(&changed, "doors")), (json!(false), 1));
        let other = town.in_grid("孙网格员", Role::GridWorker, 0);
        assert_eq!(other.get(&path).await.good()["unchanged"], false);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_liaison_holds_his_own_set_and_a_town_clerk_no_list_at_all() {
    for engine in both_engines() {
        let town = Town::on(engine);
        town.issued().await;
        let person = town.world.run(|tx, ctx| gridward_server::people::plant(tx, ctx, "孙联户")).unwrap();
        let post = json!({ "person_id": person, "role": "liaison", "area_id": town.fixture.grids[0].id,
            "households": town.doors[0][..2] });
        town.clerk.post("/api/v1/posts", post).await.good();
        let held = town.world.client(person).get("/api/v1/sync").await.good();
        assert_eq!((count(&held, "households"), held["households"][0]["mine"].clone()), (2, json!(true)));
        let clerk = town.clerk.get("/api/v1/sync").await.good();
        assert_eq!((clerk["households_omitted"].clone(), count(&clerk, "households")), (json!(true), 0));
    }
}
