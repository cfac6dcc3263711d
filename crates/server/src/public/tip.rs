//! Tell something without one's name.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use gridward_domain::{Id, Refusal};

use super::choices::{Choices, offered};
use super::faults;
use super::guest::Guest;
use super::html::Html;
use super::page::{Page, declined};
use super::register::{admitted, offer, token};
use super::typed::Typed;
use crate::{App, Error, arrivals};

const TITLE: (&str, &str) = ("匿名反映情况", "Tell something without your name");

/// The empty form.
pub(super) async fn show(State(app): State<App>, guest: Guest, Path(code): Path<String>) -> Response {
    form(&app, &guest, &code, None).await
}

/// Takes a tip. Nothing of who sent it is kept.
pub(super) async fn take(State(app): State<App>, guest: Guest, Path(code): Path<String>, typed: Typed) -> Response {
    match write(&app, &guest, &code, &typed).await {
        Ok(()) => thanks(&guest, &code),
        Err(error) => form(&app, &guest, &code, Some((&typed, &guest.refusal(&error)))).await,
    }
}

async fn form(app: &App, guest: &Guest, code: &str, sent: Option<(&Typed, &Refusal)>) -> Response {
    let path = format!("/p/{code}/tip");
    let (_, choices) = match offer(app, code, None).await {
        Ok(offered) => offered,
        Err(error) => return declined(&guest.refusal(&error), guest.language(), &path),
    };
    let typed = sent.map(|(typed, _)| typed);
    let said = |name: &str| typed.map_or("", |typed| typed.get(name));
    let token = token(guest, typed);
    let written = token.written(&guest.ctx);
    let mut main = Html::new(guest.language());
    main.add("<h1>").say(TITLE.0, TITLE.1).add("</h1><p>");
    main.say(
        "不用写姓名，系统也不记录是谁、从哪里发来的，只记日期。工作人员会去核实，不会仅凭这条信息认定任何人。",
        "No name is asked and nothing of who sent it is kept, only the day. Somebody looks into it; nothing is decided by it.",
    );
    main.add("</p>");
    if let Some((_, problem)) = sent {
        main.add("<p class=\"problem\" role=\"alert\">").text(&problem.sentence(guest.language())).add("</p>");
    }
    main.add("<form method=\"post\"").attr("action", &format!("{path}{}", guest.query()));
    main.attr("data-token", &written).attr("data-work", &super::challenge::WORK.to_string()).add(">");
    main.add("<input type=\"hidden\" name=\"token\"").attr("value", &written).add(">");
    main.add("<input type=\"hidden\" name=\"nonce\" value=\"\"><label for=\"area\">");
    main.say("哪个村、哪个组", "Which village and group").add("</label><select id=\"area\" name=\"area\">");
    main.add("<option value=\"\">").say("请选择", "Choose").add("</option>");
    for (id, name) in places(&choices) {
        main.add("<option").attr("value", &id).add(if id == said("area") { " selected>" } else { ">" });
        main.text(&name).add("</option>");
    }
    main.add("</select><label for=\"told\">").say("情况（500 字以内）", "What you know (500 characters)");
    main.add("</label><textarea id=\"told\" name=\"told\" rows=\"6\" maxlength=\"500\">").text(said("told"));
    main.add("</textarea><div class=\"trap\" aria-hidden=\"true\"><label>").say("网址", "Website");
    main.add("<input name=\"website\" tabindex=\"-1\" autocomplete=\"off\"></label></div><div data-sum>");
    let (one, other) = token.figures();
    main.add("<label for=\"answer\">").text(&one.to_string()).say(" 加 ", " plus ").text(&other.to_string());
    main.say(" 等于几？", " is?")
        .add("</label><input id=\"answer\" name=\"answer\" inputmode=\"numeric\" maxlength=\"4\"");
    main.add(" autocomplete=\"off\"></div><p><button class=\"main\">").say("提交", "Send").add("</button></p></form>");
    let refused = sent.and_then(|(_, problem)| StatusCode::from_u16(problem.fault.status).ok());
    Page { status: refused.unwrap_or(StatusCode::OK), title: TITLE, path: &path, script: true }.send(&main)
}

/// Villages and groups in one list.
fn places(choices: &Choices) -> Vec<(String, String)> {
    let mut places = Vec::new();
    match choices {
        Choices::Fixed(area) => places.push((area.id.to_string(), area.name.clone())),
        Choices::Below(areas) => places.extend(areas.iter().map(|area| (area.id.to_string(), area.name.clone()))),
        Choices::Groups(villages) => {
            for (village, groups) in villages {
                places.push((village.id.to_string(), village.name.clone()));
                places.extend(groups.iter().map(|group| (group.id.to_string(), group.name.clone())));
            }
        }
    }
    places
}

async fn write(app: &App, guest: &Guest, code: &str, typed: &Typed) -> Result<(), Error> {
    let token = admitted(app, guest, typed)?;
    let area: Id = typed.get("area").parse().map_err(|_| faults::NO_AREA.at("area"))?;
    let (ctx, code, told) = (guest.ctx.clone(), code.to_owned(), typed.get("told").to_owned());
    // An identity that follows from the token keeps a second press from doubling, and tells no time.
    let id: Id = ctx.keys.index("tip.id", &token.op.to_string()).parse().map_err(Error::broken)?;
    app.db()
        .write("tips.tell", move |tx| {
            let entrance = arrivals::entrance(tx, &code)?;
            let area = offered(tx, &entrance, area)?;
            arrivals::tell_tip(tx, &ctx, (id, entrance.response_id), &area, &told)
        })
        .await
}

fn thanks(guest: &Guest, code: &str) -> Response {
    let mut main = Html::new(guest.language());
    main.add("<h1>").say("收到了，谢谢", "Received, thank you").add("</h1><p>");
    main.say("村里会有人去了解情况。", "Somebody of the village will look into it.").add("</p>");
    Page { status: StatusCode::OK, title: TITLE, path: &format!("/p/{code}/tip"), script: false }.send(&main)
}
