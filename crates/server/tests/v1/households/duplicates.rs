use std::sync::Arc;

use gridward_domain::access::Role;
use gridward_server::households::import::{ImportFile, ImportOptions, Mode, run};
use gridward_testkit::{Client, Fixture, World, both_engines};
use serde_json::{Value, json};

use super::{NUMBER, li_household};

/// Three rows: one with the number of somebody in the ledger, two that are alike.
fn import(world: &World, town: &Fixture) {
    let table = format!(
        "村,村民组,门牌号,姓名,身份证号,出生日期,联系电话\n\
         黄寺岗村,2组,5号,李玮,{NUMBER},,15490000011\n\
         史寨村,1组,7号,张建国,,1970-03-02,15490000012\n\
         史寨村,1组,7号,张建国,,1970-03-02,15490000013\n"
    );
    let options = ImportOptions { area_id: Some(town.town.id), ..ImportOptions::default() };
    world
        .run(move |tx, ctx| {
            let file = ImportFile::Bytes(Arc::new(table.clone().into_bytes()));
            run(tx, ctx, &file, "a.csv", &options, Mode::GoodRows).map(drop)
        })
        .unwrap();
}

async fn open(client: &Client) -> Vec<Value> {
    let page = client.get("/api/v1/households/duplicates").await.good();
    page["items"].as_array().unwrap().clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn suspected_duplicates_wait_beside_the_one_in_the_ledger_until_somebody_decides() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let clerk = world.client(world.person("赵文书", Role::Clerk, &town.town));
        let made = li_household(&clerk, town.grids[0].id, "1号").await;
        import(&world, &town);
        let waiting = open(&clerk).await;
        assert_eq!(waiting.len(), 2);
        let number = waiting.iter().find(|one| one["why"] == "same_number").unwrap();
        assert_eq!(number["resident"]["id"], made["residents"][0]["id"]);
        assert_eq!(number["row"]["document"], "419***********736X");
        assert!(!number.to_string().contains(NUMBER));
        let path = format!("/api/v1/households/duplicates/{}/decide", number["id"].as_str().unwrap());
        let decided = clerk.post(&path, json!({ "decision": "same_person" })).await.good();
        assert_eq!(decided["resident"]["second_phone"], "154****0011");
        assert_eq!(clerk.post(&path, json!({ "decision": "drop" })).await.code(), "duplicates_decided");
        let alike = waiting.iter().find(|one| one["why"] == "same_name_birth_address").unwrap();
        assert_eq!(alike["resident"]["name"], "张建国");
        let path = format!("/api/v1/households/duplicates/{}/decide", alike["id"].as_str().unwrap());
        let added = clerk.post(&path, json!({ "decision": "different_person" })).await.good();
        assert_eq!(added["resident"]["household_id"], alike["household"]["id"]);
        assert_ne!(added["resident"]["id"], alike["resident"]["id"]);
        assert!(open(&clerk).await.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cadre_of_another_village_neither_sees_nor_decides() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let clerk = world.client(world.person("赵文书", Role::Clerk, &town.town));
        li_household(&clerk, town.grids[0].id, "1号").await;
        import(&world, &town);
        let other = world.client(world.person("钱文书", Role::Clerk, &town.villages[1]));
        let seen = open(&other).await;
        assert!(seen.iter().all(|one| one["why"] == "same_name_birth_address"));
        let waiting = open(&clerk).await;
        let number = waiting.iter().find(|one| one["why"] == "same_number").unwrap();
        let path = format!("/api/v1/households/duplicates/{}/decide", number["id"].as_str().unwrap());
        assert_eq!(other.post(&path, json!({ "decision": "drop" })).await.code(), "not_found");
    }
}
