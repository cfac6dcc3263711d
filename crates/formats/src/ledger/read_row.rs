//! One row: what each cell says, and what does not fit together.

use std::sync::Arc;

use gridward_domain::households::{Relation, Residency, SameBecause, Sex};
use gridward_domain::identity::{
    DateDoubt, DateReading, DateUse, DocumentKind, IdCheck, IdReason, NameDoubt, PersonName, check_declared,
    check_document, half_width, is_blank_word, read_date, read_phones,
};
use jiff::civil::Date;

use super::problem::{Outcome, ProblemKind, RowProblem};
use super::problems;
use super::resident::ResidentRow;
use crate::header::{Field, Layout};
use crate::table::{CellKind, Row};

/// Where the columns of a sheet are.
#[derive(Debug)]
pub(super) struct RowReader {
    today: Date,
    columns: [Option<usize>; Field::ALL.len()],
    phones: Vec<usize>,
}

/// What came of one row.
#[derive(Debug)]
pub(super) struct ReadRow {
    pub(super) resident: ResidentRow,
    pub(super) head_name: String,
    pub(super) outcome: Outcome,
    pub(super) problems: Vec<RowProblem>,
}

/// A row being read.
struct Reading<'a> {
    reader: &'a RowReader,
    layout: &'a Layout,
    row: &'a Row,
    out: ReadRow,
}

impl RowReader {
    pub(super) fn new(layout: &Layout, today: Date) -> Self {
        let columns = Field::ALL.map(|field| layout.map.positions(field).next());
        Self { today, columns, phones: layout.map.positions(Field::Phone).collect() }
    }

    pub(super) fn read(&self, layout: &Layout, row: &Row) -> ReadRow {
        let out = ReadRow {
            resident: ResidentRow::default(),
            head_name: String::new(),
            outcome: Outcome::Accepted,
            problems: Vec::new(),
        };
        let mut reading = Reading { reader: self, layout, row, out };
        reading.place();
        reading.name();
        reading.person();
        reading.phones();
        reading.gone();
        reading.out
    }

    /// The column a duplicate is shown at.
    pub(super) fn column_of_duplicate(&self, layout: &Layout, because: SameBecause) -> String {
        let field = if because == SameBecause::Number { Field::Document } else { Field::Name };
        self.column(field).map_or_else(String::new, |column| layout.header(column).to_owned())
    }

    /// Where a row without any place is shown to lack one.
    pub(super) fn column_of_place(&self, layout: &Layout) -> String {
        let fields = [Field::Village, Field::Grid, Field::Group, Field::Address, Field::Building];
        let column = fields.into_iter().find_map(|field| self.column(field));
        column.map_or_else(String::new, |column| layout.header(column).to_owned())
    }

    fn column(&self, field: Field) -> Option<usize> {
        Field::ALL.iter().position(|one| *one == field).and_then(|at| self.columns.get(at)).copied().flatten()
    }
}

impl Reading<'_> {
    fn raw(&self, field: Field) -> &str {
        self.reader.column(field).map_or("", |column| self.row.text(column))
    }

    /// A cell's text in half-width and trimmed; empty when it says in words that there is nothing.
    fn text(&self, field: Field) -> String {
        let even = half_width(self.raw(field));
        let text = even.trim();
        if is_blank_word(text) { String::new() } else { text.replace('\n', " ") }
    }

    fn lost_digits(&self, column: Option<usize>) -> bool {
        column.and_then(|column| self.row.cells.get(column)).is_some_and(|cell| cell.kind == CellKind::LostDigits)
    }

    fn problem(&mut self, field: Field, kind: &'static ProblemKind) {
        let column = self.reader.column(field);
        self.problem_at(column, kind);
    }

    fn problem_at(&mut self, column: Option<usize>, kind: &'static ProblemKind) {
        let column = column.map_or_else(String::new, |column| self.layout.header(column).to_owned());
        self.out.outcome = self.out.outcome.worse(kind.outcome);
        self.out.problems.push(RowProblem {
            sheet: Arc::clone(&self.layout.sheet),
            row: self.row.number,
            column,
            kind,
        });
    }

    fn place(&mut self) {
        let relation_text = self.text(Field::Relation);
        self.out.head_name = self.text(Field::HeadName);
        self.out.resident = ResidentRow {
            village: self.text(Field::Village),
            group: self.text(Field::Group),
            grid: self.text(Field::Grid),
            building: self.text(Field::Building),
            address: self.text(Field::Address),
            household_number: self.text(Field::HouseholdNumber),
            relation: Relation::read(&relation_text),
            relation_text,
            residency: Residency::read(self.raw(Field::Residency)),
            registered_address: self.text(Field::RegisteredAddress),
            ..ResidentRow::default()
        };
    }

    fn name(&mut self) {
        let written = self.raw(Field::Name);
        match PersonName::read(written) {
            Ok(name) => self.out.resident.name = name,
            Err(doubt) => {
                if matches!(doubt, NameDoubt::LostCharacter | NameDoubt::Note) {
                    self.out.resident.name = PersonName::confirmed(written);
                }
                self.problem(Field::Name, problems::of_name(doubt));
            }
        }
    }

    fn person(&mut self) {
        let check = self.document();
        self.birth(&check);
        self.sex(&check);
        let told_apart = check.document.is_some() || self.out.resident.birth.is_some();
        let asked_already = self.out.problems.iter().any(|problem| problem.kind.outcome != Outcome::Accepted);
        if !told_apart && !asked_already {
            self.problem(Field::Document, &problems::WHO_UNCLEAR);
        }
        self.out.resident.document = check.document;
    }

    fn document(&mut self) -> IdCheck {
        let column = self.reader.column(Field::Document);
        let written = self.raw(Field::Document);
        let mut check = match DocumentKind::read(self.raw(Field::DocumentKind)) {
            Some(kind) => check_declared(kind, written, self.reader.today),
            None => check_document(written, self.reader.today),
        };
        if self.lost_digits(column) {
            check = IdCheck { reason: IdReason::LostDigits, document: None, birth: None, sex: None, ..check };
        }
        if let Some(kind) = problems::of_number(check.reason) {
            self.problem_at(column, kind);
        }
        check
    }

    fn birth(&mut self, check: &IdCheck) {
        let stated = self.raw(Field::Birth);
        let reading = read_date(stated, DateUse::Birth { today: self.reader.today });
        let known = check.birth;
        let incomplete = matches!(reading, DateReading::Ask(DateDoubt::NoDay | DateDoubt::YearOnly));
        let kind = match (reading, known) {
            (DateReading::Certain(stated), Some(known)) if stated != known => Some(&problems::BIRTH_DIFFERS),
            (DateReading::Empty | DateReading::Certain(_), _) => None,
            (DateReading::Ask(_), Some(known)) if incomplete && agrees(stated, known) => None,
            (DateReading::Ask(_), Some(_)) if incomplete => Some(&problems::BIRTH_DIFFERS),
            (DateReading::Ask(doubt), _) => Some(problems::of_birth_doubt(doubt)),
            (DateReading::Invalid(fault), _) => Some(problems::of_birth_fault(fault)),
        };
        if let Some(kind) = kind {
            self.problem(Field::Birth, kind);
        }
        self.out.resident.birth = match reading {
            DateReading::Certain(stated) => known.or(Some(stated)),
            _ => known,
        };
    }

    fn sex(&mut self, check: &IdCheck) {
        let stated = self.text(Field::Sex);
        let read = Sex::read(&stated);
        let kind = match (read, check.sex) {
            (None, None) if !stated.is_empty() => Some(&problems::SEX_UNCLEAR),
            (Some(stated), Some(known)) if stated != known => Some(&problems::SEX_DIFFERS),
            _ => None,
        };
        if let Some(kind) = kind {
            self.problem(Field::Sex, kind);
        }
        self.out.resident.sex = check.sex.or(read);
    }

    fn phones(&mut self) {
        for &column in &self.reader.phones {
            let reading = read_phones(self.row.text(column));
            for phone in reading.phones {
                if !self.out.resident.phones.contains(&phone) {
                    self.out.resident.phones.push(phone);
                }
            }
            for doubt in reading.doubts {
                self.problem_at(Some(column), problems::of_phone(doubt));
            }
        }
    }

    fn gone(&mut self) {
        if says_yes(&self.text(Field::MovedOut)) {
            self.problem(Field::MovedOut, &problems::MOVED_OUT);
        }
        if says_yes(&self.text(Field::Died)) {
            self.problem(Field::Died, &problems::DIED);
        }
    }
}

fn says_yes(text: &str) -> bool {
    matches!(
        text,
        "1" | "是" | "√" | "✓" | "Y" | "y" | "yes" | "true" | "已迁出" | "迁出" | "已死亡" | "死亡" | "去世" | "已去世"
    )
}

/// Whether an incomplete date (`1982年8月`, `1982`) is that of a known day.
fn agrees(stated: &str, known: Date) -> bool {
    let even = half_width(stated);
    let digits: Vec<&str> =
        even.split(|letter: char| !letter.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let (year, month) = match digits.as_slice() {
        [whole] if whole.len() == 6 => (whole.get(..4), whole.get(4..)),
        [year] => (Some(*year), None),
        [year, month] => (Some(*year), Some(*month)),
        _ => return false,
    };
    let year = year.and_then(|year| year.parse::<i16>().ok());
    let month = month.map(|month| month.parse::<i8>().ok());
    year == Some(known.year()) && month.is_none_or(|month| month == Some(known.month()))
}
