//! Telephone numbers as they stand in ledgers: mobiles, landlines, several in a cell.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{half_width, is_blank_word, mask_phone};

/// Kinds of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhoneKind {
    /// Eleven digits beginning with 13 to 19: can receive messages.
    Mobile,
    /// A landline, with its area code and a hyphen where it was written.
    Landline,
    /// A number abroad, with `+` and the country's code.
    Foreign,
}

/// A telephone number to be sealed. It prints itself masked.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Phone {
    /// What kind of number it is.
    pub kind: PhoneKind,
    /// Mobile: `15471410667`; landline: `0376-3976140` or `3976140`; abroad: `+85251234567`.
    pub number: String,
}

impl Phone {
    /// The number for the screen.
    pub fn masked(&self) -> String {
        mask_phone(&self.number)
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:?} {}", self.kind, self.masked())
    }
}

/// What keeps a part of a cell from being a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhoneDoubt {
    /// Begins like a mobile but has fewer or more than eleven digits.
    MobileLength {
        /// How many digits were written.
        digits: usize,
    },
    /// No known shape of a telephone number.
    NoPhone,
    /// A spreadsheet wrote it as a power of ten.
    LostDigits,
}

/// What was read from one cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PhoneReading {
    /// The numbers, in order, each once.
    pub phones: Vec<Phone>,
    /// What could not be read.
    pub doubts: Vec<PhoneDoubt>,
}

/// Reads every number of a cell. `无`, `-` and their like are no number and no doubt. Notes in brackets or in words
/// (`15471410667（儿子）`) are left out.
pub fn read_phones(text: &str) -> PhoneReading {
    let even = half_width(text);
    let mut reading = PhoneReading::default();
    if is_blank_word(&even) {
        return reading;
    }
    if let Some(number) = plain_mobile(&even) {
        reading.phones.push(number);
        return reading;
    }
    if even.contains(['E', 'e']) && even.contains('+') && even.contains('.') {
        reading.doubts.push(PhoneDoubt::LostDigits);
        return reading;
    }
    for part in even.split(is_separator) {
        read_part(part, &mut reading);
    }
    if reading.phones.is_empty() && reading.doubts.is_empty() {
        reading.doubts.push(PhoneDoubt::NoPhone);
    }
    reading
}

fn plain_mobile(text: &str) -> Option<Phone> {
    let text = text.trim();
    is_mobile(text).then(|| Phone { kind: PhoneKind::Mobile, number: text.to_owned() })
}

fn is_mobile(text: &str) -> bool {
    let mut bytes = text.bytes();
    text.len() == 11
        && bytes.next() == Some(b'1')
        && matches!(bytes.next(), Some(b'3'..=b'9'))
        && bytes.all(|byte| byte.is_ascii_digit())
}

/// Signs between two numbers; words between them part them too.
fn is_separator(letter: char) -> bool {
    matches!(letter, ',' | ';' | '/' | '\\' | '|' | '\n' | '、' | '。' | '&' | ':')
        || (letter.is_alphabetic() && !letter.is_ascii_digit())
}

fn read_part(part: &str, reading: &mut PhoneReading) {
    let part = part.trim_matches(|letter: char| !letter.is_ascii_digit() && letter != '+' && letter != '(');
    let digits: String = part.chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() {
        return;
    }
    if let Some(phone) = one_number(part, &digits) {
        return keep(reading, phone);
    }
    let words: Vec<&str> = part.split_whitespace().collect();
    let whole = |word: &&str| {
        let digits: String = word.chars().filter(char::is_ascii_digit).collect();
        one_number(word, &digits).filter(|phone| phone.number.len() > 8)
    };
    if words.len() > 1 && words.iter().all(|word| whole(word).is_some()) {
        words.iter().filter_map(whole).for_each(|phone| keep(reading, phone));
        return;
    }
    if let (22, Some((first, second))) = (digits.len(), digits.split_at_checked(11))
        && is_mobile(first)
        && is_mobile(second)
    {
        for number in [first, second] {
            keep(reading, Phone { kind: PhoneKind::Mobile, number: number.to_owned() });
        }
        return;
    }
    let like_mobile = digits.starts_with('1') && (8..=14).contains(&digits.len());
    reading.doubts.push(if like_mobile {
        PhoneDoubt::MobileLength { digits: digits.len() }
    } else {
        PhoneDoubt::NoPhone
    });
}

fn keep(reading: &mut PhoneReading, phone: Phone) {
    if !reading.phones.contains(&phone) {
        reading.phones.push(phone);
    }
}

/// The one number a part without separators holds, if it does.
fn one_number(part: &str, digits: &str) -> Option<Phone> {
    let home = digits.strip_prefix("0086").or_else(|| digits.strip_prefix("86").filter(|rest| rest.len() >= 10));
    let local = home.unwrap_or(digits);
    if is_mobile(local) {
        return Some(Phone { kind: PhoneKind::Mobile, number: local.to_owned() });
    }
    if part.starts_with('+') && home.is_none() {
        return (8..=15)
            .contains(&digits.len())
            .then(|| Phone { kind: PhoneKind::Foreign, number: format!("+{digits}") });
    }
    landline(local, home.is_some()).map(|number| Phone { kind: PhoneKind::Landline, number })
}

/// Area codes: 010 and 02x have three digits, all others four; a local number has seven or eight and begins with 2-9.
fn landline(digits: &str, abroad: bool) -> Option<String> {
    let with_zero = if abroad && !digits.starts_with('0') { format!("0{digits}") } else { digits.to_owned() };
    if let Some(rest) = with_zero.strip_prefix('0') {
        let area = if rest.starts_with(['1', '2']) { 2 } else { 3 };
        let (area, local) = rest.split_at_checked(area)?;
        let fits = matches!(local.len(), 7 | 8) && !local.starts_with(['0', '1']);
        return fits.then(|| format!("0{area}-{local}"));
    }
    let service = with_zero.len() == 10 && (with_zero.starts_with("400") || with_zero.starts_with("800"));
    let local = matches!(with_zero.len(), 7 | 8) && !with_zero.starts_with('1');
    (service || local).then_some(with_zero)
}

#[cfg(test)]
mod tests {
    use super::{PhoneDoubt, PhoneKind, read_phones};
    use proptest::prelude::*;

    fn numbers(text: &str) -> Vec<String> {
        read_phones(text).phones.into_iter().map(|phone| phone.number).collect()
    }

    #[test]
    fn a_mobile_is_one_however_it_is_written() {
        for text in [
            "15471410667",
            "154 7141 0667",
            "154-7141-0667",
            "+8615471410667",
            "86 154 7141 0667",
            "１５４７１４１０６６７",
            "15471410667（儿子）",
            "电话：15471410667",
        ] {
            assert_eq!(numbers(text), ["15471410667"], "{text}");
        }
    }

    #[test]
    fn two_numbers_in_a_cell_are_both_kept_and_one_written_twice_is_one() {
        for text in [
            "15494537302、15494537300",
            "15494537302;15494537300",
            "15494537302 15494537300",
            "1549453730215494537300",
            "15494537302或15494537300",
            "15494537302\n154-9453-7300",
        ] {
            assert_eq!(numbers(text), ["15494537302", "15494537300"], "{text}");
        }
        assert_eq!(numbers("15494924370、15494924370"), ["15494924370"]);
    }

    #[test]
    fn landlines_keep_their_area_code() {
        assert_eq!(numbers("0376-3976140"), ["0376-3976140"]);
        assert_eq!(numbers("03763976140"), ["0376-3976140"]);
        assert_eq!(numbers("(010)65551234"), ["010-65551234"]);
        assert_eq!(numbers("3976140"), ["3976140"]);
        assert_eq!(read_phones("+852 5123 4567").phones[0].kind, PhoneKind::Foreign);
    }

    #[test]
    fn a_mobile_that_lost_a_digit_is_asked_about() {
        assert_eq!(read_phones("1546383262").doubts, [PhoneDoubt::MobileLength { digits: 10 }]);
        assert_eq!(read_phones("1.5471E+10").doubts, [PhoneDoubt::LostDigits]);
        assert_eq!(read_phones("找他儿子").doubts, [PhoneDoubt::NoPhone]);
    }

    #[test]
    fn no_phone_is_no_problem() {
        assert_eq!(read_phones("无"), super::PhoneReading::default());
        assert_eq!(read_phones("  "), super::PhoneReading::default());
    }

    #[test]
    fn a_phone_prints_itself_masked() {
        assert_eq!(format!("{:?}", read_phones("15471410667").phones), "[Mobile 154****0667]");
    }

    proptest! {
        #[test]
        fn any_text_is_read_and_what_was_read_reads_the_same_again(text in "\\PC*|[0-9 +、-]{0,30}") {
            for phone in read_phones(&text).phones {
                prop_assert_eq!(read_phones(&phone.number).phones, vec![phone]);
            }
        }
    }
}
