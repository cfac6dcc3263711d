//! The moment a list speaks of, and the totals it declares beside it.

use gridward_domain::identity::half_width;
use gridward_domain::risk_areas::RiskLevel;
use jiff::ToSpan;
use jiff::civil::{Date, DateTime, date};

use super::Declared;

/// What the sentence before a list says: `截至4月15日20时，全国现有14个高风险地区，177个中风险地区`.
pub(super) fn declared_in(text: &str) -> Declared {
    let text = half_width(text);
    let mut declared = Declared::default();
    for (word, level) in LEVELS {
        for kind in ["风险地区", "风险区"] {
            let phrase = format!("{word}{kind}");
            let before = text.find(&format!("个{phrase}")).and_then(|at| last_number(text.get(..at)?));
            let after = || text.split_once(&phrase).and_then(|(_, behind)| counted(behind));
            if let Some(number) = before.or_else(after).filter(|_| declared.of(level).is_none()) {
                declared.put(level, number);
            }
        }
    }
    declared
}

const LEVELS: [(char, RiskLevel); 3] = [('高', RiskLevel::High), ('中', RiskLevel::Medium), ('低', RiskLevel::Low)];

/// The number in `1352个`.
fn counted(text: &str) -> Option<usize> {
    let digits = leading_digits(text);
    text.get(digits.len()..)?.starts_with('个').then(|| digits.parse().ok())?
}

fn last_number(text: &str) -> Option<usize> {
    let start = text.rfind(|letter: char| !letter.is_ascii_digit()).map_or(0, |at| at + text_len(text, at));
    text.get(start..)?.parse().ok()
}

fn text_len(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8)
}

fn leading_digits(text: &str) -> &str {
    let end = text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

/// The moment in a text like `截至2022年4月15日24时`, `截至4月15日20时` or `2022-04-15 11时`. Where it has no year, the day
/// of publication tells it: the latest such day up to then.
pub(super) fn moment_in(text: &str, published: Option<Date>) -> Option<DateTime> {
    let even = half_width(text);
    let text = even.split_once("截至").or_else(|| even.split_once("截止")).map_or(&*even, |(_, behind)| behind);
    let numbers = numbers_of(text.trim_start().trim_start_matches("到"));
    let (year, month, day, hour, minute) = match numbers.as_slice() {
        [(year, _), (month, _), (day, _), rest @ ..] if *year > 999 => {
            (Some(*year), *month, *day, hour(rest), minute(rest))
        }
        [(month, '月'), (day, '日'), rest @ ..] => (None, *month, *day, hour(rest), minute(rest)),
        _ => return None,
    };
    let day = match year {
        Some(year) => Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?,
        None => latest(i8::try_from(month).ok()?, i8::try_from(day).ok()?, published?)?,
    };
    at_hour(day, hour, minute)
}

fn hour(rest: &[(i16, char)]) -> i16 {
    match rest {
        [(hour, '时' | ':' | '点'), ..] => *hour,
        _ => 0,
    }
}

fn minute(rest: &[(i16, char)]) -> i16 {
    match rest {
        [(_, '时' | ':' | '点'), (minute, unit), ..]
            if *unit == '分' || rest.first().is_some_and(|(_, unit)| *unit == ':') =>
        {
            *minute
        }
        _ => 0,
    }
}

fn at_hour(day: Date, hour: i16, minute: i16) -> Option<DateTime> {
    if hour == 24 {
        return day.checked_add(1.day()).ok().map(|next| next.at(0, 0, 0, 0));
    }
    let (hour, minute) = (i8::try_from(hour).ok()?, i8::try_from(minute).ok()?);
    let time = jiff::civil::Time::new(hour, minute, 0, 0).ok()?;
    Some(day.to_datetime(time))
}

fn latest(month: i8, day: i8, published: Date) -> Option<Date> {
    let this = Date::new(published.year(), month, day).ok();
    let this = this.filter(|this| published.checked_add(1.day()).is_ok_and(|next| *this <= next));
    this.or_else(|| Date::new(published.year().checked_sub(1)?, month, day).ok())
}

/// The numbers at the beginning of a text with the sign behind each: `4月15日20时`.
fn numbers_of(text: &str) -> Vec<(i16, char)> {
    let mut numbers = Vec::new();
    let mut rest = text.trim_start();
    while numbers.len() < 5 {
        let digits = leading_digits(rest);
        let Ok(number) = digits.parse() else { break };
        let behind = rest.get(digits.len()..).unwrap_or_default();
        let sign = behind.chars().next().unwrap_or(' ');
        numbers.push((number, sign));
        rest = behind.strip_prefix(sign).unwrap_or_default().trim_start();
    }
    numbers
}

/// The first date written as `2022-04-16`, `2022年4月16日` or `20220416` in a text.
pub(super) fn date_in(text: &str) -> Option<Date> {
    let text = half_width(text);
    text.match_indices("20").find_map(|(at, _)| {
        let rest = text.get(at..)?;
        let digits = leading_digits(rest);
        let whole = match digits.len() {
            8.. => {
                digits.get(..8)?.parse::<u32>().ok().map(|number| (number / 10_000, number / 100 % 100, number % 100))
            }
            4 => match numbers_of(rest).as_slice() {
                [(year, _), (month, _), (day, _), ..] => {
                    Some((u32::try_from(*year).ok()?, u32::try_from(*month).ok()?, u32::try_from(*day).ok()?))
                }
                _ => None,
            },
            _ => None,
        };
        let (year, month, day) = whole?;
        let found = Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
        (found >= date(2020, 1, 1)).then_some(found)
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{Declared, date_in, declared_in, moment_in};

    #[test]
    fn a_moment_needs_a_year_of_its_own_or_of_its_publication() {
        let published = Some(date(2022, 4, 16));
        let evening = date(2022, 4, 15).at(20, 0, 0, 0);
        assert_eq!(moment_in("截至4月15日20时，全国现有", published), Some(evening));
        assert_eq!(moment_in("截至2022年4月15日20时", None), Some(evening));
        assert_eq!(moment_in("2022-04-15 20时", None), Some(evening));
        assert_eq!(moment_in("2022-04-15 20:30:00", None), Some(date(2022, 4, 15).at(20, 30, 0, 0)));
        assert_eq!(moment_in("截至4月15日20时", None), None);
        assert_eq!(moment_in("截至4月15日24时", published), Some(date(2022, 4, 16).at(0, 0, 0, 0)));
        assert_eq!(moment_in("截至12月31日24时", Some(date(2023, 1, 1))), Some(date(2023, 1, 1).at(0, 0, 0, 0)));
        assert_eq!(moment_in("截至4月31日20时", published), None);
        assert_eq!(moment_in("", published), None);
    }

    #[test]
    fn totals_are_read_in_both_orders() {
        let spring = declared_in("截至4月1日24时，全国现有63个高风险地区，428个中风险地区：");
        assert_eq!(spring, Declared { high: Some(63), medium: Some(428), low: None });
        let autumn = declared_in("全国现有高风险区1352个，中风险区1090个，低风险区184个");
        assert_eq!(autumn, Declared { high: Some(1352), medium: Some(1090), low: Some(184) });
        assert_eq!(declared_in("境外仍全部为高风险地区"), Declared::default());
    }

    #[test]
    fn a_date_is_found_in_a_name_or_a_line() {
        for text in ["2022-04-16.txt", "发布日期：2022-04-16 09:40:14", "通报20220416.txt", "2022年4月16日"] {
            assert_eq!(date_in(text), Some(date(2022, 4, 16)), "{text}");
        }
        assert_eq!(date_in("名单.txt"), None);
    }
}
