use gridward_testkit::both_engines;
use serde_json::json;

use super::{Town, figures};

#[tokio::test(flavor = "multi_thread")]
async fn the_receipts_of_a_household_that_moves_count_where_it_lives_now() {
    for engine in both_engines() {
        let town = Town::on(engine);
        let id = town.issued_to(&[town.fixture.villages[0].id]).await;
        town.bring(&town.clerk, vec![town.receipt(&id, town.doors[0][0], "confirmed")]).await;
        let path = format!("/api/v1/households/{}/move", town.doors[0][0]);
        let to =
            |grid: usize, rev: i64| json!({ "rev": rev, "grid_id": town.fixture.grids[grid].id, "reason": "搬家" });
        town.clerk.post(&path, to(1, 1)).await.good();
        let grids = |table: serde_json::Value| -> Vec<Vec<i64>> {
            let rows = table["rows"].as_array().unwrap();
            rows.iter().filter(|row| row["level"] == "grid").map(|row| figures(row, &["due", "confirmed"])).collect()
        };
        let table = format!("/api/v1/directives/{id}/reach?down_to=grid");
        assert_eq!(grids(town.clerk.get(&table).await.good()), [[3, 0], [5, 1]]);
        town.clerk.post(&path, to(2, 2)).await.good();
        assert_eq!(grids(town.clerk.get(&table).await.good()), [[3, 0], [4, 0]]);
        town.clerk.post(&path, to(0, 3)).await.good();
        assert_eq!(grids(town.clerk.get(&table).await.good()), [[4, 1], [4, 0]]);
        let close = json!({ "rev": 4, "reason": "登记错误" });
        town.clerk.post(&format!("/api/v1/households/{}/close", town.doors[0][0]), close).await.good();
        assert_eq!(grids(town.clerk.get(&table).await.good()), [[3, 0], [4, 0]]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_split_grid_takes_its_receipts_along() {
    for engine in both_engines() {
        let town = Town::on(engine);
        let id = town.issued().await;
        let told = town.doors[0].iter().map(|door| town.receipt(&id, *door, "told")).collect();
        town.bring(&town.clerk, told).await;
        let split = json!({ "rev": 1, "reason": "户数太多", "parts": [
            { "name": "第1村民组东", "households": [town.doors[0][0]] }, { "name": "第1村民组西", "rest": true } ] });
        town.clerk.post(&format!("/api/v1/areas/{}/split", town.fixture.grids[0].id), split).await.good();
        let path = format!("/api/v1/directives/{id}/reach?area={}&down_to=grid", town.fixture.villages[0].id);
        let table = town.clerk.get(&path).await.good();
        let rows: Vec<(String, Vec<i64>)> = table["rows"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| (row["name"].as_str().unwrap().to_owned(), figures(row, &["due", "told"])))
            .collect();
        let find = |name: &str| rows.iter().find(|(other, _)| other == name).map(|(_, counts)| counts.clone());
        assert_eq!(find("黄寺岗村"), Some(vec![8, 4]));
        assert_eq!((find("第1村民组东"), find("第1村民组西")), (Some(vec![1, 1]), Some(vec![3, 3])));
    }
}
