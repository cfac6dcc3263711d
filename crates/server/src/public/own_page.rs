//! What the holder of a code sees: the measure with its rule and its end, what comes next, who answers for them, who has
//! looked at their data, what they asked for, and that they are released.

use axum::http::StatusCode;
use axum::response::Response;
use gridward_domain::arrivals::ArrivalState;
use gridward_domain::follow_ups::FollowUpKind;
use gridward_domain::plans::PlanState;
use gridward_domain::risk_areas::Certainty;

use super::guest::Guest;
use super::html::Html;
use super::own::TITLE;
use super::page::Page;
use super::sent::responsible;
use crate::Ctx;
use crate::arrivals::OwnArrival;
use crate::audit::LookAt;
use crate::help_requests::HelpRequestRecord;
use crate::plans::PlanRecord;

/// Visits and tests that are named ahead at most.
const MOST_DUE: usize = 8;
/// Looks that are named at most.
const MOST_LOOKS: usize = 20;

/// What was just done, to be said above.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    Nothing,
    Corrected,
    Asked,
}

/// The page of a code.
pub(super) fn shown(guest: &Guest, code: &str, own: &[OwnArrival], said: Said) -> Response {
    let mut main = Html::new(guest.language());
    main.add("<h1>").say(TITLE.0, TITLE.1).add("</h1>");
    let done = match said {
        Said::Nothing => None,
        Said::Corrected => Some(("更正已保存。", "The correction is kept.")),
        Said::Asked => Some((
            "已收到，会有人办理。答复会写在这一页。",
            "Received; somebody will see to it. The answer will stand on this page.",
        )),
    };
    if let Some((zh, en)) = done {
        main.add("<p class=\"good\" role=\"status\">").say(zh, en).add("</p>");
    }
    for one in own {
        known(&mut main, one, &guest.ctx);
    }
    let path = format!("/p/r/{code}");
    main.add("<p>");
    if own.first().is_some_and(|first| first.record.state.is_under_way()) {
        main.add("<a class=\"button\"").attr("href", &format!("{path}/correct{}", guest.query())).add(">");
        main.say("更正", "Correct it").add("</a> ");
    }
    main.add("<a class=\"button\"").attr("href", &format!("{path}/help{}", guest.query())).add(">");
    main.say("求助、投诉", "Ask for help, complain").add("</a></p>");
    Page { status: StatusCode::OK, title: TITLE, path: &path, script: false }.send(&main)
}

/// Everything that is known of one arrival, for whoever holds its code.
fn known(html: &mut Html, own: &OwnArrival, ctx: &Ctx) {
    let record = &own.record;
    let language = html.language;
    html.add("<section><h2>").text(&record.name.text).add("</h2><p class=\"state\">");
    // A second registration says no more than what was typed into it: the first may be somebody else's to read.
    if record.state == ArrivalState::Duplicate {
        html.say("已收到，工作人员会与您核对", "received; somebody will check it with you").add("</p>");
        asked_for(html, &own.help, ctx);
        html.add("</section>");
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
    if let Some(plan) = &own.released {
        released(html, own, plan);
    }
    measures(html, own);
    if let Some(owner) = &own.owner {
        responsible(html, owner);
    }
    asked_for(html, &own.help, ctx);
    looks(html, &own.looks, ctx);
    html.add("</section>");
}

/// The sentence that somebody is released, to be printed or shown on the phone.
fn released(html: &mut Html, own: &OwnArrival, plan: &PlanRecord) {
    html.add("<div class=\"notice\"><h3>").say("解除通知", "Notice of release").add("</h3><p>");
    let name = &own.record.name.text;
    let day = plan.release_on.map(|day| day.to_string()).unwrap_or_default();
    html.text(name).say("：您的健康管理措施已期满，自 ", ": your measure has ended; from ").text(&day);
    html.say(" 起解除。", " on you are released from it.").add("</p>");
    if let Some(source) = &plan.told.source {
        let source = source.get(html.language);
        html.add("<p>").say("依据：", "By: ").text(source).add("</p>");
    }
    html.add("</div>");
}

/// Which rule holds, from which document, until when, what comes next; and what somebody still has to ask.
fn measures(html: &mut Html, own: &OwnArrival) {
    let language = html.language;
    let holds = own.plans.iter().any(|plan| plan.state == PlanState::InForce);
    let told = own.plans.iter().filter(|plan| !holds || plan.certainty != Certainty::None);
    let sentences: Vec<&str> =
        told.flat_map(|plan| &plan.told.sentences).map(|sentence| sentence.get(language)).collect();
    if sentences.is_empty() {
        return;
    }
    html.add("<h3>").say("管控措施", "Measure").add("</h3><dl>");
    // When it ends is what people look for; the sentences say by which rule and document.
    for plan in own.plans.iter().filter(|plan| plan.state == PlanState::InForce) {
        if let Some(day) = plan.release_on {
            line(html, ("解除日期", "Released on"), &day.to_string());
        }
    }
    html.add("</dl><ul>");
    for sentence in sentences {
        html.add("<li>").text(sentence).add("</li>");
    }
    html.add("</ul>");
    due(html, own);
}

/// The visits and tests that come next.
fn due(html: &mut Html, own: &OwnArrival) {
    if own.due.is_empty() {
        return;
    }
    html.add("<h3>").say("接下来", "What comes next").add("</h3><ul>");
    for one in own.due.iter().take(MOST_DUE) {
        html.add("<li>").text(&one.due_on.to_string()).add(" ");
        let (zh, en) = match one.kind {
            FollowUpKind::Visit => ("随访（上门或电话）", "a visit or a call"),
            FollowUpKind::Test => ("检测", "a test"),
        };
        html.say(zh, en).add("</li>");
    }
    html.add("</ul>");
}

/// What they asked for, and the answers.
fn asked_for(html: &mut Html, help: &[HelpRequestRecord], ctx: &Ctx) {
    if help.is_empty() {
        return;
    }
    let language = html.language;
    html.add("<div class=\"asked\"><h3>").say("我的求助和投诉", "What I asked for").add("</h3><ul>");
    for one in help {
        let (zh, en) = one.kind.title();
        html.add("<li><p><b>").say(zh, en).add("</b> ").text(&ctx.zone.minute(one.asked_at)).add(" · ");
        html.text(one.state.word(language)).add("</p>");
        if !one.told.is_empty() {
            html.add("<p>").text(&one.told).add("</p>");
        }
        if let Some(answer) = &one.answer {
            html.add("<p class=\"good\">").say("答复：", "Answer: ").text(answer).add("</p>");
        }
        html.add("</li>");
    }
    html.add("</ul></div>");
}

/// Who has looked: the post and the time, and no name.
fn looks(html: &mut Html, looks: &[LookAt], ctx: &Ctx) {
    html.add("<details><summary>").say("谁看过我的信息", "Who has looked at my data").add("</summary>");
    if looks.is_empty() {
        html.add("<p>").say("还没有人单独打开过。", "Nobody has opened it on its own yet.").add("</p>");
    } else {
        html.add("<ul>");
    }
    for look in looks.iter().take(MOST_LOOKS) {
        html.add("<li>").text(&ctx.zone.minute(look.at)).add(" ");
        if let Some((role, area)) = &look.post {
            let (zh, en) = role.title();
            html.text(area).add(" ").say(zh, en);
        } else {
            html.say("系统", "the system");
        }
        let (zh, en) = match look.verb.as_str() {
            "arrivals.unmask" => ("看了完整号码", "saw a number in full"),
            "arrivals.find" => ("看了报备", "saw the registration"),
            _ => ("看了措施", "saw the measure"),
        };
        html.add(" ").say(zh, en).add("</li>");
    }
    if !looks.is_empty() {
        html.add("</ul>");
    }
    html.add("<p>").say(
        "整页名单的查看按片区记入日志，不列在这里。",
        "Looks at whole pages of a list are logged by area and don't stand here.",
    );
    html.add("</p></details>");
}

fn line(html: &mut Html, term: (&'static str, &'static str), value: &str) {
    html.add("<dt>").say(term.0, term.1).add("</dt><dd>").text(value).add("</dd>");
}
