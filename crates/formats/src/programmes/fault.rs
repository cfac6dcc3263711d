//! What is wrong in the files of a programme.

use gridward_domain::Language;
use gridward_domain::programmes::{Finding, Words};

/// Something wrong, with file and line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgrammeFault {
    /// The file, as a path within the programme's folder.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// Stable name in snake case.
    pub code: &'static str,
    /// What is wrong and how to mend it.
    pub words: Words,
}

impl ProgrammeFault {
    /// The sentence in a language.
    pub fn sentence(&self, language: Language) -> &str {
        self.words.get(language)
    }

    /// A finding of the rules at its place.
    pub(super) fn found(file: &str, line: usize, finding: &Finding) -> Self {
        let (code, words) = (finding.kind.code(), finding.kind.sentence());
        Self { file: file.to_owned(), line, code, words }
    }
}

/// What can be wrong in the form of a file, before anything is understood.
pub(super) enum Wrong<'a> {
    NotToml { message: &'a str },
    Missing { key: &'a str },
    Unknown { key: &'a str },
    Kind { key: &'a str, zh: &'static str, en: &'static str },
    Name { key: &'a str, value: &'a str, known: String },
    Number { key: &'a str, most: u64 },
    Words { key: &'a str },
    FileMissing { name: &'a str },
    FileUnlisted { name: &'a str },
    IdDiffers { id: &'a str, name: &'a str },
    AreaCode { value: &'a str },
}

impl Wrong<'_> {
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::NotToml { .. } => "not_toml",
            Self::Missing { .. } => "key_missing",
            Self::Unknown { .. } => "key_unknown",
            Self::Kind { .. } => "wrong_kind",
            Self::Name { .. } => "name_unknown",
            Self::Number { .. } => "number_out_of_range",
            Self::Words { .. } => "words_missing",
            Self::FileMissing { .. } => "file_missing",
            Self::FileUnlisted { .. } => "file_unlisted",
            Self::IdDiffers { .. } => "id_differs",
            Self::AreaCode { .. } => "bad_area_code",
        }
    }

    pub(super) fn words(&self) -> Words {
        let (zh, en) = match self {
            Self::NotToml { message } => (
                format!("这一行不合 TOML 格式（{message}）；请对照文档中的例子改正。"),
                format!("This is not TOML ({message}): compare with the example in the documents."),
            ),
            Self::Missing { key } => (format!("缺少“{key}”；请补上。"), format!("\"{key}\" is missing: add it.")),
            Self::Unknown { key } => (
                format!("不认识“{key}”；请改正拼写或删去。下级规则集不能用任何键去掉上级的规则。"),
                format!(
                    "There is no key \"{key}\" here: correct the spelling or remove it. No key of an extension can take a rule of its base away."
                ),
            ),
            Self::Kind { key, zh, en } => {
                (format!("“{key}”应为{zh}；请改正。"), format!("\"{key}\" must be {en}: correct it."))
            }
            Self::Name { key, value, known } => (
                format!("“{key}”不能是“{value}”；可用的有：{known}。"),
                format!("\"{key}\" can't be \"{value}\"; it is one of: {known}."),
            ),
            Self::Number { key, most } => {
                (format!("“{key}”应在0到{most}之间；请改正。"), format!("\"{key}\" must be 0 to {most}: correct it."))
            }
            Self::Words { key } => (
                format!("“{key}”缺少中文或英文；请写成 {{ zh = \"…\", en = \"…\" }}，两种都要有。"),
                format!("\"{key}\" lacks its Chinese or its English: write {{ zh = \"…\", en = \"…\" }} with both."),
            ),
            Self::FileMissing { name } => (
                format!("没有文件 {name}；请放进文件夹。"),
                format!("There is no file {name}: put it into the folder."),
            ),
            Self::FileUnlisted { name } => (
                format!("文件 {name} 没有列在 programme.toml 的 rule_sets 中；请列入或移走。"),
                format!("The file {name} is not listed under rule_sets in programme.toml: list it or take it away."),
            ),
            Self::IdDiffers { id, name } => (
                format!("id“{id}”与名称“{name}”不一致；请改成一样。"),
                format!("The id \"{id}\" differs from the name \"{name}\": make them the same."),
            ),
            Self::AreaCode { value } => (
                format!("“{value}”不是区划代码；应为2、4、6、9或12位数字，全国写空。"),
                format!("\"{value}\" is no area code: 2, 4, 6, 9 or 12 digits, empty for the whole country."),
            ),
        };
        Words { zh, en }
    }
}
