//! Register oneself: show the form, take it, and hand over the code.

use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use gridward_domain::{Id, Refusal};
use serde::{Deserialize, Serialize};

use super::challenge::Token;
use super::choices::{Choices, choices, offered};
use super::faults;
use super::filled::{Filled, FilledStay, MOST_COMPANIONS, MOST_STAYS, today};
use super::form::{Form, Purpose};
use super::guest::Guest;
use super::html::Html;
use super::page::{Page, declined};
use super::sent;
use super::typed::Typed;
use crate::arrivals::{self, ArrivalOwner, Entrance, Registered};
use crate::{App, Ctx, Error, commands};

/// What the address says besides the code.
#[derive(Debug, Clone, Copy, Deserialize)]
pub(super) struct Asked {
    /// The part of a large area that was picked first.
    area: Option<Id>,
}

/// What a registration leaves with its op_id: where each stands, and what the form said, as a blind index.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Kept {
    registered: Registered,
    said: String,
}

/// What was written, for the page that hands over the code.
pub(super) struct Written {
    pub(super) code: String,
    pub(super) registered: Registered,
    /// Whether the form had been sent before and said something else: that is not written again.
    pub(super) differs: bool,
    pub(super) owner: Option<ArrivalOwner>,
}

/// The empty form.
pub(super) async fn show(
    State(app): State<App>,
    guest: Guest,
    Path(code): Path<String>,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Response {
    let filled = Filled { stays: vec![FilledStay::default()], ..Filled::default() };
    again(&app, &guest, &code, (&filled, asked.ok().and_then(|asked| asked.area)), None).await
}

/// Takes the form: another line of it, the next step of an area, or the registration.
pub(super) async fn take(State(app): State<App>, guest: Guest, Path(code): Path<String>, typed: Typed) -> Response {
    let mut filled = Filled::read(&typed);
    let step = typed.get("do");
    if step != "send" {
        if step == "companion" && filled.companions.len() < MOST_COMPANIONS {
            filled.companions.push((String::new(), String::new()));
        }
        if step == "stay" && filled.stays.len() < MOST_STAYS {
            filled.stays.push(FilledStay::default());
        }
        return again(&app, &guest, &code, (&filled, None), Some(&typed)).await;
    }
    match write(&app, &guest, &code, &typed, &filled).await {
        Ok(written) => sent::page(&guest, &code, &written),
        Err(error) => {
            let refusal = guest.refusal(&error);
            refused(&app, &guest, &code, &filled, &typed, &refusal).await
        }
    }
}

/// The form once more, with what was filled in and why it was declined.
async fn refused(app: &App, guest: &Guest, code: &str, filled: &Filled, typed: &Typed, refusal: &Refusal) -> Response {
    match offer(app, code, None).await {
        Ok((entrance, choices)) => render(guest, (code, &entrance), &choices, filled, (Some(typed), Some(refusal))),
        Err(error) => declined(&guest.refusal(&error), guest.language(), &format!("/p/{code}")),
    }
}

async fn again(
    app: &App,
    guest: &Guest,
    code: &str,
    (filled, area): (&Filled, Option<Id>),
    typed: Option<&Typed>,
) -> Response {
    match offer(app, code, area).await {
        Ok((entrance, choices)) => render(guest, (code, &entrance), &choices, filled, (typed, None)),
        Err(error) => declined(&guest.refusal(&error), guest.language(), &format!("/p/{code}")),
    }
}

/// What a code opens and offers.
pub(super) async fn offer(app: &App, code: &str, area: Option<Id>) -> Result<(Entrance, Choices), Error> {
    let code = code.to_owned();
    app.db()
        .read("public.offer", move |tx| {
            let entrance = arrivals::entrance(tx, &code)?;
            let choices = choices(tx, &entrance, area)?;
            Ok((entrance, choices))
        })
        .await
}

fn render(
    guest: &Guest,
    (code, entrance): (&str, &Entrance),
    choices: &Choices,
    filled: &Filled,
    (typed, problem): (Option<&Typed>, Option<&Refusal>),
) -> Response {
    let path = format!("/p/{code}");
    let mut main = Html::new(guest.language());
    main.add("<h1>").text(&entrance.response_name).add("</h1><p>").text(&entrance.area.name).text(" ");
    main.text(&entrance.label).add("</p>");
    if let Choices::Below(areas) = choices {
        main.add("<p>").say("先选您要去的地方：", "Choose where you go first:").add("</p><ul class=\"places\">");
        for area in areas {
            let lang = if guest.query().is_empty() { "" } else { "&lang=en" };
            main.add("<li><a").attr("href", &format!("{path}?area={}{lang}", area.id)).add(">").text(&area.name);
            main.add("</a></li>");
        }
        main.add("</ul>");
    } else {
        let token = token(guest, typed);
        let (written, action) = (token.written(&guest.ctx), format!("{path}{}", guest.query()));
        let (filled, today) = (filled, today(&guest.ctx));
        let purpose = Purpose::New;
        Form { purpose, filled, choices, token: &token, written: &written, action: &action, today, problem }
            .write(&mut main);
        main.add("<p class=\"more\"><a").attr("href", &format!("{path}/tip{}", guest.query())).add(">");
        main.say("匿名反映情况", "Tell something without your name").add("</a> · <a");
        main.attr("href", &format!("/p/r{}", guest.query())).add(">");
        main.say("凭查询码查看、更正", "See or correct with your code").add("</a></p>");
    }
    let status = problem.map_or(StatusCode::OK, |refusal| {
        StatusCode::from_u16(refusal.fault.status).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY)
    });
    Page { status, title: ("返乡报备", "Register your return"), path: &path, script: true }.send(&main)
}

/// The token the form came with, as long as it is good: a second press is the same command. Otherwise a new one.
pub(super) fn token(guest: &Guest, typed: Option<&Typed>) -> Token {
    let kept = typed.and_then(|typed| Token::read(&guest.ctx, typed.get("token")).ok());
    kept.unwrap_or_else(|| Token::new(&guest.ctx))
}

/// Passes when a form is good to be written: no trap was stepped into, it was worked for, and its address has not sent
/// too many. Answers its token.
pub(super) fn admitted(app: &App, guest: &Guest, typed: &Typed) -> Result<Token, Refusal> {
    if !typed.get("website").is_empty() {
        return Err(faults::LEAVE_EMPTY.refuse());
    }
    let written = typed.get("token");
    let token = Token::read(&guest.ctx, written)?;
    let proof = token.proof(written, typed.get("nonce"), typed.get("answer"))?;
    app.public_limits().send(&guest.address, proof, guest.ctx.now)?;
    Ok(token)
}

/// Writes the registration, once for each token.
async fn write(app: &App, guest: &Guest, code: &str, typed: &Typed, filled: &Filled) -> Result<Written, Error> {
    let token = admitted(app, guest, typed)?;
    let ctx = Ctx { op: Some(token.op), ..guest.ctx.clone() };
    let own = arrivals::code_of(&ctx, token.op);
    let said = ctx.keys.index("public.said", &format!("{filled:?}"));
    let (entrance_code, filled, hash) = (code.to_owned(), filled.clone(), arrivals::code_hash(&ctx, &own));
    let (expected, reader) = (said.clone(), ctx.clone());
    let verb = "arrivals.register_self";
    let outcome = app
        .db()
        .write(verb, move |tx| {
            commands::once(tx, &ctx, verb, &mut |tx, ctx| {
                let entrance = arrivals::entrance(tx, &entrance_code)?;
                let input = filled.arrival(ctx, &entrance)?;
                if let Some(area) = input.destination.area_id {
                    offered(tx, &entrance, area)?;
                }
                let registered = arrivals::register_self(tx, ctx, &input, &hash)?;
                Ok(Kept { registered, said: said.clone() })
            })
        })
        .await?;
    let kept: Kept = serde_json::from_str(&outcome)?;
    // Who answers is read beside the writer: others register meanwhile.
    let first = kept.registered.items.first().cloned();
    let owner = app.db().read("public.owner", move |tx| arrivals::owner_in(tx, &reader, first.as_ref())).await?;
    Ok(Written { code: own, differs: kept.said != expected, registered: kept.registered, owner })
}
