mod limits;
mod own;
mod register;
mod tips;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request};
use gridward_testkit::World;
use serde_json::json;
use tower::ServiceExt as _;

use crate::arrivals::Office;

/// A browser without a log-in.
pub(crate) struct Browser {
    router: Router,
}

/// A page as it came.
pub(crate) struct Seen {
    pub(crate) status: u16,
    pub(crate) text: String,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: usize,
}

impl Browser {
    pub(crate) fn new(world: &World) -> Self {
        Self { router: gridward_server::http::router(&world.app) }
    }

    pub(crate) async fn get(&self, path: &str) -> Seen {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    /// The size of a page as it travels.
    pub(crate) async fn bytes_of(&self, path: &str) -> usize {
        self.send(Request::get(path).header("accept-encoding", "gzip").body(Body::empty()).unwrap()).await.bytes
    }

    pub(crate) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Seen {
        let encoded = |text: &str| text.bytes().fold(String::new(), |all, byte| format!("{all}%{byte:02X}"));
        let pairs: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        let request = Request::builder().method(Method::POST).uri(path);
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(pairs.join("&"))).unwrap()).await
    }

    async fn send(&self, request: Request<Body>) -> Seen {
        let reply = self.router.clone().oneshot(request).await.unwrap();
        let (status, headers) = (reply.status().as_u16(), reply.headers().clone());
        let bytes = axum::body::to_bytes(reply.into_body(), usize::MAX).await.unwrap();
        Seen { status, text: String::from_utf8_lossy(&bytes).into_owned(), headers, bytes: bytes.len() }
    }
}

impl Seen {
    /// The token of the form on the page.
    pub(crate) fn token(&self) -> String {
        let at = self.text.split("data-token=\"").nth(1).unwrap_or_else(|| panic!("no form: {}", self.text));
        at.split('"').next().unwrap().to_owned()
    }

    /// The answer to the sum on the page.
    pub(crate) fn answer(&self) -> String {
        answer(&self.token())
    }

    /// The code that the page hands over.
    pub(crate) fn code(&self) -> String {
        let at = self.text.split("id=\"code\">").nth(1).unwrap_or_else(|| panic!("no code: {}", self.text));
        at.split('<').next().unwrap().to_owned()
    }
}

fn answer(token: &str) -> String {
    let parts: Vec<i64> = token.split('.').skip(2).take(2).map(|part| part.parse().unwrap()).collect();
    (parts[0] + parts[1]).to_string()
}

/// A poster of the whole town.
pub(crate) async fn poster(office: &Office) -> String {
    let body = json!({ "response_id": office.response, "kind": "checkpoint", "area_id": office.town.town.id,
        "label": "高速路口卡点" });
    let made = office.clerk.post("/api/v1/arrivals/posters", body).await.good();
    made["path"].as_str().unwrap().to_owned()
}

/// 李伟's form, without token and answer.
pub(crate) fn li(area: &str) -> Vec<(&'static str, String)> {
    [
        ("do", "send"),
        ("name", "李伟"),
        ("document", crate::households::NUMBER),
        ("phone", crate::households::PHONE),
        ("area", area),
        ("place", "3号"),
        ("here", "yes"),
        ("day", "2022-04-15"),
        ("s0_province", "31"),
        ("s0_city", "3101"),
        ("s0_county", "310115"),
        ("s0_place", "川沙镇"),
        ("s0_from", "2022-04-01"),
        ("s0_to", "2022-04-14"),
    ]
    .map(|(name, value)| (name, value.to_owned()))
    .to_vec()
}

/// Fills a form in with the token of the page that shows it, and sends it.
pub(crate) async fn send(browser: &Browser, page: &str, fields: &[(&str, String)]) -> Seen {
    let form = browser.get(page).await;
    let (token, answer) = (form.token(), form.answer());
    let mut all: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    all.extend([("token", token.as_str()), ("answer", answer.as_str())]);
    browser.post(page, &all).await
}
