mod duplicates;
mod history;
mod import;
mod register;
mod search;
mod template;
mod unmask;

use gridward_domain::Id;
use gridward_testkit::{Client, World};
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

/// What the server finds in a file that somebody uploads with the form of a browser.
pub(crate) async fn uploaded(world: &World, person: Id, name: &str, file: &[u8]) -> Value {
    use tower::ServiceExt as _;
    let head = format!(
        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n"
    );
    let form = [head.as_bytes(), file, b"\r\n--x--\r\n"].concat();
    let request = axum::http::Request::post("/api/v1/households/import")
        .header("x-gridward", "1")
        .header("cookie", format!("gridward_session={}", world.token(person)))
        .header("content-type", "multipart/form-data; boundary=x")
        .body(axum::body::Body::from(form))
        .unwrap();
    let response = gridward_server::http::router(&world.app).oneshot(request).await.unwrap();
    let (status, body) = (response.status(), response.into_body());
    let bytes = axum::body::to_bytes(body, 1 << 20).await.unwrap();
    assert_eq!(status, 200, "{}", String::from_utf8_lossy(&bytes));
    serde_json::from_slice(&bytes).unwrap()
}
