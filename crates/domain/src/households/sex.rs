//! Sex as GB/T 2261.1 codes it: 1 male, 2 female.

use serde::{Deserialize, Serialize};

use crate::identity::half_width;

/// The sex a document states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// 男.
    Male,
    /// 女.
    Female,
}

impl Sex {
    /// The stable name.
    pub fn code(self) -> &'static str {
        match self {
            Self::Male => "male",
            Self::Female => "female",
        }
    }

    /// The sex with this stable name.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Male, Self::Female].into_iter().find(|sex| sex.code() == code)
    }

    /// Reads 男, 女性, M, f, 1, 2 and their like; `None` for anything else.
    pub fn read(text: &str) -> Option<Self> {
        let even = half_width(text);
        match even.trim() {
            "男" | "男性" | "男士" | "M" | "m" | "1" | "Male" | "male" | "MALE" => Some(Self::Male),
            "女" | "女性" | "女士" | "F" | "f" | "2" | "Female" | "female" | "FEMALE" => Some(Self::Female),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Sex;

    #[test]
    fn words_letters_and_standard_codes_are_read() {
        for text in ["男", "男性", " M", "１"] {
            assert_eq!(Sex::read(text), Some(Sex::Male), "{text}");
        }
        for text in ["女", "女性", "F", "2"] {
            assert_eq!(Sex::read(text), Some(Sex::Female), "{text}");
        }
        assert_eq!(Sex::read("0"), None);
        assert_eq!(Sex::from_code(Sex::Female.code()), Some(Sex::Female));
    }
}
