//! People's names: how they are kept, and the keys they are found by.

use pinyin::ToPinyin;

use super::half_width;
use super::surname::{double_reading, single_reading};

/// What makes a written name doubtful.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameDoubt {
    /// Nothing was written.
    Missing,
    /// A character was lost (`陈?红`, `陈□红`): the rare one has to be typed again.
    LostCharacter,
    /// A note or nickname stands beside the name (`张三（外号三娃）`).
    Note,
    /// Digits, signs or markup that no name has.
    NotAName,
    /// Longer than any name: 40 characters.
    TooLong,
}

/// A name as it is kept, with the keys it is found by.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PersonName {
    /// The name: half-width, without inner blanks between Chinese characters, one kind of middle dot. Rare characters
    /// stay as they are.
    pub text: String,
    /// Pinyin without tones, one after another, lower-case ASCII: `ouyangxiuying`. `ü` is `v`.
    pub pinyin: String,
    /// First letters of the pinyin: `oyxy`.
    pub initials: String,
}

const LONGEST: usize = 40;

impl PersonName {
    /// Reads a name; the doubt says why it can't be taken as it stands.
    pub fn read(written: &str) -> Result<Self, NameDoubt> {
        let text = tidy(written);
        match doubt(&text) {
            Some(doubt) => Err(doubt),
            None => Ok(Self::of(text)),
        }
    }

    /// The name of a text, without any doubt about it: for what a person confirmed.
    pub fn confirmed(written: &str) -> Self {
        Self::of(tidy(written))
    }

    fn of(text: String) -> Self {
        let (pinyin, initials) = readings(&text);
        Self { text, pinyin, initials }
    }
}

/// What a person typed into a search box, evened like [`PersonName::text`] and lower-cased, for comparison with the
/// text, the pinyin (blanks and apostrophes left out) or the initials of a name.
pub fn search_key(typed: &str) -> String {
    tidy(typed).to_lowercase().replace(['\'', ' '], "").replace('ü', "v")
}

fn tidy(written: &str) -> String {
    let even = half_width(written);
    let mut text = String::with_capacity(even.len());
    let mut blank = false;
    for letter in even.trim().chars() {
        if letter.is_whitespace() {
            blank = true;
            continue;
        }
        if blank && letter.is_ascii_alphabetic() && text.ends_with(|last: char| last.is_ascii_alphabetic()) {
            text.push(' ');
        }
        blank = false;
        text.push(if is_middle_dot(letter) { '·' } else { letter });
    }
    text
}

/// The many dots typed between the parts of names such as 阿卜杜拉·买买提.
fn is_middle_dot(letter: char) -> bool {
    matches!(letter, '·' | '•' | '‧' | '∙' | '・' | '･' | '⋅' | '●')
}

fn doubt(text: &str) -> Option<NameDoubt> {
    if text.is_empty() {
        return Some(NameDoubt::Missing);
    }
    if text.chars().count() > LONGEST {
        return Some(NameDoubt::TooLong);
    }
    let mut lost = false;
    let mut note = false;
    for letter in text.chars() {
        match letter {
            '?' | '□' | '\u{fffd}' | '*' | '〇' | '_' | '■' => lost = true,
            '(' | '[' | '【' | '〔' | '/' | ',' | '、' => note = true,
            ')' | ']' | '】' | '〕' | '·' | ' ' | '\'' | '-' | '.' => {}
            '=' | '<' | '>' | '+' | '@' => return Some(NameDoubt::NotAName),
            other if other.is_alphabetic() => {}
            other if is_private_use(other) => lost = true,
            _ => return Some(NameDoubt::NotAName),
        }
    }
    let starts = text.chars().next().is_some_and(char::is_alphabetic);
    match (starts || lost, lost, note) {
        (false, ..) => Some(NameDoubt::NotAName),
        (_, true, _) => Some(NameDoubt::LostCharacter),
        (_, _, true) => Some(NameDoubt::Note),
        _ => None,
    }
}

/// Characters that only the machine they were typed on can show.
fn is_private_use(letter: char) -> bool {
    matches!(letter, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}

fn readings(text: &str) -> (String, String) {
    let mut pinyin = String::with_capacity(text.len() * 2);
    let mut initials = String::with_capacity(8);
    let mut letters = text.chars();
    let (first, second) = (letters.next(), letters.next());
    let mut rest = text.chars();
    if let (Some(first), Some(second)) = (first, second)
        && let Some(reading) = double_reading(first, second)
    {
        for syllable in reading {
            add(&mut pinyin, &mut initials, syllable);
        }
        rest.nth(1);
    } else if let Some(reading) = first.and_then(single_reading)
        && second.is_some()
    {
        add(&mut pinyin, &mut initials, reading);
        rest.next();
    }
    let mut in_word = false;
    for letter in rest {
        let latin = letter.is_ascii_alphabetic();
        if latin {
            let small = letter.to_ascii_lowercase();
            pinyin.push(small);
            if !in_word {
                initials.push(small);
            }
        } else if let Some(reading) = letter.to_pinyin() {
            add(&mut pinyin, &mut initials, reading.plain());
        }
        in_word = latin;
    }
    (pinyin, initials)
}

fn add(pinyin: &mut String, initials: &mut String, syllable: &str) {
    let mut plain = syllable.chars().map(|letter| if letter == 'ü' { 'v' } else { letter }).filter(char::is_ascii);
    if let Some(first) = plain.next() {
        pinyin.push(first);
        initials.push(first);
    }
    pinyin.extend(plain);
}

#[cfg(test)]
mod tests {
    use super::{NameDoubt, PersonName, search_key};
    use proptest::prelude::*;

    fn keys(name: &str) -> (String, String) {
        let name = PersonName::read(name).unwrap();
        (name.pinyin, name.initials)
    }

    #[test]
    fn surnames_have_readings_of_their_own() {
        let cases = [
            ("单田芳", "shantianfang"),
            ("曾国强", "zengguoqiang"),
            ("解晓东", "xiexiaodong"),
            ("仇英", "qiuying"),
            ("区志明", "ouzhiming"),
            ("尉迟恭", "yuchigong"),
            ("万俟洛", "moqiluo"),
            ("朴明", "piaoming"),
            ("吕琼", "lvqiong"),
        ];
        for (name, pinyin) in cases {
            assert_eq!(keys(name).0, pinyin);
        }
    }

    #[test]
    fn inner_blanks_go_and_compound_surnames_stay_whole() {
        assert_eq!(keys("欧阳 秀英"), ("ouyangxiuying".into(), "oyxy".into()));
        assert_eq!(PersonName::read("李　伟").unwrap().text, "李伟");
    }

    #[test]
    fn names_of_other_peoples_are_whole_names() {
        assert_eq!(PersonName::read("阿卜杜拉•买买提").unwrap().text, "阿卜杜拉·买买提");
        assert_eq!(keys("John  Smith"), ("johnsmith".into(), "js".into()));
    }

    #[test]
    fn rare_characters_are_kept() {
        assert_eq!(PersonName::read("𠅤小花").unwrap().text, "𠅤小花");
        assert_eq!(PersonName::read("王㐂旺").unwrap().text, "王㐂旺");
    }

    #[test]
    fn doubtful_names_are_asked_about() {
        assert_eq!(PersonName::read("陈?红"), Err(NameDoubt::LostCharacter));
        assert_eq!(PersonName::read("刘建国*"), Err(NameDoubt::LostCharacter));
        assert_eq!(PersonName::read("张三（外号三娃）"), Err(NameDoubt::Note));
        assert_eq!(PersonName::read("=HYPERLINK(\"x\")"), Err(NameDoubt::NotAName));
        assert_eq!(PersonName::read("<script>"), Err(NameDoubt::NotAName));
        assert_eq!(PersonName::read(" \u{feff} "), Err(NameDoubt::Missing));
        assert_eq!(PersonName::read("12"), Err(NameDoubt::NotAName));
    }

    #[test]
    fn what_is_typed_finds_pinyin() {
        assert_eq!(search_key("Ou Yang"), "ouyang");
        assert_eq!(search_key("ＷＪ"), "wj");
    }

    proptest! {
        #[test]
        fn reading_a_kept_name_again_changes_nothing(text in "\\PC{0,50}") {
            let once = PersonName::confirmed(&text);
            prop_assert_eq!(&PersonName::confirmed(&once.text), &once);
            prop_assert!(once.pinyin.bytes().chain(once.initials.bytes()).all(|byte| byte.is_ascii_lowercase()));
        }
    }
}
