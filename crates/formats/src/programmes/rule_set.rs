//! A rule set from its file.

use gridward_domain::assessment::AreaCode;
use gridward_domain::programmes::{
    ClockStart, Jurisdiction, RuleSet, Spot, TransitionRule, Transitions, Validity, Words,
};
use gridward_domain::risk_areas::{DowngradeStep, RiskLevel};
use jiff::civil::Date;

use super::fault::Wrong;
use super::page::{Page, Table, names_of};
use super::{Lines, rule, vector};

/// Days that any number in a rule set may have: a year.
pub(super) const MOST_DAYS: u64 = 366;

/// Reads a rule set; its lines are noted for the findings of the rules.
pub(super) fn read(page: &Page<'_>, stem: &str, lines: &mut Lines) -> RuleSet {
    let entries = page.parse();
    let mut table = page.root(&entries);
    let id = table.needed("id");
    if !id.is_empty() && id != stem {
        table.say("id", &Wrong::IdDiffers { id: &id, name: stem });
    }
    lines.put(Spot::set(&id), page.file, table.line_of("id"));
    let clock = table.name("clock", names_of!(ClockStart)).unwrap_or(ClockStart::LeftArea);
    let rules = table.tables("rule").into_iter().filter_map(|rule| rule::read(rule, page.file, &id, clock, lines));
    let rules = rules.collect();
    let duties = rule::duties(table.tables("duty"), page.file, &id, lines);
    let set = RuleSet {
        title: table.needed_words("title"),
        revision: table.number("revision", u64::from(u32::MAX)).unwrap_or(1),
        jurisdiction: jurisdiction(&mut table),
        validity: validity(&mut table),
        extends: table.text("extends"),
        levels: table.names("levels", names_of!(RiskLevel)),
        look_back_days: table.number("look_back_days", MOST_DAYS),
        clock,
        rules,
        duties,
        transitions: transitions(&mut table),
        downgrade: table.tables("downgrade").into_iter().filter_map(downgrade).collect(),
        vector: table.table("vector").map(vector::read),
        id,
    };
    table.done();
    set
}

fn jurisdiction(table: &mut Table<'_>) -> Jurisdiction {
    let Some(mut own) = table.table("jurisdiction") else {
        table.say("jurisdiction", &Wrong::Missing { key: "jurisdiction" });
        return Jurisdiction { code: String::new(), name: Words::default() };
    };
    let code = own.text("code").unwrap_or_default();
    if !code.is_empty() && code.parse::<AreaCode>().is_err() {
        own.say("code", &Wrong::AreaCode { value: &code });
    }
    let name = own.needed_words("name");
    own.done();
    Jurisdiction { code, name }
}

fn validity(table: &mut Table<'_>) -> Validity {
    let Some(mut valid) = table.table("valid") else {
        table.say("valid", &Wrong::Missing { key: "valid" });
        return Validity { from: Date::ZERO, to: None };
    };
    if !valid.has("from") {
        valid.say("from", &Wrong::Missing { key: "from" });
    }
    let validity = Validity { from: valid.date("from").unwrap_or(Date::ZERO), to: valid.date("to") };
    valid.done();
    validity
}

/// Without a [transition] nothing changes by itself: earlier plans are kept.
fn transitions(table: &mut Table<'_>) -> Transitions {
    let keep = TransitionRule::Keep;
    let mut transitions = Transitions { list_raised: keep, list_lowered: keep, rules_changed: keep };
    if let Some(mut own) = table.table("transition") {
        let mut of = |key: &'static str| own.needed_name(key, names_of!(TransitionRule)).unwrap_or(keep);
        transitions = Transitions {
            list_raised: of("list_raised"),
            list_lowered: of("list_lowered"),
            rules_changed: of("rules_changed"),
        };
        own.done();
    }
    transitions
}

fn downgrade(mut table: Table<'_>) -> Option<DowngradeStep> {
    let from = table.needed_name("from", names_of!(RiskLevel));
    let to = table.name("to", names_of!(RiskLevel));
    let days_without_case = table.needed_number("days_without_case", MOST_DAYS);
    table.done();
    Some(DowngradeStep { from: from?, to, days_without_case })
}
