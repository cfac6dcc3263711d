//! Why a table could not be read.

use gridward_domain::Language;

/// Why a table could not be read. No message carries a cell's content.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// Nothing in it.
    #[error("the file is empty")]
    Empty,
    /// Larger than the limit.
    #[error("the file is larger than {megabytes} MB")]
    TooLarge {
        /// The limit.
        megabytes: u64,
    },
    /// A spreadsheet that unpacks to more than the limit.
    #[error("the spreadsheet unpacks to more than {megabytes} MB")]
    UnpacksTooLarge {
        /// The limit.
        megabytes: u64,
    },
    /// More rows than the limit.
    #[error("more than {limit} rows")]
    TooManyRows {
        /// The limit.
        limit: usize,
    },
    /// More columns than the limit.
    #[error("row {row} has more than {limit} columns")]
    TooManyColumns {
        /// The row.
        row: u32,
        /// The limit.
        limit: usize,
    },
    /// A cell longer than the limit: most often a quotation mark that is never closed.
    #[error("row {row} has a cell longer than {limit} characters")]
    CellTooLong {
        /// The row the cell begins in.
        row: u32,
        /// The limit.
        limit: usize,
    },
    /// Protected by a password.
    #[error("the spreadsheet is protected by a password")]
    Password,
    /// Neither a spreadsheet nor a text table.
    #[error("neither a spreadsheet nor a text table")]
    NotATable,
    /// A damaged spreadsheet.
    #[error("the spreadsheet is damaged")]
    Damaged,
    /// No row with column names was found.
    #[error("no row with column names was found")]
    NoHeader,
    /// A roster of returnees without the columns that make it one.
    #[error("no column tells where people come from or when")]
    NoArrivals,
    /// Reading failed.
    #[error("reading failed")]
    Read(#[from] std::io::Error),
}

impl TableError {
    /// The stable name.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "table_empty",
            Self::TooLarge { .. } => "table_too_large",
            Self::UnpacksTooLarge { .. } => "table_unpacks_too_large",
            Self::TooManyRows { .. } => "table_too_many_rows",
            Self::TooManyColumns { .. } => "table_too_many_columns",
            Self::CellTooLong { .. } => "table_cell_too_long",
            Self::Password => "table_password",
            Self::NotATable => "table_unknown_format",
            Self::Damaged => "table_damaged",
            Self::NoHeader => "table_no_header",
            Self::NoArrivals => "table_no_arrivals",
            Self::Read(_) => "table_unreadable",
        }
    }

    /// What is wrong and what to do.
    pub fn sentence(&self, language: Language) -> String {
        let (zh, en) = self.sentences();
        if language == Language::Chinese { zh } else { en }
    }

    fn sentences(&self) -> (String, String) {
        let both = |zh: &str, en: &str| (zh.to_owned(), en.to_owned());
        match self {
            Self::Empty => both("文件是空的，请选择有内容的表格。", "The file is empty: choose one with content."),
            Self::TooLarge { megabytes } => (
                format!("文件超过{megabytes}兆，请拆成几份再导入。"),
                format!("The file is larger than {megabytes} MB: split it and import the parts."),
            ),
            Self::UnpacksTooLarge { megabytes } => (
                format!("表格解压后超过{megabytes}兆，请另存为CSV后再导入。"),
                format!("The spreadsheet unpacks to more than {megabytes} MB: save it as CSV and import that."),
            ),
            Self::TooManyRows { limit } => (
                format!("超过{limit}行，请拆成几份再导入。"),
                format!("More than {limit} rows: split the file and import the parts."),
            ),
            Self::TooManyColumns { row, limit } => (
                format!("第{row}行超过{limit}列，请删除多余的列。"),
                format!("Row {row} has more than {limit} columns: delete those not needed."),
            ),
            Self::CellTooLong { row, limit } => (
                format!("第{row}行有单元格超过{limit}字，可能是引号没有成对，请检查该行。"),
                format!(
                    "Row {row} has a cell of more than {limit} characters, perhaps a quotation mark that is never closed: check that row."
                ),
            ),
            Self::Password => {
                both("表格有密码，请去掉密码后再导入。", "The spreadsheet has a password: remove it and import again.")
            }
            Self::NotATable => both(
                "不是能识别的表格，请另存为 .xlsx 或 .csv 后再导入。",
                "Not a table we can read: save it as .xlsx or .csv and import that.",
            ),
            Self::Damaged => both(
                "表格已损坏，请用表格软件打开并另存后再导入。",
                "The spreadsheet is damaged: open it, save it anew and import that.",
            ),
            Self::NoHeader => both(
                "没有找到表头（至少要有姓名和身份证号、住址等其中一列），请检查表头文字。",
                "No row with column names was found (a name and one of ID number, address, phone...): check the names of the columns.",
            ),
            Self::NoArrivals => both(
                "表中没有“返乡前所在地”或“返乡时间”这样的列；居民台账请用“导入台账”。",
                "No column tells where people come from or when they arrive; a ledger of residents is imported as a ledger.",
            ),
            Self::Read(_) => both("读取文件失败，请重新上传。", "The file could not be read: upload it again."),
        }
    }
}
