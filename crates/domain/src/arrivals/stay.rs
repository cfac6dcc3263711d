//! Stays (旅居史): where somebody was, from one day to another, and what has to be asked about them.

use jiff::ToSpan;
use jiff::civil::Date;

use super::faults::BAD_STAY;
use crate::Refusal;

/// As many stays as one registration may have.
pub const MOST_STAYS: usize = 20;
/// The longest text of a place, in characters.
const LONGEST: usize = 100;
/// How many digits an official code has, by level: province, city, county, town, village (2-2-2-3-3).
const CODE_LENGTHS: [usize; 5] = [2, 4, 6, 9, 12];

/// A stay: an area by its official code, a place in words, or both; from and to are days that were spent there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stay {
    /// The official code of the smallest area that is known, without the zeros below it: `4403`, `411526109`.
    pub area_code: Option<String>,
    /// The place in words; empty when the code says it.
    pub place: String,
    /// The first day there.
    pub from_on: Date,
    /// The last day there.
    pub to_on: Date,
    /// The day they left the area, where a rule's clock starts with it; the last day there when it is not said.
    pub left_on: Option<Date>,
}

/// The days that stays are held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Travel {
    /// The present day in the jurisdiction.
    pub today: Date,
    /// The day of return, past or expected, where it is known.
    pub back_on: Option<Date>,
}

/// Days of which nobody has said where they were spent; both are in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// The first such day.
    pub from_on: Date,
    /// The last such day.
    pub to_on: Date,
}

/// The stays tidied and in order of their days; declined at the first (`stays[2].to_on`) that can't be.
pub fn check_stays(stays: &[Stay], travel: Travel) -> Result<Vec<Stay>, Refusal> {
    if stays.len() > MOST_STAYS {
        return declined("stays".to_owned(), "最多填 20 段，请合并相同地方。", "at most 20; join those in one place");
    }
    let mut checked = Vec::with_capacity(stays.len());
    for (at, stay) in stays.iter().enumerate() {
        let field = |name: &str| format!("stays[{at}].{name}");
        check_days(stay, travel, field)?;
        checked.push(Stay { place: place(stay, field)?, area_code: code(stay, field)?, ..stay.clone() });
    }
    checked.sort_by_key(|stay| (stay.from_on, stay.to_on));
    Ok(checked)
}

fn check_days(stay: &Stay, travel: Travel, field: impl Fn(&str) -> String) -> Result<(), Refusal> {
    if stay.to_on < stay.from_on {
        return declined(field("to_on"), "结束日期早于开始日期。", "it ends before it begins");
    }
    if stay.from_on > travel.today {
        return declined(field("from_on"), "开始日期晚于今天。", "it begins later than today");
    }
    // Whoever has not left yet is there until the day of return.
    let last = travel.back_on.unwrap_or(travel.today);
    if stay.to_on > last {
        return declined(field("to_on"), "结束日期晚于返回日期。", "it ends later than the day of return");
    }
    if stay.left_on.is_some_and(|left| left < stay.from_on || left > last) {
        return declined(
            field("left_on"),
            "离开日期应在到达之后、返回之前。",
            "the day of leaving lies outside of the stay",
        );
    }
    Ok(())
}

fn place(stay: &Stay, field: impl Fn(&str) -> String) -> Result<String, Refusal> {
    let place = stay.place.trim();
    if place.is_empty() && stay.area_code.as_deref().is_none_or(|code| code.trim().is_empty()) {
        return declined(field("place"), "请选地区，或写明地点。", "choose an area or say the place in words");
    }
    if place.chars().count() > LONGEST {
        return declined(field("place"), "地点最多 100 个字。", "a place has at most 100 characters");
    }
    Ok(place.to_owned())
}

fn code(stay: &Stay, field: impl Fn(&str) -> String) -> Result<Option<String>, Refusal> {
    let Some(written) = stay.area_code.as_deref().map(str::trim).filter(|code| !code.is_empty()) else {
        return Ok(None);
    };
    let digits = written.bytes().all(|byte| byte.is_ascii_digit());
    let mut code = written;
    // 441900000000 is the city 4419: the zeros say nothing.
    while let Some(shorter) = CODE_LENGTHS.iter().rev().find(|length| **length < code.len())
        && let Some((head, tail)) = code.split_at_checked(*shorter)
        && tail.bytes().all(|byte| byte == b'0')
    {
        code = head;
    }
    if !digits || !CODE_LENGTHS.contains(&code.len()) || code.starts_with('0') {
        return declined(
            field("area_code"),
            "区划代码应为 2、4、6、9 或 12 位数字。",
            "an area code has 2, 4, 6, 9 or 12 digits",
        );
    }
    Ok(Some(code.to_owned()))
}

fn declined<T>(at: String, why: &str, why_en: &str) -> Result<T, Refusal> {
    Err(BAD_STAY.at(at).with("why_en", why_en).with("why", why))
}

/// The days from `from_on` to `to_on` (both in) that no stay covers: they are asked about, nothing is declined for them.
pub fn gaps(stays: &[Stay], from_on: Date, to_on: Date) -> Vec<Gap> {
    let mut sorted: Vec<&Stay> = stays.iter().collect();
    sorted.sort_by_key(|stay| (stay.from_on, stay.to_on));
    let mut found = Vec::new();
    let mut next = from_on;
    for stay in sorted {
        if stay.from_on > to_on {
            break;
        }
        if stay.from_on > next {
            found.push(Gap { from_on: next, to_on: day_before(stay.from_on) });
        }
        next = next.max(day_after(stay.to_on));
    }
    if next <= to_on {
        found.push(Gap { from_on: next, to_on });
    }
    found
}

fn day_before(day: Date) -> Date {
    day.checked_sub(1.day()).unwrap_or(day)
}

fn day_after(day: Date) -> Date {
    day.checked_add(1.day()).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::{Gap, Stay, Travel, check_stays, gaps};
    use jiff::ToSpan;
    use jiff::civil::{Date, date};
    use proptest::prelude::*;

    const TODAY: Date = date(2022, 4, 15);
    const TRAVEL: Travel = Travel { today: TODAY, back_on: Some(TODAY) };

    fn stay(from: Date, to: Date) -> Stay {
        Stay { area_code: None, place: "上海市浦东新区".to_owned(), from_on: from, to_on: to, left_on: None }
    }

    fn declined_at(stay: &Stay) -> Option<String> {
        check_stays(std::slice::from_ref(stay), TRAVEL).err().and_then(|refusal| refusal.at)
    }

    #[test]
    fn a_stay_ends_after_it_begins_and_not_after_the_return() {
        let good = stay(date(2022, 4, 1), date(2022, 4, 14));
        assert_eq!(declined_at(&good), None);
        assert_eq!(declined_at(&Stay { to_on: date(2022, 3, 31), ..good.clone() }).as_deref(), Some("stays[0].to_on"));
        assert_eq!(declined_at(&Stay { to_on: date(2022, 4, 16), ..good.clone() }).as_deref(), Some("stays[0].to_on"));
        let future = stay(date(2022, 4, 16), date(2022, 4, 17));
        assert_eq!(declined_at(&future).as_deref(), Some("stays[0].from_on"));
        let left_before = Stay { left_on: Some(date(2022, 3, 1)), ..good };
        assert_eq!(declined_at(&left_before).as_deref(), Some("stays[0].left_on"));
    }

    #[test]
    fn whoever_has_not_left_yet_is_there_until_the_day_of_return() {
        let leaving = Travel { today: TODAY, back_on: Some(date(2022, 4, 20)) };
        assert!(check_stays(&[stay(date(2022, 4, 1), date(2022, 4, 20))], leaving).is_ok());
    }

    #[test]
    fn a_code_loses_the_zeros_that_say_nothing_and_a_wrong_one_is_declined() {
        let coded = |code: &str| Stay { area_code: Some(code.to_owned()), ..stay(TODAY, TODAY) };
        let kept = |code: &str| check_stays(&[coded(code)], TRAVEL).unwrap().remove(0).area_code.unwrap();
        assert_eq!(kept("441900000000"), "4419");
        assert_eq!(kept("310115"), "310115");
        assert_eq!(kept("110000"), "11");
        assert_eq!(kept("411526109202"), "411526109202");
        for wrong in ["41152", "4115x6", "000000"] {
            assert_eq!(declined_at(&coded(wrong)).as_deref(), Some("stays[0].area_code"), "{wrong}");
        }
    }

    #[test]
    fn a_stay_without_area_and_place_is_asked_for_one() {
        let nowhere = Stay { place: "  ".to_owned(), ..stay(TODAY, TODAY) };
        assert_eq!(declined_at(&nowhere).as_deref(), Some("stays[0].place"));
    }

    #[test]
    fn days_that_nobody_spoke_of_are_asked_about() {
        let stays = [stay(date(2022, 4, 10), date(2022, 4, 12)), stay(date(2022, 4, 3), date(2022, 4, 5))];
        let found = gaps(&stays, date(2022, 4, 1), date(2022, 4, 14));
        let gap = |from, to| Gap { from_on: date(2022, 4, from), to_on: date(2022, 4, to) };
        assert_eq!(found, [gap(1, 2), gap(6, 9), gap(13, 14)]);
    }

    proptest! {
        #[test]
        fn every_day_is_in_a_stay_or_in_a_gap_and_never_in_both(spans in proptest::collection::vec((0_i64..40, 0_i64..10), 0..6)) {
            let first = date(2022, 3, 1);
            let day = |offset: i64| first.checked_add(offset.days()).unwrap();
            let stays: Vec<Stay> = spans.iter().map(|(from, long)| stay(day(*from), day(from + long))).collect();
            let found = gaps(&stays, day(5), day(30));
            for offset in 5..=30 {
                let on = day(offset);
                let told = stays.iter().any(|stay| stay.from_on <= on && on <= stay.to_on);
                let asked = found.iter().any(|gap| gap.from_on <= on && on <= gap.to_on);
                prop_assert!(told != asked, "{on}");
            }
        }
    }
}
