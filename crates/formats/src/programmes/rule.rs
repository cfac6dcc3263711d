//! Rules and duties from the file of a rule set.

use gridward_domain::assessment::AreaCode;
use gridward_domain::programmes::{
    ClockStart, Duty, DutyKind, ExposureClass, Measure, Origin, Phase, PhaseKind, Rule, Spot, TestCount,
};
use gridward_domain::risk_areas::RiskLevel;

use super::Lines;
use super::fault::Wrong;
use super::page::{Table, names_of};
use super::rule_set::MOST_DAYS;

/// Times a day someone may be looked after.
const MOST_CHECKS: u64 = 24;
const MOST_HOURS: u64 = 24 * MOST_DAYS;

pub(super) fn read(mut table: Table<'_>, file: &str, set: &str, clock: ClockStart, lines: &mut Lines) -> Option<Rule> {
    let id = table.needed("id");
    lines.put(Spot::rule(set, &id), file, table.line());
    let class = table.needed_name("class", names_of!(ExposureClass));
    let phases = table.tables("phase").into_iter().filter_map(phase).collect();
    let test_count = table.table("test_count").map(test_count);
    let rule = Rule {
        id,
        set: set.to_owned(),
        class: class.unwrap_or(ExposureClass::ExposedJob),
        levels: table.names("levels", names_of!(RiskLevel)),
        areas: areas(&mut table),
        clock: table.name("clock", names_of!(ClockStart)).unwrap_or(clock),
        measure: Measure { phases, test_count },
        words: table.needed_words("words"),
        release: table.words("release"),
        source: table.needed("source"),
        locator: table.needed("locator"),
        reason: table.words("reason"),
    };
    table.done();
    class.map(|_| rule)
}

fn areas(table: &mut Table<'_>) -> Vec<AreaCode> {
    let mut areas = Vec::new();
    for text in table.texts("areas") {
        match text.parse() {
            Ok(code) => areas.push(code),
            Err(_) => table.say("areas", &Wrong::AreaCode { value: &text }),
        }
    }
    areas
}

fn phase(mut table: Table<'_>) -> Option<Phase> {
    let kind = table.needed_name("kind", names_of!(PhaseKind));
    let days = table.needed_number("days", MOST_DAYS);
    let tests = table.numbers("tests");
    let checks_per_day = table.number("checks_per_day", MOST_CHECKS);
    let care_team = table.texts("care_team");
    let fallback = table.name("fallback", names_of!(PhaseKind));
    table.done();
    Some(Phase { kind: kind?, days, tests, checks_per_day, care_team, fallback })
}

fn test_count(mut table: Table<'_>) -> TestCount {
    let tests = TestCount {
        count: table.needed_number("count", MOST_DAYS),
        within_days: table.needed_number("within_days", MOST_DAYS),
        gap_hours: table.number("gap_hours", MOST_HOURS).unwrap_or(24),
    };
    table.done();
    tests
}

pub(super) fn duties(tables: Vec<Table<'_>>, file: &str, set: &str, lines: &mut Lines) -> Vec<Duty> {
    let mut duties = Vec::new();
    for table in tables {
        let line = table.line();
        if let Some(duty) = duty(table) {
            lines.put(Spot::Duty { set: set.to_owned(), place: duties.len() }, file, line);
            duties.push(duty);
        }
    }
    duties
}

fn duty(mut table: Table<'_>) -> Option<Duty> {
    let text = table.needed("kind");
    let kind = match text.as_str() {
        "report_ahead" => Some(DutyKind::ReportAhead { days: table.needed_number("days", MOST_DAYS) }),
        "negative_test" => Some(DutyKind::NegativeTest { hours: table.needed_number("hours", MOST_HOURS) }),
        "" => None,
        other => {
            let known = "report_ahead、negative_test".to_owned();
            table.say("kind", &Wrong::Name { key: "kind", value: other, known });
            None
        }
    };
    let from = table.name("from", names_of!(Origin)).unwrap_or(Origin::Anywhere);
    let (source, locator, reason) = (table.needed("source"), table.needed("locator"), table.words("reason"));
    table.done();
    Some(Duty { kind: kind?, from, source, locator, reason })
}
