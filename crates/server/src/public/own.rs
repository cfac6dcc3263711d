//! See and correct one's own registration by its code.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use gridward_domain::arrivals::ArrivalState;
use gridward_domain::plans::PlanState;
use gridward_domain::risk_areas::Certainty;
use gridward_domain::{Refusal, faults as general};

use super::choices::{Choices, choices};
use super::filled::{Filled, FilledStay, MOST_STAYS, today};
use super::form::{Form, Purpose};
use super::guest::Guest;
use super::html::Html;
use super::page::{Page, declined};
use super::register::{admitted, token};
use super::sent::responsible;
use super::typed::Typed;
use crate::arrivals::{self, Entrance, OwnArrival, grouped};
use crate::plans::PlanRecord;
use crate::{App, Ctx, Error, commands};

const TITLE: (&str, &str) = ("我的报备", "My registration");

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
        Ok(own) => shown(&guest, &code, &own, false),
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
        Ok(own) => shown(&guest, &code, &own, true),
        Err(error) => {
            let refusal = guest.refusal(&error);
            form(&app, &guest, &code, &own, Some((&typed, Some(&refusal)))).await
        }
    }
}

/// The arrivals that a code opens; wrong codes are counted.
async fn find(app: &App, guest: &Guest, code: &str) -> Result<Vec<OwnArrival>, Error> {
    app.public_limits().look(&guest.address, guest.ctx.now)?;
    let (ctx, code) = (guest.ctx.clone(), code.to_owned());
    let own = app.db().read("public.own", move |tx| arrivals::by_code(tx, &ctx, &code)).await?;
    app.public_limits().found(&guest.address);
    Ok(own)
}

fn shown(guest: &Guest, code: &str, own: &[OwnArrival], corrected: bool) -> Response {
    let mut main = Html::new(guest.language());
    main.add("<h1>").say("我的报备", "My registration").add("</h1>");
    if corrected {
        main.add("<p class=\"good\" role=\"status\">").say("更正已保存。", "The correction is kept.").add("</p>");
    }
    for one in own {
        known(&mut main, one);
    }
    let path = format!("/p/r/{code}");
    if own.first().is_some_and(|first| first.record.state.is_under_way()) {
        main.add("<p><a class=\"button\"").attr("href", &format!("{path}/correct{}", guest.query())).add(">");
        main.say("更正", "Correct it").add("</a></p>");
    }
    Page { status: StatusCode::OK, title: TITLE, path: &path, script: false }.send(&main)
}

/// Everything that is known of one arrival, for whoever holds its code: also the measure, its rule and its end.
fn known(html: &mut Html, own: &OwnArrival) {
    let record = &own.record;
    let language = html.language;
    html.add("<section><h2>").text(&record.name.text).add("</h2><p class=\"state\">");
    // A second registration says no more than what was typed into it: the first may be somebody else's to read.
    if record.state == ArrivalState::Duplicate {
        html.say("已收到，工作人员会与您核对", "received; somebody will check it with you").add("</p></section>");
        return;
    }
    html.text(record.state.word(language)).add("</p><dl>");
    let destination = &record.destination;
    let group = if destination.is_gap() { "" } else { &destination.grid_name };
    let place = format!("{} {group} {}", destination.village_name, destination.place);
    line(html, ("去向", "Destination"), place.trim());
    if let Some(day) = record.arrived_on {
        line(html, ("到家日期", "Came home on"), &day.to_string());
    } else if let Some(day) = record.expected_on {
        line(html, ("预计到家", "Expected on"), &day.to_string());
    }
    for stay in &own.stays {
        let days = format!("{} {} – {}", stay.place, stay.from_on, stay.to_on);
        line(html, ("去过", "Was in"), &days);
    }
    html.add("</dl>");
    measures(html, &own.plans);
    if let Some(owner) = &own.owner {
        responsible(html, owner);
    }
    html.add("</section>");
}

/// Which rule holds, from which document, until when; and what somebody still has to ask.
fn measures(html: &mut Html, plans: &[PlanRecord]) {
    let language = html.language;
    let holds = plans.iter().any(|plan| plan.state == PlanState::InForce);
    let told = plans.iter().filter(|plan| !holds || plan.certainty != Certainty::None);
    let sentences: Vec<&str> =
        told.flat_map(|plan| &plan.told.sentences).map(|sentence| sentence.get(language)).collect();
    if sentences.is_empty() {
        return;
    }
    html.add("<h3>").say("管控措施", "Measure").add("</h3><ul>");
    for sentence in sentences {
        html.add("<li>").text(sentence).add("</li>");
    }
    html.add("</ul>");
}

fn line(html: &mut Html, term: (&'static str, &'static str), value: &str) {
    html.add("<dt>").say(term.0, term.1).add("</dt><dd>").text(value).add("</dd>");
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
