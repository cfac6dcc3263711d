//! Every kind of problem that a row of a roster can have besides those of a ledger.

use gridward_domain::identity::{DateDoubt, DateFault, DateReading};

use crate::ledger::{Outcome, ProblemKind};

/// Where from is not written.
pub(super) static ORIGIN_MISSING: ProblemKind = ProblemKind::new(
    "origin_missing",
    Outcome::Asked,
    "没有写从哪里返乡，请补上。",
    "It is not said where the person comes from: add it.",
);
static ARRIVAL_MISSING: ProblemKind = ProblemKind::new(
    "arrival_missing",
    Outcome::Asked,
    "没有写返乡时间，请补上。",
    "The day of arrival is missing: add it.",
);
static ARRIVAL_NO_YEAR: ProblemKind = ProblemKind::new(
    "arrival_no_year",
    Outcome::Asked,
    "返乡时间没有年份，请写成“2022-03-25”这样。",
    "The day of arrival has no year: write it like 2022-03-25.",
);
static ARRIVAL_NO_DAY: ProblemKind = ProblemKind::new(
    "arrival_no_day",
    Outcome::Asked,
    "返乡时间没有写到日，请补全。",
    "The day of arrival is not complete: add the day.",
);
static ARRIVAL_TWO_WAYS: ProblemKind = ProblemKind::new(
    "arrival_two_ways",
    Outcome::Asked,
    "返乡时间有两种读法，请按“年-月-日”重写。",
    "The day of arrival can be read in two ways: write it as year-month-day.",
);
static ARRIVAL_RELATIVE: ProblemKind = ProblemKind::new(
    "arrival_relative",
    Outcome::Asked,
    "返乡时间是农历或“昨天”这样的说法，请换成公历日期。",
    "The day of arrival is lunar or relative: give the calendar date.",
);
static ARRIVAL_INVALID: ProblemKind = ProblemKind::new(
    "arrival_invalid",
    Outcome::Refused,
    "返乡时间不存在或认不出来，请核对。",
    "The day of arrival does not exist or can't be read: please check.",
);
static ARRIVAL_OUT_OF_RANGE: ProblemKind = ProblemKind::new(
    "arrival_out_of_range",
    Outcome::Refused,
    "返乡时间早于1980年或晚于两年以后，请核对年份。",
    "The day of arrival is before 1980 or more than two years ahead: check the year.",
);

/// Every kind, for documentation and tests.
pub static KINDS: &[&ProblemKind] = &[
    &ORIGIN_MISSING,
    &ARRIVAL_MISSING,
    &ARRIVAL_NO_YEAR,
    &ARRIVAL_NO_DAY,
    &ARRIVAL_TWO_WAYS,
    &ARRIVAL_RELATIVE,
    &ARRIVAL_INVALID,
    &ARRIVAL_OUT_OF_RANGE,
];

/// What there is to say about a written day of arrival; none when it is certain.
pub(super) fn of_arrival(reading: DateReading) -> Option<&'static ProblemKind> {
    match reading {
        DateReading::Certain(_) => None,
        DateReading::Empty => Some(&ARRIVAL_MISSING),
        DateReading::Ask(DateDoubt::NoYear) => Some(&ARRIVAL_NO_YEAR),
        DateReading::Ask(DateDoubt::NoDay | DateDoubt::YearOnly) => Some(&ARRIVAL_NO_DAY),
        DateReading::Ask(DateDoubt::Century | DateDoubt::DayOrMonth | DateDoubt::Span) => Some(&ARRIVAL_TWO_WAYS),
        DateReading::Ask(DateDoubt::Lunar | DateDoubt::Relative) => Some(&ARRIVAL_RELATIVE),
        DateReading::Invalid(DateFault::NoSuchDay | DateFault::NotADate) => Some(&ARRIVAL_INVALID),
        DateReading::Invalid(DateFault::Future | DateFault::TooEarly) => Some(&ARRIVAL_OUT_OF_RANGE),
    }
}
