//! The check of a table before it holds: gaps, overlaps, rows that never count, faulty values.

mod finding;
mod one_row;
mod reach;

use jiff::civil::Date;

use super::RuleTable;
use crate::programmes::{Rule, RuleSet, Slot};

pub use finding::{TableFinding, TableFindingKind};

use TableFindingKind as Kind;

/// Rows of a table at most.
const MOST_ROWS: usize = 100;
/// Days of any number at most: a year.
const MOST_DAYS: u16 = 366;
/// The longest title, in characters.
const LONGEST_TITLE: usize = 100;
/// The longest text of a table's head, in characters.
const LONGEST: usize = 200;

/// Everything that is found in a table, rows in their order: what has to be mended before it can hold, and what is worth
/// knowing. `base` is the effective set that it extends, `slots` the care-team slots of its programme, `from` the first day
/// from which on it matters: today, or the first day of the response.
pub fn check(table: &RuleTable, base: &RuleSet, slots: &[Slot], from: Date) -> Vec<TableFinding> {
    if table.rows.len() > MOST_ROWS {
        return vec![whole(Kind::TooManyRows { most: MOST_ROWS })];
    }
    let mut found: Vec<TableFinding> = head(table, base).into_iter().map(whole).collect();
    found.extend(dates(table, from).into_iter().map(whole));
    let mut rules: Vec<(usize, Rule)> = Vec::new();
    for (row, number) in table.rows.iter().zip(1..) {
        let wrong = one_row::findings(row, base, slots);
        // A row with faulty values is not compared with others: what it demands is not known yet.
        if wrong.is_empty() {
            rules.push((number, row.rule(number, table, "")));
        }
        found.extend(wrong.into_iter().map(|kind| TableFinding { row: Some(number), kind }));
    }
    found.extend(reach::of_rows(&rules, base));
    if rules.len() == table.rows.len() {
        found.extend(reach::uncovered(&rules, base).map(whole));
    }
    found.sort_by_key(|finding| finding.row);
    found
}

const fn whole(kind: Kind) -> TableFinding {
    TableFinding { row: None, kind }
}

fn head(table: &RuleTable, base: &RuleSet) -> Vec<Kind> {
    let within = |text: &str, least: usize, most: usize| (least..=most).contains(&text.trim().chars().count());
    let stays = table.rows.iter().any(|row| row.class.is_of_stay());
    let english = table.reason.en.trim().chars().count() <= LONGEST;
    let checks = [
        (!within(&table.title, 2, LONGEST_TITLE), Kind::TitleMissing),
        (!within(&table.source, 2, LONGEST), Kind::SourceMissing),
        (!within(&table.locator, 1, LONGEST), Kind::LocatorMissing),
        (!within(&table.reason.zh, 4, LONGEST) || !english, Kind::ReasonMissing),
        (table.rows.is_empty(), Kind::NoRow),
        (table.look_back_days > Some(MOST_DAYS), Kind::LooksBackTooFar { most: MOST_DAYS }),
        (stays && table.look_back_days.or(base.look_back_days).is_none(), Kind::LookBackMissing),
    ];
    let mut found: Vec<Kind> = checks.into_iter().filter_map(|(wrong, kind)| wrong.then_some(kind)).collect();
    if let (Some(own), Some(base)) = (table.look_back_days, base.look_back_days)
        && own < base
    {
        found.push(Kind::LooksBackLess { base });
    }
    found
}

/// What is to be said of its days from `from` on.
fn dates(table: &RuleTable, from: Date) -> Vec<Kind> {
    match table.to_on {
        Some(to) if to < table.from_on => return vec![Kind::EndsBeforeItBegins],
        Some(to) if to < from => return vec![Kind::AllBehind],
        _ => {}
    }
    let mut found = Vec::new();
    if let Some(to) = table.from_on.yesterday().ok().filter(|to| *to >= from) {
        found.push(Kind::DaysBefore { from, to });
    }
    found.extend(table.to_on.and_then(|to| to.tomorrow().ok()).map(|from| Kind::DaysAfter { from }));
    found
}

#[cfg(test)]
mod tests;
