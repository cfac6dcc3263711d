//! The routes as the OpenAPI document lists them, and how one is asked.

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request};
use gridward_testkit::World;
use serde_json::Value;
use tower::ServiceExt as _;

use super::requests::{Asking, Sent};

/// A route.
pub(super) struct Operation {
    pub(super) id: String,
    method: Method,
    path: String,
}

/// Every route, by its identity.
pub(super) fn operations() -> Vec<Operation> {
    let document: Value = serde_json::from_str(&gridward_server::http::openapi().unwrap()).unwrap();
    let mut found = Vec::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let method = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
            let id = operation["operationId"].as_str().unwrap().to_owned();
            found.push(Operation { id, method, path: path.clone() });
        }
    }
    found.sort_by(|one, other| one.id.cmp(&other.id));
    found
}

/// Somebody who asks.
pub(super) struct Asker<'w> {
    pub(super) world: &'w World,
    /// The routes, built once: that takes longer than most requests.
    pub(super) router: Router,
    pub(super) token: Option<String>,
}

const TABLE: &str = "姓名,与户主关系,门牌号\n张三,户主,77号\n";

impl Asker<'_> {
    /// Asks, and answers the letter of the table.
    pub(super) async fn ask(&self, operation: &Operation, asking: &Asking) -> char {
        let upload = if operation.path.contains("{upload}") { self.upload().await } else { String::new() };
        let mut path = operation.path.replace("{upload}", &upload);
        for (name, value) in &asking.path {
            path = path.replace(&format!("{{{name}}}"), value);
        }
        assert!(!path.contains('{'), "{path}: a part of the path is not given");
        let path = format!("{path}{}", asking.query);
        let (status, code) = self.send(operation.method.clone(), &path, &asking.body).await;
        match (status, code.as_str()) {
            (200..=204, _) => 'y',
            (401, _) => 's',
            (403, _) => 'n',
            (404, _) => 'h',
            (409, _) => 'c',
            (422, _) => '?',
            _ => panic!("{} {path}: {status} {code}", operation.id),
        }
    }

    /// A ledger of the asker's own, to be previewed or imported.
    async fn upload(&self) -> String {
        let form = format!(
            "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n{TABLE}\r\n--x--\r\n"
        );
        let (_, id) = self.send(Method::POST, "/api/v1/households/import", &Sent::Form(form)).await;
        if id.len() == 32 { id } else { self.world.app.ids().make().to_string() }
    }

    /// The status, with the code of a refusal or the identity of an upload.
    async fn send(&self, method: Method, path: &str, body: &Sent) -> (u16, String) {
        let mut request = Request::builder().method(method).uri(path).header("x-gridward", "1");
        if let Some(token) = &self.token {
            request = request.header("cookie", format!("gridward_session={token}"));
        }
        let body = match body {
            Sent::Nothing => Body::empty(),
            Sent::Json(value) => Body::from(value.to_string()),
            Sent::Text(text) => Body::from(*text),
            Sent::Form(form) => {
                request = request.header("content-type", "multipart/form-data; boundary=x");
                Body::from(form.clone())
            }
        };
        let reply = self.router.clone().oneshot(request.body(body).unwrap()).await.unwrap();
        let status = reply.status().as_u16();
        if reply.headers().get("content-type").is_none_or(|kind| kind == "text/event-stream") {
            return (status, String::new());
        }
        let bytes = axum::body::to_bytes(reply.into_body(), usize::MAX).await.unwrap();
        let value: Value = serde_json::from_slice(&bytes).unwrap_or_default();
        // A batch is answered command by command.
        if let Some(code) = value["answers"][0]["code"].as_str() {
            let status = match code {
                "not_found" => 404,
                "not_allowed" => 403,
                _ => 409,
            };
            return (status, code.to_owned());
        }
        let word = value["code"].as_str().or(value["upload"].as_str()).unwrap_or("");
        (status, word.to_owned())
    }
}
