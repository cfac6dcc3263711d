//! A client that calls the real router without a network.

use axum::Router;
use axum::body::Body;
use axum::http::request::Builder;
use axum::http::{Method, Request, StatusCode};
use gridward_domain::{Id, Ids};
use gridward_server::App;
use http_body_util::BodyExt as _;
use serde_json::Value;
use tower::ServiceExt as _;

/// A caller of the routes.
pub struct Client {
    router: Router,
    token: Option<String>,
    page: Option<String>,
    ids: Ids,
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Reply {
    /// The status.
    pub status: StatusCode,
    /// The body as JSON; a string when it is none.
    pub body: Value,
    /// The session cookie that came with it, whole.
    pub cookie: Option<String>,
}

impl Reply {
    /// The body of a good answer.
    ///
    /// # Panics
    /// When the request was declined.
    pub fn good(self) -> Value {
        assert!(self.status.is_success(), "declined: {} {}", self.status, self.body);
        self.body
    }

    /// The token in the session cookie that came with it.
    ///
    /// # Panics
    /// When no cookie came.
    pub fn token(&self) -> String {
        let cookie = self.cookie.as_deref().expect("a session cookie");
        let pair = cookie.split(';').next().unwrap_or_default();
        pair.trim_start_matches("gridward_session=").to_owned()
    }

    /// The stable code of a declined request; empty for a good answer.
    pub fn code(&self) -> &str {
        self.body.get("code").and_then(Value::as_str).unwrap_or("")
    }
}

impl Client {
    pub(crate) fn new(app: &App, token: Option<String>) -> Self {
        Self { router: gridward_server::http::router(app), token, page: None, ids: app.ids().clone() }
    }

    /// The same client on a page with this address.
    #[must_use]
    pub fn at_page(self, page: &str) -> Self {
        Self { page: Some(page.to_owned()), ..self }
    }

    /// GET.
    pub async fn get(&self, path: &str) -> Reply {
        self.send(Method::GET, path, None, None).await
    }

    /// POST with a new op_id.
    pub async fn post(&self, path: &str, body: Value) -> Reply {
        self.send(Method::POST, path, Some(body), Some(self.ids.make())).await
    }

    /// POST of a form with one file.
    ///
    /// # Panics
    /// When the request can't be built from such a path.
    pub async fn upload(&self, path: &str, name: &str, bytes: &[u8]) -> Reply {
        let head = format!("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
        let form = [head.as_bytes(), bytes, b"\r\n--x--\r\n"].concat();
        let request = self.request(Method::POST, path, "multipart/form-data; boundary=x");
        self.answer(request, Body::from(form)).await
    }

    /// Any method, with or without a body and an op_id.
    ///
    /// # Panics
    /// When the request can't be built from such a path.
    pub async fn send(&self, method: Method, path: &str, body: Option<Value>, op: Option<Id>) -> Reply {
        let mut request = self.request(method, path, "application/json");
        if let Some(op) = op {
            request = request.header("idempotency-key", op.to_string());
        }
        self.answer(request, body.map_or_else(Body::empty, |value| Body::from(value.to_string()))).await
    }

    fn request(&self, method: Method, path: &str, content: &str) -> Builder {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("x-gridward", "1")
            .header("accept-language", "en")
            .header("content-type", content);
        if let Some(token) = &self.token {
            request = request.header("cookie", format!("gridward_session={token}"));
        }
        if let Some(page) = &self.page {
            request = request.header("referer", page);
        }
        request
    }

    async fn answer(&self, request: Builder, body: Body) -> Reply {
        let request = request.body(body).expect("a well-formed request");
        let response = self.router.clone().oneshot(request).await.unwrap_or_else(|never| match never {});
        let status = response.status();
        let cookie = response.headers().get("set-cookie").and_then(|value| value.to_str().ok()).map(str::to_owned);
        let bytes = response.into_body().collect().await.expect("a whole body").to_bytes();
        let body = serde_json::from_slice(&bytes)
            .unwrap_or_else(|_| Value::String(String::from_utf8_lossy(&bytes).into_owned()));
        Reply { status, body, cookie }
    }
}
