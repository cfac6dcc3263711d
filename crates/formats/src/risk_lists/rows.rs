//! A list as a table, with columns for level, province, city, county and place.

use gridward_domain::identity::{DateReading, DateUse, half_width, read_date};
use gridward_domain::risk_areas::{ListedPlace, RiskLevel};
use jiff::civil::{Date, date};

use super::as_of::{date_in, declared_in, moment_in};
use super::{At, RiskList, RiskListProblem};
use crate::divisions::code_of;
use crate::header::heading_key;
use crate::table::{self, Limits, Row, Sheet, Source, TableError};

/// Rows looked through for the head.
const SEARCHED: usize = 40;
/// Dates of a list are bounded by the calendar alone: the day of reading does not matter.
const LAST_DAY: Date = date(2100, 1, 1);

/// What a column can hold, and the names it goes by.
const COLUMNS: [(Column, &[&str]); 8] = [
    (Column::Level, &["等级", "级别", "风险等级", "风险级别", "level"]),
    (Column::Province, &["省", "省份", "省级", "省市", "province"]),
    (Column::City, &["市", "城市", "地市", "市州", "设区市", "city"]),
    (Column::County, &["县", "区", "区县", "县区", "县市区", "市县区", "county"]),
    (
        Column::Text,
        &[
            "地点",
            "地区",
            "区域",
            "风险区",
            "风险区域",
            "风险地区",
            "范围",
            "风险区范围",
            "划定范围",
            "具体位置",
            "具体地点",
            "具体区域",
            "详细地址",
            "地址",
            "名称",
            "小区",
            "text",
            "place",
        ],
    ),
    (Column::Code, &["代码", "区划代码", "行政区划代码", "code"]),
    (Column::From, &["开始日期", "起始日期", "划定日期", "划定时间", "起始时间", "生效日期", "from"]),
    (Column::To, &["结束日期", "截止日期", "解除日期", "解除时间", "失效日期", "to"]),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Level,
    Province,
    City,
    County,
    Text,
    Code,
    From,
    To,
}

/// Where the columns are.
#[derive(Debug)]
struct Head {
    columns: Vec<Option<Column>>,
    names: Vec<String>,
}

/// Reads a table; none when no sheet has a head of a risk list.
pub(super) fn read(name: &str, bytes: Vec<u8>) -> Result<Option<RiskList>, TableError> {
    let mut list = RiskList::default();
    let mut found = false;
    for sheet in table::open(Source::bytes(bytes), &Limits::default())? {
        found |= read_sheet(&mut list, date_in(name), sheet)?;
    }
    Ok(found.then_some(list))
}

fn read_sheet(list: &mut RiskList, published: Option<Date>, sheet: Sheet) -> Result<bool, TableError> {
    let name = sheet.name.clone();
    let mut level = level_of(&name);
    let mut head = None;
    for (at, row) in sheet.enumerate() {
        let row = row?;
        match &head {
            None if at >= SEARCHED => return Ok(false),
            None => match Head::of(&row) {
                Some(found) => head = Some(found),
                None => note(list, published, &mut level, &row),
            },
            Some(head) if head.is_repeated(&row) => {}
            Some(_) if is_title(&row) => note(list, published, &mut level, &row),
            Some(head) => head.add(list, &name, level, &row),
        }
    }
    Ok(head.is_some())
}

/// Takes time, totals and level from a title: `中风险地区（428个）`.
fn note(list: &mut RiskList, published: Option<Date>, level: &mut Option<RiskLevel>, row: &Row) {
    for cell in row.cells.iter().filter(|cell| !cell.is_blank()) {
        let declared = declared_in(&cell.text.replace(['（', '('], ""));
        for known in RiskLevel::ALL {
            if let Some(number) = declared.of(*known).filter(|_| list.declared.of(*known).is_none()) {
                list.declared.put(*known, number);
            }
        }
        if cell.text.contains("截至") || cell.text.contains("更新时间") {
            list.as_of = list.as_of.or_else(|| moment_in(behind(&cell.text, "更新时间"), published));
        }
        *level = level_of(&cell.text).or(*level);
    }
}

fn behind<'a>(text: &'a str, word: &str) -> &'a str {
    text.split_once(word).map_or(text, |(_, behind)| behind.trim_start_matches(['：', ':']))
}

/// The level that a text names, if it names one only: 中高风险地区 is the title of both.
fn level_of(text: &str) -> Option<RiskLevel> {
    let text = half_width(text).trim().to_lowercase();
    if text.contains("中高") {
        return None;
    }
    let named = [
        (RiskLevel::High, ["高风险", "高", "high"]),
        (RiskLevel::Medium, ["中风险", "中", "medium"]),
        (RiskLevel::Low, ["低风险", "低", "low"]),
    ];
    let mut fitting = named.iter().filter(|(_, words)| {
        let [phrase, word, english] = words;
        text.contains(phrase) || text == *word || text == *english
    });
    match (fitting.next(), fitting.next()) {
        (Some((level, _)), None) => Some(*level),
        _ => None,
    }
}

fn is_title(row: &Row) -> bool {
    row.cells.iter().filter(|cell| !cell.is_blank()).count() == 1
}

impl Head {
    fn of(row: &Row) -> Option<Self> {
        let known = |key: &str| COLUMNS.iter().find(|(_, names)| names.contains(&key)).map(|(column, _)| *column);
        let mut columns: Vec<Option<Column>> = Vec::new();
        for cell in &row.cells {
            let column = known(&heading_key(&cell.text));
            columns.push(column.filter(|column| !columns.contains(&Some(*column))));
        }
        let has = |column| columns.contains(&Some(column));
        let whole = (has(Column::Text) || has(Column::County)) && (has(Column::Province) || has(Column::City));
        let names = row.cells.iter().map(|cell| cell.text.trim().to_owned()).collect();
        whole.then_some(Self { columns, names })
    }

    fn at(&self, column: Column) -> Option<usize> {
        self.columns.iter().position(|known| *known == Some(column))
    }

    fn text<'a>(&self, row: &'a Row, column: Column) -> &'a str {
        self.at(column).map_or("", |at| row.text(at).trim())
    }

    fn is_repeated(&self, row: &Row) -> bool {
        let same = |(cell, name): (&table::Cell, &String)| !cell.is_blank() && cell.text.trim() == name;
        row.cells.iter().zip(&self.names).filter(|pair| same(*pair)).count() >= 2
    }

    fn place(&self, sheet: &str, row: u32, column: Column) -> At {
        let name = self.at(column).and_then(|at| self.names.get(at)).cloned().unwrap_or_default();
        At::Row { sheet: sheet.to_owned(), row, column: name }
    }

    fn add(&self, list: &mut RiskList, sheet: &str, titled: Option<RiskLevel>, row: &Row) {
        let at = |column| self.place(sheet, row.number, column);
        let level = match self.text(row, Column::Level) {
            "" => titled,
            written => level_of(written),
        };
        let Some(level) = level else {
            list.problems.push(level_unclear(at(Column::Level)));
            return;
        };
        let parts = [Column::Province, Column::City, Column::County].map(|column| self.text(row, column));
        let text = self.text(row, Column::Text);
        if text.is_empty() && parts[2].is_empty() {
            list.problems.push(nothing_named(at(Column::Text)));
            return;
        }
        let mut place = ListedPlace::new(level, parts, text);
        place.code = code_of(self.text(row, Column::Code));
        if place.code.is_none() && !self.text(row, Column::Code).is_empty() {
            list.problems.push(bad_code(at(Column::Code)));
        }
        for (column, day) in [(Column::From, &mut place.from), (Column::To, &mut place.to)] {
            match read_date(self.text(row, column), DateUse::Event { today: LAST_DAY }) {
                DateReading::Certain(read) => *day = Some(read),
                DateReading::Empty => {}
                DateReading::Ask(_) | DateReading::Invalid(_) => list.problems.push(date_unclear(at(column))),
            }
        }
        list.places.push(place);
    }
}

fn level_unclear(at: At) -> RiskListProblem {
    RiskListProblem::new(
        at,
        "level_unclear",
        "没有写明高、中、低哪一级，这一行未计入，请补上。",
        "The level is none of high, medium and low; the row does not count: add it.",
    )
}

fn nothing_named(at: At) -> RiskListProblem {
    RiskListProblem::new(
        at,
        "place_missing",
        "没有写县区也没有写地点，这一行未计入，请补上。",
        "Neither a county nor a place is named; the row does not count: add one.",
    )
}

fn bad_code(at: At) -> RiskListProblem {
    RiskListProblem::new(
        at,
        "bad_code",
        "区划代码应为6、9或12位数字，未采用，请核对。",
        "A code has 6, 9 or 12 digits; this one is not taken: check it.",
    )
}

fn date_unclear(at: At) -> RiskListProblem {
    RiskListProblem::new(
        at,
        "date_unclear",
        "日期不完整或有两种读法，请写成2022-04-15这样。",
        "The date is incomplete or can be read in two ways: write it like 2022-04-15.",
    )
}
