//! See and correct one's own registration by its code.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use gridward_domain::{Refusal, faults as general};

use super::choices::{Choices, choices};
use super::filled::{Filled, FilledStay, MOST_STAYS, today};
use super::form::{Form, Purpose};
use super::guest::Guest;
use super::html::Html;
use super::own_page::{Said, shown};
use super::page::{Page, declined};
use super::register::{admitted, token};
use super::typed::Typed;
use crate::arrivals::{self, Entrance, OwnArrival, grouped};
use crate::{App, Ctx, Error, commands};

pub(super) const TITLE: (&str, &str) = ("我的报备", "My registration");

/// Where a code is typed.
pub(super) async fn ask(guest: Guest) -> Response {
    let mut main = Html::new(guest.language());
    main.add("<h1>").say("凭查询码查看", "See with your code").add("</h1><form method=\"post\"");
    main.attr("action", &format!("/p/r{}", guest.query())).add("><label for=\"code\">");
    main.say("查询码", "Code").add("</label><input id=\"code\" name=\"code\" autocomplete=\"off\" maxlength=\"20\">");
    main.add("<p><button class=\"main\">").say("查看", "See").add("</button></p></form>");
    Page { status: StatusCode::OK, title: TITLE, path: "/p/r", script: false }.send(&main)
}

/// Goes to the page of a code that was typed.
pub(super) async fn go(guest: Guest, typed: Typed) -> Response {
    let code: String = typed.get("code").chars().filter(char::is_ascii_alphanumeric).take(20).collect();
    if code.is_empty() {
        return declined(&general::NOT_FOUND.refuse(), guest.language(), "/p/r");
    }
    Redirect::to(&format!("/p/r/{}{}", grouped(&code.to_ascii_uppercase()), guest.query())).into_response()
}

/// What is known of a registration.
pub(super) async fn show(State(app): State<App>, guest: Guest, Path(code): Path<String>) -> Response {
    match find(&app, &guest, &code).await {
        Ok(own) => shown(&guest, &code, &own, Said::Nothing),
        Err(error) => declined(&guest.refusal(&error), guest.language(), "/p/r"),
    }
}

/// The form to correct it.
pub(super) async fn correct(State(app): State<App>, guest: Guest, Path(code): Path<String>) -> Response {
    match find(&app, &guest, &code).await {
        Ok(own) => form(&app, &guest, &code, &own, None).await,
        Err(error) => declined(&guest.refusal(&error), guest.language(), "/p/r"),
    }
}

/// Takes the correction, or another line of the form.
pub(super) async fn take(State(app): State<App>, guest: Guest, Path(code): Path<String>, typed: Typed) -> Response {
    let own = match find(&app, &guest, &code).await {
        Ok(own) => own,
        Err(error) => return declined(&guest.refusal(&error), guest.language(), "/p/r"),
    };
    if typed.get("do") != "send" {
        return form(&app, &guest, &code, &own, Some((&typed, None))).await;
    }
    let written = match write(&app, &guest, &code, &typed, &own).await {
        Ok(()) => find(&app, &guest, &code).await,
        Err(error) => Err(error),
    };
    match written {
        Ok(own) => shown(&guest, &code, &own, Said::Corrected),
        Err(error) => {
            let refusal = guest.refusal(&error);
            form(&app, &guest, &code, &own, Some((&typed, Some(&refusal)))).await
        }
    }
}

/// The arrivals that a code opens; wrong codes are counted.
pub(super) async fn find(app: &App, guest: &Guest, code: &str) -> Result<Vec<OwnArrival>, Error> {
    app.public_limits().look(&guest.address, guest.ctx.now)?;
    let (ctx, code) = (guest.ctx.clone(), code.to_owned());
    let own = app.db().read("public.own", move |tx| arrivals::by_code(tx, &ctx, &code)).await?;
    app.public_limits().found(&guest.address);
    Ok(own)
}

async fn form(
    app: &App,
    guest: &Guest,
    code: &str,
    own: &[OwnArrival],
    sent: Option<(&Typed, Option<&Refusal>)>,
) -> Response {
    let path = format!("/p/r/{code}");
    let Some(first) = own.first() else {
        return declined(&general::NOT_FOUND.refuse(), guest.language(), "/p/r");
    };
    let choices = match offered(app, first).await {
        Ok(choices) => choices,
        Err(error) => return declined(&guest.refusal(&error), guest.language(), &path),
    };
    let mut filled = sent.map_or_else(|| Filled::of(&first.record, &first.stays), |(typed, _)| Filled::read(typed));
    let more = sent.is_some_and(|(typed, _)| typed.get("do") == "stay") || filled.stays.is_empty();
    if more && filled.stays.len() < MOST_STAYS {
        filled.stays.push(FilledStay::default());
    }
    let problem = sent.and_then(|(_, problem)| problem);
    let mut main = Html::new(guest.language());
    main.add("<h1>").say("更正我的报备", "Correct my registration").add("</h1>");
    let token = token(guest, sent.map(|(typed, _)| typed));
    let (written, action) = (token.written(&guest.ctx), format!("{path}/correct{}", guest.query()));
    let (filled, choices, today) = (&filled, &choices, today(&guest.ctx));
    let purpose = Purpose::Correct;
    Form { purpose, filled, choices, token: &token, written: &written, action: &action, today, problem }
        .write(&mut main);
    let status = problem.and_then(|refusal| StatusCode::from_u16(refusal.fault.status).ok()).unwrap_or(StatusCode::OK);
    Page { status, title: TITLE, path: &format!("{path}/correct"), script: true }.send(&main)
}

/// The villages and groups of the town that the registration is for.
async fn offered(app: &App, own: &OwnArrival) -> Result<Choices, Error> {
    let (response, grid) = (own.record.response_id, own.record.destination.grid_id);
    app.db()
        .read("public.offer", move |tx| {
            let mut entrance: Entrance = arrivals::entrance(tx, &response.to_string())?;
            if let Some(town) = arrivals::town_of(tx, grid)?.filter(|town| entrance.area.range().covers(town.range())) {
                entrance.area = town;
            }
            choices(tx, &entrance, None)
        })
        .await
}

async fn write(app: &App, guest: &Guest, code: &str, typed: &Typed, own: &[OwnArrival]) -> Result<(), Error> {
    let token = admitted(app, guest, typed)?;
    let record = own.first().map(|first| first.record.clone()).ok_or_else(|| general::NOT_FOUND.refuse())?;
    let ctx = Ctx { op: Some(token.op), ..guest.ctx.clone() };
    let filled = Filled::read(typed);
    let input = filled.correction(&ctx, &record)?;
    let code = code.to_owned();
    let verb = "arrivals.correct_own";
    app.db()
        .write(verb, move |tx| {
            commands::once(tx, &ctx, verb, &mut |tx, ctx| {
                let entrance = arrivals::entrance(tx, &record.response_id.to_string())?;
                let destination = filled.destination(&entrance)?;
                arrivals::correct_own(tx, ctx, &code, (&input, &destination))
            })
            .map(drop)
        })
        .await
}
