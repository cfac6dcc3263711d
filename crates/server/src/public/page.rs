//! The frame of every public page, and the headers it travels with.

use std::sync::LazyLock;

use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use gridward_domain::{Language, Refusal};

use super::html::Html;
use crate::keys::token_hash;

/// One column, big letters; the source is the file that is sent.
const STYLES: &str = include_str!("../../../../web/apps/public/styles.css");
/// Everything from our own origin; no picture, no frame, no script but our one.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The address of the styles: it changes with them, so that they may be kept for good.
static STYLES_AT: LazyLock<String> =
    LazyLock::new(|| format!("/p/styles.css?v={}", token_hash(STYLES).get(..12).unwrap_or_default()));

/// The styles.
pub(super) async fn styles() -> Response {
    let headers = [(CONTENT_TYPE, "text/css; charset=utf-8"), (CACHE_CONTROL, "public, max-age=31536000, immutable")];
    (headers, STYLES).into_response()
}

/// A page to be sent.
pub(super) struct Page<'a> {
    pub(super) status: StatusCode,
    /// The title, in the page's language.
    pub(super) title: (&'static str, &'static str),
    /// The path without a query: the other language is the same path.
    pub(super) path: &'a str,
    /// Whether the page is helped along by the script.
    pub(super) script: bool,
}

impl Page<'_> {
    /// The whole page around its main part.
    pub(super) fn send(&self, main: &Html) -> Response {
        let language = main.language;
        let mut html = Html::new(language);
        html.add("<!doctype html><html").attr("lang", language.tag()).add("><head><meta charset=\"utf-8\">");
        html.add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        html.add("<meta name=\"robots\" content=\"noindex\"><title>").say(self.title.0, self.title.1).add("</title>");
        html.add("<link rel=\"stylesheet\"").attr("href", &STYLES_AT).add(">");
        if self.script {
            html.add("<script type=\"module\" src=\"/p/enhance.js\"></script>");
        }
        html.add("</head><body><header><p>").say(self.title.0, self.title.1).add("</p>");
        let (other, word) = match language {
            Language::Chinese => ("en", "English"),
            Language::English => ("zh", "中文"),
        };
        html.add("<a").attr("href", &format!("{}?lang={other}", self.path)).attr("hreflang", other);
        html.add(">").add(word).add("</a></header><main>").append(main).add("</main><footer><p>");
        html.say(
            "所填内容只用于这次专项行动，到期删除；证件号和手机号加密保存。",
            "What you fill in serves this response alone and is erased when it is over; numbers are kept sealed.",
        );
        html.add("</p></footer></body></html>");
        let headers = [(CONTENT_TYPE, "text/html; charset=utf-8"), (CACHE_CONTROL, "no-store")];
        let mut response = (self.status, headers, html.finish()).into_response();
        response.headers_mut().insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
        response
    }
}

/// A page that says why something can't be done.
pub(super) fn declined(refusal: &Refusal, language: Language, path: &str) -> Response {
    let mut main = Html::new(language);
    main.add("<h1>").say("办不了", "Not possible").add("</h1><p class=\"problem\" role=\"alert\">");
    main.text(&refusal.sentence(language)).add("</p>");
    let status = StatusCode::from_u16(refusal.fault.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    Page { status, title: ("返乡报备", "Register your return"), path, script: false }.send(&main)
}
