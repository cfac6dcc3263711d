//! Rules on mosquitoes from the file of a rule set.

use gridward_domain::programmes::{AroundCase, Boundary, GradeRule, HouseholdVisits, Spraying, Survey, VectorRules};

use super::fault::Wrong;
use super::page::{Table, names_of};
use super::rule_set::MOST_DAYS;

const MOST_METRES: u64 = 10_000;
const MOST_INDEX: u64 = 1_000;
const MOST_HOUSEHOLDS: u64 = 100_000;

pub(super) fn read(mut table: Table<'_>) -> VectorRules {
    let grades = table.tables("grade").into_iter().map(grade).collect();
    let rules = VectorRules {
        grades,
        boundary: table.needed_name("boundary", names_of!(Boundary)).unwrap_or(Boundary::Upper),
        around_case: around_case(&mut table),
        survey: survey(&mut table),
        visits: visits(&mut table),
        source: table.needed("source"),
        locator: table.needed("locator"),
    };
    table.done();
    rules
}

fn grade(mut table: Table<'_>) -> GradeRule {
    let grade = GradeRule { from: table.needed_number("from", MOST_INDEX), words: table.needed_words("words") };
    table.done();
    grade
}

fn around_case(table: &mut Table<'_>) -> AroundCase {
    let Some(mut own) = part(table, "around_case") else {
        return AroundCase { radius_m: 0, clear_within_days: 0, spraying: Vec::new() };
    };
    let around = AroundCase {
        radius_m: own.needed_number("radius_m", MOST_METRES),
        clear_within_days: own.needed_number("clear_within_days", MOST_DAYS),
        spraying: own.tables("spraying").into_iter().map(spraying).collect(),
    };
    own.done();
    around
}

fn spraying(mut table: Table<'_>) -> Spraying {
    let spraying =
        Spraying { days: table.needed_number("days", MOST_DAYS), per_day: table.needed_number("per_day", 24) };
    table.done();
    spraying
}

fn survey(table: &mut Table<'_>) -> Survey {
    let Some(mut own) = part(table, "survey") else {
        return Survey { households: 0, every_days_min: 0, every_days_max: 0, until_index_below: 0 };
    };
    let survey = Survey {
        households: own.needed_number("households", MOST_HOUSEHOLDS),
        every_days_min: own.needed_number("every_days_min", MOST_DAYS),
        every_days_max: own.needed_number("every_days_max", MOST_DAYS),
        until_index_below: own.needed_number("until_index_below", MOST_INDEX),
    };
    own.done();
    survey
}

fn visits(table: &mut Table<'_>) -> HouseholdVisits {
    let Some(mut own) = part(table, "visits") else {
        return HouseholdVisits { entry_rate_percent: 0, locked_is_a_result: false, refused_is_a_result: false };
    };
    let visits = HouseholdVisits {
        entry_rate_percent: own.needed_number("entry_rate_percent", 100),
        locked_is_a_result: own.flag("locked_is_a_result"),
        refused_is_a_result: own.flag("refused_is_a_result"),
    };
    own.done();
    visits
}

fn part<'p>(table: &mut Table<'p>, key: &'static str) -> Option<Table<'p>> {
    if !table.has(key) {
        table.say(key, &Wrong::Missing { key });
    }
    table.table(key)
}
