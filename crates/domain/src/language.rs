//! The two languages every message exists in.

use serde::{Deserialize, Serialize};

/// A language of messages and pages. Chinese is the default everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, utoipa::ToSchema)]
pub enum Language {
    /// Simplified Chinese, `zh-CN`.
    #[default]
    #[serde(rename = "zh-CN")]
    Chinese,
    /// English, `en`.
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// The language an `Accept-Language` header asks for first among the two we have; Chinese when it names neither.
    pub fn from_header(header: &str) -> Self {
        header
            .split(',')
            .map(|part| part.split(';').next().unwrap_or("").trim().to_ascii_lowercase())
            .find_map(|tag| match tag.get(..2) {
                Some("zh") => Some(Self::Chinese),
                Some("en") => Some(Self::English),
                _ => None,
            })
            .unwrap_or_default()
    }

    /// The one of two sentences that is in this language.
    pub fn pick<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Chinese => zh,
            Self::English => en,
        }
    }

    /// The BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Chinese => "zh-CN",
            Self::English => "en",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn the_first_language_we_have_wins() {
        assert_eq!(Language::from_header("fr, en-GB;q=0.8, zh;q=0.5"), Language::English);
        assert_eq!(Language::from_header("zh-CN,zh;q=0.9"), Language::Chinese);
    }

    #[test]
    fn an_unknown_or_empty_wish_is_answered_in_chinese() {
        assert_eq!(Language::from_header(""), Language::Chinese);
        assert_eq!(Language::from_header("d"), Language::Chinese);
    }
}
