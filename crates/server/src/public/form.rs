//! The form: at most ten questions, one column, and nothing that needs a script.

use gridward_domain::Refusal;
use gridward_domain::arrivals::MOST_STAYS as KEPT_STAYS;
use gridward_formats::regions::{self, Region};
use jiff::ToSpan;
use jiff::civil::Date;

use super::challenge::{Token, WORK};
use super::choices::Choices;
use super::filled::{Filled, FilledStay, MOST_COMPANIONS, MOST_STAYS, STILL};
use super::html::Html;

const _: () = assert!(MOST_STAYS <= KEPT_STAYS, "the form shows no more stays than are kept");

/// Days before today that can be chosen.
const BEFORE: i32 = 30;
/// Days after today that can be chosen.
const AFTER: i32 = 30;

/// What the form is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// A new registration.
    New,
    /// A correction of one's own.
    Correct,
}

/// A form to be shown.
pub(super) struct Form<'a> {
    pub(super) purpose: Purpose,
    pub(super) filled: &'a Filled,
    pub(super) choices: &'a Choices,
    pub(super) token: &'a Token,
    /// The token as it is written.
    pub(super) written: &'a str,
    /// Where it is sent.
    pub(super) action: &'a str,
    pub(super) today: Date,
    /// Why it was declined, if it was.
    pub(super) problem: Option<&'a Refusal>,
}

impl Form<'_> {
    /// Writes the form.
    pub(super) fn write(&self, html: &mut Html) {
        self.problem(html);
        html.add("<form method=\"post\"").attr("action", self.action).attr("data-token", self.written);
        html.attr("data-work", &WORK.to_string()).add(">");
        hidden(html, "token", self.written);
        hidden(html, "nonce", "");
        self.who(html);
        self.whereto(html);
        self.when(html);
        self.companions(html);
        self.stays(html);
        self.sum(html);
        html.add("<p><button class=\"main\" name=\"do\" value=\"send\">");
        match self.purpose {
            Purpose::New => html.say("提交报备", "Send"),
            Purpose::Correct => html.say("保存更正", "Save the correction"),
        };
        html.add("</button></p></form>");
    }

    /// What was wrong, with a link to the question.
    fn problem(&self, html: &mut Html) {
        let Some(problem) = self.problem else { return };
        let sentence = problem.sentence(html.language);
        html.add("<p class=\"problem\" role=\"alert\" id=\"problem\">").text(&sentence);
        if let Some(question) = self.wrong() {
            html.add(" <a").attr("href", &format!("#{question}")).add(">").say("去修改", "Go there").add("</a>");
        }
        html.add("</p>");
    }

    /// The question that was answered wrongly.
    fn wrong(&self) -> Option<String> {
        question(self.problem?.at.as_deref()?)
    }

    fn who(&self, html: &mut Html) {
        let filled = self.filled;
        self.input(html, ("name", &filled.name), ("姓名", "Name"), &[("autocomplete", "name"), ("maxlength", "40")]);
        let again = match self.purpose {
            Purpose::New => ("", ""),
            Purpose::Correct => ("（不改就留空）", " (leave empty to keep it)"),
        };
        html.add("<p class=\"hint\">");
        html.say("证件号码和手机号至少填一项", "Give a document number or a phone, at least one").say(again.0, again.1);
        html.add("</p>");
        self.input(
            html,
            ("document", &filled.document),
            ("身份证号码", "ID or document number"),
            &[("maxlength", "40")],
        );
        let phone = [("autocomplete", "tel"), ("inputmode", "tel"), ("maxlength", "20")];
        self.input(html, ("phone", &filled.phone), ("手机号", "Phone"), &phone);
    }

    fn whereto(&self, html: &mut Html) {
        match self.choices {
            Choices::Fixed(area) => {
                html.add("<p>").say("去向：", "Destination: ").text(&area.name).add("</p>");
            }
            Choices::Below(areas) => {
                self.select(html, ("area", ""), ("到哪个乡镇", "Which town"), |html| {
                    for area in areas {
                        option(html, &area.id.to_string(), &area.name, &self.filled.area);
                    }
                });
            }
            Choices::Groups(villages) => {
                self.select(
                    html,
                    ("area", &self.filled.area),
                    ("到哪个村、哪个组", "Which village and group"),
                    |html| {
                        for (village, groups) in villages {
                            html.add("<optgroup").attr("label", &village.name).add(">");
                            for group in groups {
                                option(html, &group.id.to_string(), &group.name, &self.filled.area);
                            }
                            let id = village.id.to_string();
                            html.add("<option").attr("value", &id).add(if id == self.filled.area {
                                " selected>"
                            } else {
                                ">"
                            });
                            html.text(&village.name)
                                .say("：不清楚哪个组", ": group not known")
                                .add("</option></optgroup>");
                        }
                    },
                );
            }
        }
        let place = ("住哪里（门牌、亲戚家或旅馆）", "Where exactly (door, relatives, hotel)");
        self.input(html, ("place", &self.filled.place), place, &[("maxlength", "100")]);
    }

    fn when(&self, html: &mut Html) {
        html.add("<fieldset id=\"here\"><legend>").say("到家了吗", "Are you home yet").add("</legend>");
        for (value, zh, en) in [("yes", "已经到了", "Yes"), ("no", "还没到", "Not yet")] {
            html.add("<label class=\"radio\"><input type=\"radio\" name=\"here\"").attr("value", value);
            html.add(if self.filled.here == value { " checked> " } else { "> " }).say(zh, en).add("</label>");
        }
        html.add("</fieldset>");
        self.select(
            html,
            ("day", &self.filled.day),
            ("哪天到家（没到的填预计）", "Day of coming home, or expected"),
            |html| {
                days(html, self.today, (-BEFORE, AFTER), &self.filled.day);
            },
        );
    }

    fn companions(&self, html: &mut Html) {
        html.add("<fieldset><legend>").say("同行的人（没有就不填）", "Travelling along (if any)").add("</legend>");
        for (at, (name, number)) in self.filled.companions.iter().enumerate() {
            self.input(html, (&format!("c{at}_name"), name), ("同行人姓名", "Name"), &[("maxlength", "40")]);
            self.input(
                html,
                (&format!("c{at}_document"), number),
                ("同行人身份证号码", "ID number"),
                &[("maxlength", "40")],
            );
        }
        if self.purpose == Purpose::New && self.filled.companions.len() < MOST_COMPANIONS {
            html.add("<button name=\"do\" value=\"companion\" formnovalidate>")
                .say("加一位同行人", "Add one")
                .add("</button>");
        }
        html.add("</fieldset>");
    }

    fn stays(&self, html: &mut Html) {
        html.add("<fieldset><legend>");
        html.say("回来前 14 天去过哪里", "Where you were in the 14 days before").add("</legend>");
        for (at, stay) in self.filled.stays.iter().enumerate() {
            html.add("<div class=\"stay\" data-stay>");
            self.regions(html, at, stay);
            let place = ("详细地点（街道、小区、工地等）", "Place in words");
            self.input(html, (&format!("s{at}_place"), &stay.place), place, &[("maxlength", "60")]);
            self.select(html, (&format!("s{at}_from"), &stay.from), ("从哪天", "From"), |html| {
                days(html, self.today, (-BEFORE, 0), &stay.from);
            });
            self.select(html, (&format!("s{at}_to"), &stay.to), ("到哪天", "Until"), |html| {
                let still = html.language.pick("一直到动身回来", "until I set out for home");
                option(html, STILL, still, &stay.to);
                days(html, self.today, (-BEFORE, 0), &stay.to);
            });
            html.add("</div>");
        }
        if self.filled.stays.len() < MOST_STAYS {
            html.add("<button name=\"do\" value=\"stay\" formnovalidate>")
                .say("再加一个地方", "Add a place")
                .add("</button>");
        }
        html.add("</fieldset>");
    }

    /// The three steps of an area: without a script the button in the middle brings the next list.
    fn regions(&self, html: &mut Html, at: usize, stay: &FilledStay) {
        let steps = [
            ("province", &stay.province, ("省份", "Province"), regions::provinces()),
            ("city", &stay.city, ("市", "City"), regions::below(&stay.province)),
            ("county", &stay.county, ("县、区", "County"), regions::below(&stay.city)),
        ];
        for (step, chosen, label, areas) in steps {
            if areas.is_empty() {
                continue;
            }
            self.select(html, (&format!("s{at}_{step}"), chosen), label, |html| {
                for Region { code, name } in areas {
                    option(html, code, name, chosen);
                }
            });
        }
        if stay.county.is_empty() && (stay.city.is_empty() || !regions::below(&stay.city).is_empty()) {
            html.add("<button class=\"step\" name=\"do\" value=\"areas\" formnovalidate data-step>");
            html.say("选好后点这里，接着选市、县", "Next: choose the city and county").add("</button>");
        }
    }

    fn sum(&self, html: &mut Html) {
        let (one, other) = self.token.figures();
        html.add("<div class=\"trap\" aria-hidden=\"true\"><label>").say("网址", "Website");
        html.add("<input name=\"website\" tabindex=\"-1\" autocomplete=\"off\"></label></div>");
        html.add("<div data-sum><label for=\"answer\">").say("算一算：", "A small sum: ");
        html.text(&one.to_string()).say(" 加 ", " plus ").text(&other.to_string());
        html.say(" 等于几？（防止有人用程序乱报）", " is? (keeps programs out)").add("</label>");
        html.add("<input id=\"answer\" name=\"answer\" inputmode=\"numeric\" autocomplete=\"off\" maxlength=\"4\"");
        self.mark(html, "answer");
        html.add("></div>");
    }

    fn input(
        &self,
        html: &mut Html,
        (name, value): (&str, &str),
        label: (&'static str, &'static str),
        more: &[(&'static str, &str)],
    ) {
        html.add("<label").attr("for", name).add(">").say(label.0, label.1).add("</label><input");
        html.attr("id", name).attr("name", name).attr("value", value);
        for (name, value) in more {
            html.attr(name, value);
        }
        self.mark(html, name);
        html.add(">");
    }

    fn select(
        &self,
        html: &mut Html,
        (name, chosen): (&str, &str),
        label: (&'static str, &'static str),
        options: impl FnOnce(&mut Html),
    ) {
        html.add("<label").attr("for", name).add(">").say(label.0, label.1).add("</label><select");
        html.attr("id", name).attr("name", name);
        self.mark(html, name);
        html.add("><option value=\"\"").add(if chosen.is_empty() { " selected>" } else { ">" });
        html.say("请选择", "Choose").add("</option>");
        options(html);
        html.add("</select>");
    }

    /// Marks the question that was answered wrongly.
    fn mark(&self, html: &mut Html, name: &str) {
        if self.wrong().as_deref() == Some(name) {
            html.add(" aria-invalid=\"true\" aria-describedby=\"problem\"");
        }
    }
}

/// The question that a place in the request stands for.
fn question(at: &str) -> Option<String> {
    let number = |rest: &str| rest.split(']').next().and_then(|number| number.parse::<usize>().ok());
    if let Some(at) = at.strip_prefix("stays[").and_then(number) {
        return Some(format!("s{at}_place"));
    }
    if let Some(at) = at.strip_prefix("people[").and_then(number).filter(|at| *at > 0) {
        return Some(format!("c{}_name", at - 1));
    }
    let has = |word: &str| at.contains(word);
    let name = match at {
        _ if has("document") => "document",
        _ if has("phone") => "phone",
        _ if has("name") => "name",
        _ if has("place") => "place",
        _ if has("area") => "area",
        _ if has("_on") || has("day") => "day",
        "answer" => "answer",
        _ => return None,
    };
    Some(name.to_owned())
}

fn hidden(html: &mut Html, name: &str, value: &str) {
    html.add("<input type=\"hidden\"").attr("name", name).attr("value", value).add(">");
}

fn option(html: &mut Html, value: &str, word: &str, chosen: &str) {
    html.add("<option").attr("value", value).add(if value == chosen { " selected>" } else { ">" });
    html.text(word).add("</option>");
}

/// The days around today, nearest first; a day that was chosen before is among them.
fn days(html: &mut Html, today: Date, (first, last): (i32, i32), chosen: &str) {
    let day = |offset: i32| today.checked_add(offset.days()).unwrap_or(today);
    let mut listed: Vec<Date> = (0..=last).chain((first..0).rev()).map(day).collect();
    if let Ok(before) = chosen.parse::<Date>()
        && !listed.contains(&before)
    {
        listed.push(before);
    }
    for date in listed {
        let word = match html.language {
            gridward_domain::Language::Chinese if date == today => {
                format!("今天（{}月{}日）", date.month(), date.day())
            }
            gridward_domain::Language::Chinese => format!("{}月{}日", date.month(), date.day()),
            gridward_domain::Language::English => date.to_string(),
        };
        option(html, &date.to_string(), &word, chosen);
    }
}

#[cfg(test)]
mod tests {
    use super::question;

    #[test]
    fn what_is_wrong_is_found_among_the_questions() {
        let cases = [
            ("people[0].name", "name"),
            ("person.document.number", "document"),
            ("people[2].document.number", "c1_name"),
            ("stays[3].to_on", "s3_place"),
            ("destination.area_id", "area"),
            ("destination.place", "place"),
            ("expected_on", "day"),
            ("answer", "answer"),
        ];
        for (at, expected) in cases {
            assert_eq!(question(at).as_deref(), Some(expected), "{at}");
        }
        assert_eq!(question("token"), None);
    }
}
