use gridward_domain::access::Role;
use gridward_testkit::both_engines;
use serde_json::{Value, json};

use super::Town;

#[tokio::test(flavor = "multi_thread")]
async fn the_doors_left_are_listed_with_who_should_go() {
    for engine in both_engines() {
        let town = Town::on(engine);
        let id = town.issued().await;
        let person = town.world.run(|tx, ctx| gridward_server::people::plant(tx, ctx, "孙联户")).unwrap();
        let post = json!({ "person_id": person, "role": "liaison", "area_id": town.fixture.grids[0].id,
            "households": town.doors[0][..2] });
        town.clerk.post("/api/v1/posts", post).await.good();
        town.in_grid("刘网格员", Role::GridWorker, 0);
        town.bring(
            &town.clerk,
            vec![
                town.receipt(&id, town.doors[0][0], "told"),
                town.receipt(&id, town.doors[0][1], "not_reached"),
                town.receipt(&id, town.doors[1][0], "refused"),
            ],
        )
        .await;
        let path = format!("/api/v1/directives/{id}/doors");
        let left = town.clerk.get(&format!("{path}?limit=4")).await.good();
        let rows = |page: &Value| -> Vec<(Value, Value, Value)> {
            let items = page["items"].as_array().unwrap();
            items
                .iter()
                .map(|door| (door["door"].clone(), door["state"].clone(), door["who"]["name"].clone()))
                .collect()
        };
        assert_eq!(
            rows(&left),
            [
                (json!("02号"), json!("not_reached"), json!("孙联户")),
                (json!("03号"), json!(null), json!("刘网格员")),
                (json!("04号"), json!(null), json!("刘网格员")),
                (json!("02号"), json!(null), json!(null)),
            ]
        );
        let next = left["next"].as_str().unwrap();
        let rest = town.clerk.get(&format!("{path}?limit=200&cursor={next}")).await.good();
        assert_eq!((rest["items"].as_array().unwrap().len(), &rest["next"]), (10, &json!(null)));
        let refused = town.clerk.get(&format!("{path}?show=refused")).await.good();
        assert_eq!(refused["items"][0]["household_id"], json!(town.doors[1][0]));
        let liaison = town.world.client(person);
        assert_eq!(rows(&liaison.get(&path).await.good()).len(), 1);
        assert_eq!(rows(&liaison.get(&format!("{path}?show=all")).await.good()).len(), 2);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_liaisons_sheet_has_a_code_for_each_due_household() {
    for engine in both_engines() {
        let town = Town::on(engine);
        let id = town.issued_to(&[town.fixture.villages[0].id]).await;
        let person = town.world.run(|tx, ctx| gridward_server::people::plant(tx, ctx, "孙联户")).unwrap();
        let post = json!({ "person_id": person, "role": "liaison", "area_id": town.fixture.grids[0].id,
            "households": town.doors[0][..2] });
        let post = town.clerk.post("/api/v1/posts", post).await.good();
        let post = post["id"].as_str().unwrap();
        let path = format!("/api/v1/directives/{id}/sheet?post={post}&base=");
        let sheet = town.clerk.get(&format!("{path}https://town.example/")).await.good();
        assert_eq!(sheet["post"]["name"], "孙联户");
        assert_eq!(sheet["households"].as_array().unwrap().len(), 2);
        let link = format!("https://town.example/m/door/{}?directive={id}", town.doors[0][0]);
        assert_eq!(sheet["households"][0]["link"], json!(link));
        assert_eq!(town.clerk.get(&format!("{path}javascript:alert(1)")).await.code(), "directives_bad_base");
        let elsewhere = town.in_grid("孙网格员", Role::GridWorker, 1);
        assert_eq!(elsewhere.get(&format!("{path}https://town.example")).await.code(), "not_found");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_names_its_purpose_and_works_for_its_asker_and_a_quarter_of_an_hour() {
    for engine in both_engines() {
        let town = Town::on(engine);
        let id = town.issued().await;
        let path = format!("/api/v1/directives/{id}/export");
        assert_eq!(town.clerk.post(&path, json!({ "purpose": "看" })).await.code(), "directives_purpose_missing");
        let link = town.clerk.post(&path, json!({ "purpose": "报县指挥部" })).await.good();
        let url = link["url"].as_str().unwrap();
        let file = town.clerk.get(url).await;
        assert!(file.status.is_success());
        assert!(file.body.as_str().unwrap().starts_with("PK"));
        let lead = town.world.client(town.world.person("赵包村", Role::LeadCadre, &town.fixture.town));
        assert_eq!(lead.get(url).await.code(), "not_found");
        let auditor = town.world.client(town.world.person("督查", Role::Auditor, &town.fixture.town));
        let log = auditor.get("/api/v1/audit?noun=directives").await.good();
        let entry =
            log["items"].as_array().unwrap().iter().find(|row| row["verb"] == "directives.export").unwrap().clone();
        assert_eq!(entry["reason"], "报县指挥部");
        town.world.clock.advance(15 * 60_000);
        assert_eq!(town.clerk.get(url).await.code(), "exports_over");
    }
}
