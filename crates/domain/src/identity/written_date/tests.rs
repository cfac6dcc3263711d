use jiff::civil::date;
use proptest::prelude::*;
use rstest::rstest;

use super::DateReading::{Ask, Certain, Empty, Invalid};
use super::{DateDoubt, DateFault, DateReading, DateUse, from_excel_serial, read_date};

const TODAY: jiff::civil::Date = date(2026, 11, 24);

fn event(text: &str) -> DateReading {
    read_date(text, DateUse::Event { today: TODAY })
}

fn birth(text: &str) -> DateReading {
    read_date(text, DateUse::Birth { today: TODAY })
}

#[rstest]
#[case("2022-03-20")]
#[case("2022.3.20")]
#[case("2022/3/20")]
#[case("20220320")]
#[case("2022年3月20日")]
#[case("2022 3 20")]
#[case("2022-03-20 00:00:00")]
#[case("2022-03-20T08:15")]
#[case("44640")]
#[case("二〇二二年三月二十日")]
#[case("二零二二年三月廿日")]
#[case("２０２２．３．２０")]
#[case("22.3.20")]
#[case("20/03/2022")]
fn one_day_written_in_many_ways(#[case] text: &str) {
    assert_eq!(event(text), Certain(date(2022, 3, 20)), "{text}");
}

#[rstest]
#[case("3月25日", DateDoubt::NoYear)]
#[case("3.20", DateDoubt::NoYear)]
#[case("3-21号", DateDoubt::NoYear)]
#[case("三月廿五日", DateDoubt::NoYear)]
#[case("2.29", DateDoubt::NoYear)]
#[case("2022.3", DateDoubt::NoDay)]
#[case("2022年3月", DateDoubt::NoDay)]
#[case("202203", DateDoubt::NoDay)]
#[case("2022", DateDoubt::YearOnly)]
#[case("03/04/2022", DateDoubt::DayOrMonth)]
#[case("农历三月初五", DateDoubt::Lunar)]
#[case("昨天", DateDoubt::Relative)]
#[case("2022.3.20至2022.3.25", DateDoubt::Span)]
#[case("2022-3-20-2022-3-25", DateDoubt::Span)]
fn what_may_be_several_days_is_asked(#[case] text: &str, #[case] doubt: DateDoubt) {
    assert_eq!(event(text), Ask(doubt), "{text}");
}

#[rstest]
#[case("2022.4.31", DateFault::NoSuchDay)]
#[case("4.31", DateFault::NoSuchDay)]
#[case("20221301", DateFault::NoSuchDay)]
#[case("2099-01-01", DateFault::Future)]
#[case("1900-01-01", DateFault::TooEarly)]
#[case("待定", DateFault::NotADate)]
#[case("999999999", DateFault::NotADate)]
fn what_is_no_day_says_why(#[case] text: &str, #[case] fault: DateFault) {
    assert_eq!(event(text), Invalid(fault), "{text}");
}

#[test]
fn a_two_digit_year_of_birth_is_certain_where_one_century_is_left() {
    assert_eq!(birth("82.8.19"), Certain(date(1982, 8, 19)));
    assert_eq!(birth("820819"), Certain(date(1982, 8, 19)));
    assert_eq!(birth("05年3月2日"), Ask(DateDoubt::Century));
    assert_eq!(birth("26.12.31"), Certain(date(1926, 12, 31)));
    assert_eq!(birth("2026-11-25"), Invalid(DateFault::Future));
}

#[test]
fn nothing_written_is_empty() {
    assert_eq!(birth(" 无 "), Empty);
}

#[test]
fn day_numbers_count_the_leap_day_that_never_was() {
    assert_eq!(from_excel_serial(1), Some(date(1900, 1, 1)));
    assert_eq!(from_excel_serial(59), Some(date(1900, 2, 28)));
    assert_eq!(from_excel_serial(60), None);
    assert_eq!(from_excel_serial(61), Some(date(1900, 3, 1)));
    assert_eq!(from_excel_serial(44_640), Some(date(2022, 3, 20)));
}

#[test]
fn chinese_tens_are_counted_right() {
    assert_eq!(event("二〇二一年十月十日"), Certain(date(2021, 10, 10)));
    assert_eq!(event("二〇二一年十二月三十一日"), Certain(date(2021, 12, 31)));
    assert_eq!(event("二〇二一年十一月廿五日"), Certain(date(2021, 11, 25)));
}

proptest! {
    #[test]
    fn any_text_is_answered(text in "\\PC*|[0-9年月日号./ -]{0,24}") {
        let (_, _) = (birth(&text), event(&text));
    }

    #[test]
    fn a_certain_date_reads_back_from_its_iso_form(text in "[0-9年月日./-]{4,12}") {
        if let Certain(day) = event(&text) {
            prop_assert_eq!(event(&day.to_string()), Certain(day));
        }
    }
}
