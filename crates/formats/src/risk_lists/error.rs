//! Why a file is no risk list at all.

use gridward_domain::Language;

use crate::table::TableError;

/// Why a file is no risk list at all.
#[derive(Debug, thiserror::Error)]
pub enum RiskListError {
    /// The file can't be read.
    #[error(transparent)]
    File(#[from] TableError),
    /// Text that begins like JSON and is none.
    #[error("line {line}, column {column}: not JSON")]
    BadJson {
        /// The line.
        line: usize,
        /// The column.
        column: usize,
    },
    /// None of the known forms.
    #[error("not a risk list")]
    NotARiskList,
}

impl RiskListError {
    /// The stable name.
    pub fn code(&self) -> &'static str {
        match self {
            Self::File(error) => error.code(),
            Self::BadJson { .. } => "risk_list_bad_json",
            Self::NotARiskList => "risk_list_unknown_form",
        }
    }

    /// What is wrong and what to do.
    pub fn sentence(&self, language: Language) -> String {
        let (zh, en) = match self {
            Self::File(error) => return error.sentence(language),
            Self::BadJson { line, column } => (
                format!("第{line}行第{column}个字符处不是有效的JSON，请重新下载后再导入。"),
                format!("Line {line}, column {column} is not JSON: download the list again and import that."),
            ),
            Self::NotARiskList => (
                "没有认出风险地区名单：应为官方每日通报的文字、官方查询的JSON，或表头有“等级、省、市、县、地点”的表格。"
                    .to_owned(),
                "No risk list was recognised: it should be the official daily text, the official JSON, or a table with columns for level, province, city, county and place."
                    .to_owned(),
            ),
        };
        if language == Language::Chinese { zh } else { en }
    }
}
