//! What is wrong with a list, where, and how to mend it.

use gridward_domain::Language;
use gridward_domain::risk_areas::RiskLevel;
use serde_json::{Value, json};

/// Where in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum At {
    /// The list as a whole.
    Whole,
    /// A line of the text, and the group of places that begins in it.
    Line {
        /// The line, from 1.
        line: usize,
        /// The head of the group; empty outside of groups.
        group: String,
    },
    /// A value of the JSON: `data.highlist[3].communitys`.
    Path(String),
    /// A cell of a table.
    Row {
        /// The sheet's name; empty in text tables.
        sheet: String,
        /// The row, from 1.
        row: u32,
        /// The column's name.
        column: String,
    },
}

impl At {
    /// Where, in words.
    pub fn text(&self, language: Language) -> String {
        let chinese = language == Language::Chinese;
        match self {
            Self::Whole => if chinese { "全表" } else { "the whole list" }.to_owned(),
            Self::Line { line, group } if chinese => format!("第{line}行 {group}").trim_end().to_owned(),
            Self::Line { line, group } => format!("line {line} {group}").trim_end().to_owned(),
            Self::Path(path) => path.clone(),
            Self::Row { sheet, row, column } => {
                let row = if chinese { format!("第{row}行") } else { format!("row {row}") };
                [sheet.as_str(), &row, column].map(str::trim).join(" ").trim().to_owned()
            }
        }
    }
}

/// What is wrong with a list, where, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RiskListProblem {
    /// Where.
    pub at: At,
    /// Stable name in snake case.
    pub code: &'static str,
    /// What is wrong and what to do, in Chinese.
    pub zh: String,
    /// The same in English.
    pub en: String,
}

impl RiskListProblem {
    pub(super) fn new(at: At, code: &'static str, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { at, code, zh: zh.into(), en: en.into() }
    }

    /// What is wrong and what to do.
    pub fn message(&self, language: Language) -> &str {
        match language {
            Language::Chinese => &self.zh,
            Language::English => &self.en,
        }
    }

    /// As the command line and the API show it.
    pub fn json(&self, language: Language) -> Value {
        json!({ "where": self.at.text(language), "code": self.code, "message": self.message(language) })
    }

    pub(super) fn sum_differs(level: RiskLevel, declared: usize, listed: usize) -> Self {
        let (zh, en) = words(level);
        Self::new(
            At::Whole,
            "sum_differs",
            format!("名单自称有{declared}个{zh}风险地区，实际列出{listed}个，请对照官方原文补全或改正。"),
            format!(
                "The list declares {declared} {en}-risk places and names {listed}: compare it with the official text."
            ),
        )
    }

    pub(super) fn totals_disagree(at: At, level: RiskLevel, first: usize, second: usize) -> Self {
        let (zh, en) = words(level);
        Self::new(
            at,
            "totals_disagree",
            format!("{zh}风险地区总数前后写得不一样（{first}与{second}），请核对官方原文。"),
            format!("The total of {en}-risk places is given as {first} and as {second}: check the official text."),
        )
    }

    pub(super) fn count_differs(at: At, declared: usize, listed: usize) -> Self {
        Self::new(
            at,
            "count_differs",
            format!("这一组写明{declared}个，按标点读出{listed}个，请对照原文，每处之间用逗号或分号隔开。"),
            format!(
                "This group declares {declared} places and names {listed}: compare it with the official text, and part the places by commas or semicolons."
            ),
        )
    }

    pub(super) fn no_time() -> Self {
        Self::new(
            At::Whole,
            "as_of_missing",
            "没有读到带年份的截至时间，启用前请填写名单的截至时间。",
            "No time with its year was found that the list speaks of: enter it before the list is put in force.",
        )
    }

    pub(super) fn unknown_province(at: At) -> Self {
        Self::new(
            at,
            "province_unknown",
            "开头不是省、自治区或直辖市的名称，请补上省名。",
            "It does not begin with the name of a province: add it.",
        )
    }

    pub(super) fn unread_line(at: At) -> Self {
        Self::new(
            at,
            "line_unread",
            "这一行没有读懂，未计入；如是地点，请写成“省市（个数）：地点，地点。”",
            "This line was not understood and does not count: write places as 省市（个数）：地点，地点。",
        )
    }
}

fn words(level: RiskLevel) -> (&'static str, &'static str) {
    match level {
        RiskLevel::High => ("高", "high"),
        RiskLevel::Medium => ("中", "medium"),
        RiskLevel::Low => ("低", "low"),
    }
}
