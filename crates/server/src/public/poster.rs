//! The sheet to print: a big code, what it is for, and where it hangs.

use axum::extract::{Path, State};
use axum::http::header::HOST;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use gridward_domain::faults as general;
use gridward_formats::qr::qr_svg;

use super::guest::Guest;
use super::html::Html;
use super::page::{Page, declined};
use super::register::offer;
use crate::App;

/// The poster of a code, for A4.
pub(super) async fn sheet(
    State(app): State<App>,
    guest: Guest,
    Path(code): Path<String>,
    headers: HeaderMap,
) -> Response {
    let path = format!("/p/{code}/poster");
    let (entrance, _) = match offer(&app, &code, None).await {
        Ok(offered) => offered,
        Err(error) => return declined(&guest.refusal(&error), guest.language(), &path),
    };
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let scheme = if app.is_secure() { "https" } else { "http" };
    let address = format!("{scheme}://{host}/p/{code}");
    let Ok(svg) = qr_svg(&address) else {
        return declined(&general::BAD_REQUEST.refuse().with("why", "host"), guest.language(), &path);
    };
    let mut main = Html::new(guest.language());
    main.add("<div class=\"poster\"><h1>")
        .say("返乡人员扫码报备", "Coming home? Register here")
        .add("</h1><p class=\"where\">");
    main.text(&entrance.area.name);
    if !entrance.label.is_empty() {
        main.text(" · ").text(&entrance.label);
    }
    main.add("</p><div class=\"qr\">").svg(&svg).add("</div><p class=\"address\">").text(&address).add("</p><p>");
    main.say(
        "用手机扫一扫，不用登录，几分钟填完；不会用手机的，请找村民组长或网格员代报。",
        "Scan it with a phone; no log-in. Without a phone, ask the group's head or the grid worker to do it for you.",
    );
    main.add("</p><p>").text(&entrance.response_name);
    if let Some(kind) = entrance.kind {
        main.text(" · ").text(kind.word(guest.language()));
    }
    main.add("</p></div>");
    Page { status: StatusCode::OK, title: ("海报", "Poster"), path: &path, script: false }.send(&main)
}
