//! The page after a registration: it is kept, and this is the code to see or correct it.

use axum::http::StatusCode;
use axum::response::Response;

use super::guest::Guest;
use super::html::Html;
use super::page::Page;
use super::register::Written;
use crate::arrivals::{ArrivalOwner, grouped};

/// The page that hands over the code.
pub(super) fn page(guest: &Guest, poster: &str, written: &Written) -> Response {
    let mut main = Html::new(guest.language());
    main.add("<h1>").say("报备成功", "You are registered").add("</h1>");
    if written.differs {
        main.add("<p class=\"problem\" role=\"alert\">");
        main.say(
            "这张表之前已经提交过，这次改动的内容没有保存。要更正，请用下面的查询码打开。",
            "This form had been sent before; what you changed since is not kept. Open it with the code to correct it.",
        );
        main.add("</p>");
    }
    let code = grouped(&written.code);
    main.add("<p>").say("您的查询码（请截图或抄下来）：", "Your code (keep a picture of it):").add("</p>");
    main.add("<p class=\"code\" id=\"code\">").text(&code).add("</p>");
    main.add("<p><a class=\"button\"").attr("href", &format!("/p/r/{code}{}", guest.query())).add(">");
    main.say("查看或更正我的报备", "See or correct my registration").add("</a></p>");
    let count = written.registered.items.len();
    main.add("<p>").say("已登记人数：", "People registered: ").text(&count.to_string()).add("</p>");
    // Whether somebody of them had been registered before is not said: it would tell a stranger who is coming back.
    if let Some(owner) = &written.owner {
        responsible(&mut main, owner);
    }
    let path = format!("/p/{poster}");
    Page { status: StatusCode::OK, title: ("返乡报备", "Register your return"), path: &path, script: false }.send(&main)
}

/// Who answers for them, with the number on duty.
pub(super) fn responsible(html: &mut Html, owner: &ArrivalOwner) {
    html.add("<p>").say("负责联系您的人：", "Who answers for you: ").text(&owner.person_name).add(" ");
    let (zh, en) = owner.role.title();
    html.say(zh, en);
    if !owner.work_phone.is_empty() {
        html.add(" <a").attr("href", &format!("tel:{}", owner.work_phone)).add(">").text(&owner.work_phone).add("</a>");
    }
    html.add("</p>");
}
