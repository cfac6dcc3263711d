//! Dates as clerks write them: with points, strokes or characters, without a year, as a spreadsheet's day number.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::{half_width, is_blank_word};

/// What a date is for; it bounds the years that make sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateUse {
    /// A date of birth: from 1900 to today.
    Birth {
        /// The present day where the ledger is read.
        today: Date,
    },
    /// Something that happened or will: from 1980 to two years after today.
    Event {
        /// The present day where the ledger is read.
        today: Date,
    },
}

/// What was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateReading {
    /// Nothing was written.
    Empty,
    /// One date and no other.
    Certain(Date),
    /// More than one date, or a part is missing: a person has to say.
    Ask(DateDoubt),
    /// No date.
    Invalid(DateFault),
}

/// Why a date has to be asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateDoubt {
    /// Month and day without a year.
    NoYear,
    /// Year and month without a day.
    NoDay,
    /// A year alone.
    YearOnly,
    /// Two digits for the year, and both centuries are possible.
    Century,
    /// Day and month may be the other way round: `03/04/2022`.
    DayOrMonth,
    /// A date of the lunar calendar.
    Lunar,
    /// `昨天`, `上周`: relative to a day we don't know.
    Relative,
    /// From one day to another.
    Span,
}

/// Why a text is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateFault {
    /// There is no such day: 31 April.
    NoSuchDay,
    /// Later than it can be.
    Future,
    /// Earlier than it can be.
    TooEarly,
    /// Not a date at all.
    NotADate,
}

impl DateUse {
    fn earliest(self) -> Date {
        match self {
            Self::Birth { .. } => date(1900, 1, 1),
            Self::Event { .. } => date(1980, 1, 1),
        }
    }

    fn latest(self) -> Date {
        match self {
            Self::Birth { today } => today,
            Self::Event { today } => today.checked_add(2.years()).unwrap_or(today),
        }
    }

    /// The day, if it lies within the bounds.
    fn bounded(self, day: Date) -> DateReading {
        if day > self.latest() {
            DateReading::Invalid(DateFault::Future)
        } else if day < self.earliest() {
            DateReading::Invalid(DateFault::TooEarly)
        } else {
            DateReading::Certain(day)
        }
    }

    fn admits(self, day: Date) -> bool {
        self.bounded(day) == DateReading::Certain(day)
    }

    fn day(self, year: u32, month: u32, day: u32) -> DateReading {
        make(year, month, day).map_or(DateReading::Invalid(DateFault::NoSuchDay), |day| self.bounded(day))
    }
}

/// The date a spreadsheet's day number means in the 1900 date system, with its 29 February 1900 that never was.
pub fn from_excel_serial(serial: u32) -> Option<Date> {
    let days = match serial {
        1..=59 => serial,
        61..=2_958_465 => serial - 1,
        _ => return None,
    };
    date(1899, 12, 31).checked_add(i64::from(days).days()).ok()
}

/// Reads a date for a use.
pub fn read_date(text: &str, what: DateUse) -> DateReading {
    let even = half_width(text);
    let text = even.trim();
    if is_blank_word(text) {
        return DateReading::Empty;
    }
    if let Some(doubt) = worded(text) {
        return DateReading::Ask(doubt);
    }
    let numerals = arabic(text);
    let Some(parts) = parts_of(&numerals) else { return DateReading::Invalid(DateFault::NotADate) };
    match parts.as_slice() {
        [one] => single(one, what),
        [first, second] => two(first, second, &numerals),
        [first, second, third] => three(first, second, third, &numerals, what),
        _ => DateReading::Ask(DateDoubt::Span),
    }
}

/// Words that tell what kind of doubt there is before any number is looked at.
fn worded(text: &str) -> Option<DateDoubt> {
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if has(&["农历", "阴历", "旧历", "腊月", "正月", "冬月", "初"]) {
        Some(DateDoubt::Lunar)
    } else if has(&[
        "今天", "昨天", "前天", "明天", "今日", "昨日", "上周", "下周", "本周", "星期", "春节", "去年", "今年",
    ]) {
        Some(DateDoubt::Relative)
    } else if has(&["至", "到", "~", "～"]) {
        Some(DateDoubt::Span)
    } else {
        None
    }
}

/// Numbers of a written date, after a time of day has been cut off; `None` when other words stand among them.
fn parts_of(text: &str) -> Option<Vec<String>> {
    let text = without_time(text);
    let mut parts = vec![String::new()];
    for letter in text.chars() {
        match letter {
            '0'..='9' => parts.last_mut()?.push(letter),
            '年' | '月' | '日' | '号' | '.' | '/' | '-' | ' ' | '\\' | '、' | '·' | '。' | ',' | '\'' => {
                if parts.last().is_some_and(|part| !part.is_empty()) {
                    parts.push(String::new());
                }
            }
            '生' | '出' => {}
            _ => return None,
        }
    }
    parts.retain(|part| !part.is_empty());
    (!parts.is_empty() && parts.iter().all(|part| part.len() <= 14)).then_some(parts)
}

/// `2022-03-20 00:00:00` and `2022-03-20T08:00` without their time.
fn without_time(text: &str) -> &str {
    let Some(colon) = text.find(':') else { return text };
    let head = text.split_at_checked(colon).map_or(text, |(head, _)| head);
    head.rfind([' ', 'T']).and_then(|at| head.get(..at)).unwrap_or(text)
}

/// Chinese numerals made digits: 二〇二二年三月二十日. Characters that are no numerals stay.
fn arabic(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let letters: Vec<char> = text.chars().collect();
    for (at, letter) in letters.iter().enumerate() {
        let digit = |at: Option<usize>| at.and_then(|at| letters.get(at)).and_then(|letter| numeral(*letter));
        match (numeral(*letter), letter) {
            (Some(value), _) => out.push(value),
            (None, '十') => {
                let (before, after) = (digit(at.checked_sub(1)), digit(at.checked_add(1)));
                match (before, after) {
                    (None, None) => out.push_str("10"),
                    (None, Some(_)) => out.push('1'),
                    (Some(_), None) => out.push('0'),
                    (Some(_), Some(_)) => {}
                }
            }
            (None, '廿') => out.push_str(if digit(at.checked_add(1)).is_some() { "2" } else { "20" }),
            (None, other) => out.push(*other),
        }
    }
    out
}

fn numeral(letter: char) -> Option<char> {
    let value = match letter {
        '〇' | '零' | '○' => '0',
        '一' | '壹' => '1',
        '二' | '贰' => '2',
        '三' | '叁' => '3',
        '四' => '4',
        '五' => '5',
        '六' => '6',
        '七' => '7',
        '八' => '8',
        '九' => '9',
        _ => return None,
    };
    Some(value)
}

fn make(year: u32, month: u32, day: u32) -> Option<Date> {
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn number(text: &str) -> u32 {
    text.parse().unwrap_or(u32::MAX)
}

fn cut(text: &str, from: usize, to: usize) -> u32 {
    text.get(from..to).map_or(u32::MAX, number)
}

/// One run of digits: 20220403, 820305, a day number, a year, or with a time behind it.
fn single(digits: &str, what: DateUse) -> DateReading {
    match digits.len() {
        8 | 12 | 14 => what.day(cut(digits, 0, 4), cut(digits, 4, 6), cut(digits, 6, 8)),
        6 => six(digits, what),
        5 => match from_excel_serial(number(digits)) {
            Some(day) => what.bounded(day),
            None => DateReading::Invalid(DateFault::NotADate),
        },
        4 if (1900..2100).contains(&number(digits)) => DateReading::Ask(DateDoubt::YearOnly),
        3 | 4 => DateReading::Ask(DateDoubt::NoYear),
        _ => DateReading::Invalid(DateFault::NotADate),
    }
}

/// Six digits: a year and a month (202203), or a year of two digits (820305); asked about where both are possible.
fn six(digits: &str, what: DateUse) -> DateReading {
    let month = make(cut(digits, 0, 4), cut(digits, 4, 6), 1).is_some_and(|day| what.admits(day));
    let short = two_digit_year(cut(digits, 0, 2), cut(digits, 2, 4), cut(digits, 4, 6), what);
    if month { DateReading::Ask(DateDoubt::NoDay) } else { short }
}

fn two(first: &str, second: &str, text: &str) -> DateReading {
    if first.len() == 4 {
        let month = number(second);
        let possible = (1..=12).contains(&month) && second.len() <= 2;
        return if possible { DateReading::Ask(DateDoubt::NoDay) } else { DateReading::Invalid(DateFault::NoSuchDay) };
    }
    if text.contains('年') || second.len() == 4 {
        return DateReading::Ask(DateDoubt::NoDay);
    }
    // A leap year, so that 29 February is a day somebody may mean.
    match make(2024, number(first), number(second)) {
        Some(_) => DateReading::Ask(DateDoubt::NoYear),
        None => DateReading::Invalid(DateFault::NoSuchDay),
    }
}

fn three(first: &str, second: &str, third: &str, text: &str, what: DateUse) -> DateReading {
    if first.len() == 4 {
        return what.day(number(first), number(second), number(third));
    }
    if third.len() == 4 {
        return year_last(number(first), number(second), number(third), what);
    }
    if first.len() == 2 || text.contains('年') {
        return two_digit_year(number(first), number(second), number(third), what);
    }
    DateReading::Ask(DateDoubt::Century)
}

/// `03/04/2022` is 3 April in one office and 4 March in the next; `25/03/2022` can only be one.
fn year_last(first: u32, second: u32, year: u32, what: DateUse) -> DateReading {
    match (make(year, first, second), make(year, second, first)) {
        (Some(one), Some(other)) if one != other => DateReading::Ask(DateDoubt::DayOrMonth),
        (Some(day), _) | (_, Some(day)) => what.bounded(day),
        (None, None) => DateReading::Invalid(DateFault::NoSuchDay),
    }
}

/// A year of two digits is certain when only one century is possible.
fn two_digit_year(year: u32, month: u32, day: u32, what: DateUse) -> DateReading {
    let old = make(year.saturating_add(1900), month, day);
    let new = make(year.saturating_add(2000), month, day);
    match (old.filter(|day| what.admits(*day)), new.filter(|day| what.admits(*day))) {
        (Some(_), Some(_)) => DateReading::Ask(DateDoubt::Century),
        (Some(day), None) | (None, Some(day)) => DateReading::Certain(day),
        (None, None) if old.is_none() && new.is_none() => DateReading::Invalid(DateFault::NoSuchDay),
        (None, None) => DateReading::Invalid(DateFault::TooEarly),
    }
}

#[cfg(test)]
mod tests;
