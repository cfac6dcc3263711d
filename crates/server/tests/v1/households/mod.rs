mod duplicates;
mod history;
mod import;
mod register;
mod search;
mod unmask;

use gridward_domain::Id;
use gridward_testkit::Client;
use serde_json::{Value, json};

/// A number that belongs to nobody: the county code 419999 was never given out.
pub(crate) const NUMBER: &str = "41999919820819736X";
/// A phone of a range that is not in use.
pub(crate) const PHONE: &str = "15471410667";

/// A household of a grid with a head and his wife.
pub(crate) async fn li_household(client: &Client, grid: Id, door: &str) -> Value {
    let residents = json!([
        { "name": "李伟", "relation": "head", "document": { "number": NUMBER }, "phone": PHONE },
        { "name": "王秀英", "relation": "spouse", "birth_on": "1984-02-01", "sex": "female" },
    ]);
    let body = json!({ "grid_id": grid, "door": door, "residents": residents });
    client.post("/api/v1/households", body).await.good()
}

/// Live households and residents of a grid, as counted and as they are.
pub(crate) async fn doors_of(client: &Client, grid: Id) -> Vec<(String, i64)> {
    let page = client.get(&format!("/api/v1/households?area={grid}")).await.good();
    let items = page["items"].as_array().unwrap();
    items.iter().map(|one| (one["door"].as_str().unwrap().to_owned(), one["members"].as_i64().unwrap())).collect()
}
