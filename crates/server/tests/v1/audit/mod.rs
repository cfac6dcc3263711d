mod list;
mod reads;

use gridward_testkit::Client;
use serde_json::Value;

/// The verbs of the newest entries, newest first.
pub(crate) async fn verbs(client: &Client, query: &str) -> Vec<String> {
    let page = client.get(&format!("/api/v1/audit?{query}")).await.good();
    let verb = |row: &Value| row["verb"].as_str().unwrap().to_owned();
    page["items"].as_array().unwrap().iter().map(verb).collect()
}
