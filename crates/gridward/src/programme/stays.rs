//! Stays from a table: `person,area_code,place_text,from,to,left_area,arrival,exposure`, a row for each stay or exposure.

use std::path::Path;

use gridward_domain::assessment::{AreaCode, Case, Exposure, ExposureKind, Stay};
use gridward_formats::table::{self, Limits, Row, Source};
use jiff::civil::Date;
use serde_json::{Value, json};

use crate::failure::{Failure, at_file};

const COLUMNS: [&str; 8] = ["person", "area_code", "place_text", "from", "to", "left_area", "arrival", "exposure"];

/// A person with everything the table says of them.
#[derive(Debug, Default)]
pub(super) struct Person {
    pub(super) name: String,
    pub(super) case: Case,
    pub(super) problems: Vec<Problem>,
}

/// A cell that can't be read.
#[derive(Debug)]
pub(super) struct Problem {
    row: u32,
    column: &'static str,
    code: &'static str,
    zh: &'static str,
    en: &'static str,
}

impl Problem {
    pub(super) fn json(&self) -> Value {
        json!({ "row": self.row, "column": self.column, "code": self.code, "message": self.zh })
    }

    pub(super) fn sentence(&self) -> String {
        format!("row {}, column {}: {} {}", self.row, self.column, self.en, self.zh)
    }
}

/// Where each column is; a column that is missing reads as empty.
struct Columns([Option<usize>; 8]);

/// Reads the table; rows of the same person belong together, wherever they stand.
pub(super) fn read(file: &Path, home: Option<AreaCode>) -> Result<Vec<Person>, Failure> {
    let bytes = std::fs::read(file).map_err(at_file(file))?;
    let bad = |error: table::TableError| Failure::new(format!("{}: {error}", file.display()));
    let mut people: Vec<Person> = Vec::new();
    let mut by_name = std::collections::HashMap::new();
    let mut columns = None;
    for row in table::open(Source::bytes(bytes), &Limits::default()).map_err(bad)?.into_iter().flatten() {
        let row = row.map_err(bad)?;
        let Some(columns) = &columns else {
            columns = Some(Columns::find(&row, file)?);
            continue;
        };
        let name = columns.text(&row, 0).to_owned();
        let place = *by_name.entry(name.clone()).or_insert_with(|| {
            let case = Case { home, ..Case::default() };
            people.push(Person { name, case, problems: Vec::new() });
            people.len() - 1
        });
        if let Some(person) = people.get_mut(place) {
            columns.take(&row, person);
        }
    }
    Ok(people)
}

impl Columns {
    fn find(head: &Row, file: &Path) -> Result<Self, Failure> {
        let at = COLUMNS.map(|name| head.cells.iter().position(|cell| cell.text.trim().eq_ignore_ascii_case(name)));
        if at[0].is_none() {
            return Err(Failure::new(format!(
                "{}: the first row must name the columns {}",
                file.display(),
                COLUMNS.join(",")
            )));
        }
        Ok(Self(at))
    }

    fn text<'r>(&self, row: &'r Row, column: usize) -> &'r str {
        self.0.get(column).copied().flatten().map_or("", |at| row.text(at).trim())
    }

    fn take(&self, row: &Row, person: &mut Person) {
        let mut problems = Vec::new();
        let mut say = |column, code, zh, en| problems.push(Problem { row: row.number, column, code, zh, en });
        if person.name.is_empty() {
            say("person", "person_missing", "没有写是谁；请补上。", "Nobody is named: add the person.");
        }
        let area = match self.text(row, 1) {
            "" => None,
            code => code.parse().map_or_else(
                |_| {
                    say(
                        "area_code",
                        "bad_area_code",
                        "不是区划代码；应为2、4、6、9或12位数字。",
                        "This is no area code: 2, 4, 6, 9 or 12 digits.",
                    );
                    None
                },
                Some,
            ),
        };
        let mut date = |at: usize, column| -> Option<Date> {
            let text = self.text(row, at);
            let date = text.get(..10).unwrap_or(text).parse().ok();
            if date.is_none() && !text.is_empty() {
                say(column, "bad_date", "不是日期；请写成 2022-07-01。", "This is no date: write it as 2022-07-01.");
            }
            date
        };
        let (from, to, left) = (date(3, "from"), date(4, "to"), date(5, "left_area"));
        let arrival = date(6, "arrival");
        if from.zip(left.or(to)).is_some_and(|(from, to)| to < from) {
            say("to", "dates_in_disorder", "结束早于开始；请核对。", "The stay ends before it begins: please check.");
        }
        let last = left.or(to).or(from);
        match exposures(self.text(row, 7), last) {
            Some(exposures) => person.case.exposures.extend(exposures),
            None => say(
                "exposure",
                "bad_exposure",
                "不认识的暴露类别；可用 close_contact、contact_of_contact、exposed_job、abroad，可带日期，例如 close_contact:2022-07-01。",
                "No such exposure: one of close_contact, contact_of_contact, exposed_job, abroad, with a date if known, such as close_contact:2022-07-01.",
            ),
        }
        let text = self.text(row, 2);
        if area.is_some() || !text.is_empty() {
            let text = (!text.is_empty()).then(|| text.into());
            person.case.stays.push(Stay { area, text, from, to, left });
        }
        person.case.arrival = person.case.arrival.max(arrival);
        person.problems.extend(problems);
    }
}

/// Exposures separated by blanks, semicolons or 、; each may have its day behind a colon, else it has that of the row.
fn exposures(text: &str, last: Option<Date>) -> Option<Vec<Exposure>> {
    let parts = text.split([' ', ';', '；', '、']).filter(|part| !part.is_empty());
    let exposure = |part: &str| {
        let (kind, day) = part.split_once([':', '：']).map_or((part, None), |(kind, day)| (kind, Some(day)));
        let kind: ExposureKind = kind.trim().parse().ok()?;
        let last = day.map_or(Some(last), |day| day.trim().parse().ok().map(Some))?;
        Some(Exposure { kind, last })
    };
    parts.map(exposure).collect()
}
