//! Untidy text made even: full-width forms, odd spaces, invisible characters, dashes.

use std::borrow::Cow;

/// Text with full-width letters, digits and signs made half-width, every kind of blank made a space, every dash a
/// hyphen, and invisible characters (byte order marks, zero-width joiners, direction marks) removed. Line breaks stay.
/// Doing it twice changes nothing.
pub fn half_width(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ' || byte == b'\n') {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter_map(even).collect())
}

fn even(letter: char) -> Option<char> {
    match letter {
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}' => None,
        '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' => Some('-'),
        other if other.is_whitespace() => Some(' '),
        other if other.is_control() => None,
        other => Some(other),
    }
}

/// Whether a cell says in words that there is nothing: `无`, `不详`, `/`, `-` and their like.
pub fn is_blank_word(text: &str) -> bool {
    let text = text.trim();
    text.chars().all(|letter| matches!(letter, '-' | '/' | '\\' | '_' | '.' | '—' | '－' | '、' | '　'))
        || matches!(
            text,
            "无" | "没有"
                | "暂无"
                | "未知"
                | "不详"
                | "不清楚"
                | "空"
                | "none"
                | "None"
                | "null"
                | "NULL"
                | "N/A"
                | "n/a"
        )
}

#[cfg(test)]
mod tests {
    use super::{half_width, is_blank_word};
    use proptest::prelude::*;

    #[test]
    fn full_width_digits_and_odd_blanks_become_plain() {
        assert_eq!(half_width("４１９　Ｘ\u{feff}\u{a0}—"), "419 X -");
        assert_eq!(half_width("plain 1"), "plain 1");
    }

    #[test]
    fn words_for_nothing_are_nothing() {
        for word in ["无", "", " / ", "--", "不详", "——"] {
            assert!(is_blank_word(word), "{word}");
        }
        assert!(!is_blank_word("无名"));
    }

    proptest! {
        #[test]
        fn evening_twice_changes_nothing(text in "\\PC*") {
            let once = half_width(&text).into_owned();
            prop_assert_eq!(half_width(&once).into_owned(), once);
        }
    }
}
