//! Whether somebody belongs here or stays for a time.

use serde::{Deserialize, Serialize};

use crate::identity::half_width;

/// 人员类型 of a grid ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Residency {
    /// 常住人口, 户籍人口: lives here.
    Permanent,
    /// 流动人口, 租户: lives here for a time.
    Temporary,
}

impl Residency {
    /// The stable name.
    pub fn code(self) -> &'static str {
        match self {
            Self::Permanent => "permanent",
            Self::Temporary => "temporary",
        }
    }

    /// The residency with this stable name.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Permanent, Self::Temporary].into_iter().find(|residency| residency.code() == code)
    }

    /// Reads a ledger's word; `None` when it says neither.
    pub fn read(text: &str) -> Option<Self> {
        let text = half_width(text);
        let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
        if has(&["流动", "暂住", "租", "外来", "寄住", "临时"]) {
            Some(Self::Temporary)
        } else if has(&["常住", "户籍", "本地", "本村", "常驻"]) {
            Some(Self::Permanent)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Residency;

    #[test]
    fn ledger_words_are_read() {
        assert_eq!(Residency::read("常住人口"), Some(Residency::Permanent));
        assert_eq!(Residency::read("流动人口"), Some(Residency::Temporary));
        assert_eq!(Residency::read("其他"), None);
        assert_eq!(Residency::from_code("temporary"), Some(Residency::Temporary));
    }
}
