//! Ask for help, or complain, with the code of a registration.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use gridward_domain::Refusal;
use gridward_domain::faults as general;
use gridward_domain::help_requests::HelpKind;

use super::challenge::WORK;
use super::faults;
use super::guest::Guest;
use super::html::Html;
use super::own::find;
use super::own_page::{Said, shown};
use super::page::{Page, declined};
use super::register::{admitted, token};
use super::typed::Typed;
use crate::arrivals::OwnArrival;
use crate::help_requests::{self, AskHelp};
use crate::{App, Ctx, Error, commands};

const TITLE: (&str, &str) = ("求助、投诉", "Ask for help, complain");

/// The empty form.
pub(super) async fn show(State(app): State<App>, guest: Guest, Path(code): Path<String>) -> Response {
    match find(&app, &guest, &code).await {
        Ok(_) => form(&guest, &code, None),
        Err(error) => declined(&guest.refusal(&error), guest.language(), "/p/r"),
    }
}

/// Takes what is asked for, and shows the page of the code with it.
pub(super) async fn take(State(app): State<App>, guest: Guest, Path(code): Path<String>, typed: Typed) -> Response {
    let own = match find(&app, &guest, &code).await {
        Ok(own) => own,
        Err(error) => return declined(&guest.refusal(&error), guest.language(), "/p/r"),
    };
    let written = match write(&app, &guest, &typed, &own).await {
        Ok(()) => find(&app, &guest, &code).await,
        Err(error) => Err(error),
    };
    match written {
        Ok(own) => shown(&guest, &code, &own, Said::Asked),
        Err(error) => form(&guest, &code, Some((&typed, &guest.refusal(&error)))),
    }
}

async fn write(app: &App, guest: &Guest, typed: &Typed, own: &[OwnArrival]) -> Result<(), Error> {
    let token = admitted(app, guest, typed)?;
    let record = own.first().map(|first| &first.record).ok_or_else(|| general::NOT_FOUND.refuse())?;
    let whose = (record.id, record.response_id, record.destination.grid_ord);
    let kind: HelpKind = typed.get("kind").parse().map_err(|_| faults::NO_KIND.at("kind"))?;
    let input = AskHelp { kind, told: typed.get("told").to_owned() };
    let ctx = Ctx { op: Some(token.op), ..guest.ctx.clone() };
    let verb = "help_requests.ask";
    app.db()
        .write(verb, move |tx| {
            commands::once(tx, &ctx, verb, &mut |tx, ctx| help_requests::ask(tx, ctx, whose, &input)).map(drop)
        })
        .await
}

fn form(guest: &Guest, code: &str, sent: Option<(&Typed, &Refusal)>) -> Response {
    let path = format!("/p/r/{code}/help");
    let typed = sent.map(|(typed, _)| typed);
    let said = |name: &str| typed.map_or("", |typed| typed.get(name));
    let token = token(guest, typed);
    let written = token.written(&guest.ctx);
    let mut main = Html::new(guest.language());
    main.add("<h1>").say(TITLE.0, TITLE.1).add("</h1><p>");
    main.say(
        "急病请直接拨打 120，或打“我的报备”上的电话。投诉由村里或镇里办理，不交给上门的人。",
        "In an emergency call 120, or the number on your page. Complaints go to the village or the town, not to those who come to your door.",
    );
    main.add("</p>");
    if let Some((_, problem)) = sent {
        main.add("<p class=\"problem\" role=\"alert\">").text(&problem.sentence(guest.language())).add("</p>");
    }
    main.add("<form method=\"post\"").attr("action", &format!("{path}{}", guest.query()));
    main.attr("data-token", &written).attr("data-work", &WORK.to_string()).add(">");
    main.add("<input type=\"hidden\" name=\"token\"").attr("value", &written).add(">");
    main.add("<input type=\"hidden\" name=\"nonce\" value=\"\"><label for=\"kind\">");
    main.say("需要什么", "What you need").add("</label><select id=\"kind\" name=\"kind\">");
    main.add("<option value=\"\">").say("请选择", "Choose").add("</option>");
    for kind in HelpKind::ALL {
        let (zh, en) = kind.title();
        main.add("<option").attr("value", kind.name());
        main.add(if kind.name() == said("kind") { " selected>" } else { ">" }).say(zh, en).add("</option>");
    }
    main.add("</select><label for=\"told\">").say("说说情况（500 字以内）", "What it is about (500 characters)");
    main.add("</label><textarea id=\"told\" name=\"told\" rows=\"5\" maxlength=\"500\">").text(said("told"));
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
