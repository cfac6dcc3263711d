//! Civil dates as numbers of days, for quick comparison, and back.

use jiff::civil::Date;

/// The number of a day: 0 is 1970-01-01. Howard Hinnant's well-known arithmetic of the proleptic Gregorian calendar.
pub(super) fn number(date: Date) -> i32 {
    let (month, day) = (i32::from(date.month()), i32::from(date.day()));
    let year = i32::from(date.year()) - i32::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let month_from_march = (month + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// More days than there are from the first date to the last.
const ALL_DAYS: u32 = 7_304_484;

/// The date so many days after another, held inside the range of dates.
pub(super) fn after(date: Date, days: u32) -> Date {
    date.saturating_add(jiff::Span::new().days(days.min(ALL_DAYS)))
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::{after, number};

    #[test]
    fn numbers_of_days_follow_the_calendar() {
        assert_eq!(number(date(1970, 1, 1)), 0);
        assert_eq!(number(date(2022, 3, 1)) - number(date(2022, 2, 28)), 1);
        assert_eq!(number(date(2024, 3, 1)) - number(date(2024, 2, 28)), 2);
        let mut day = date(1899, 12, 25);
        for step in 0..800 {
            assert_eq!(number(day), number(date(1899, 12, 25)) + step);
            day = day.tomorrow().unwrap();
        }
        assert!(number(Date::MIN) < number(Date::MAX));
    }

    #[test]
    fn a_date_beyond_time_is_the_last_one() {
        assert_eq!(after(Date::MAX, 7), Date::MAX);
        assert_eq!(after(date(2022, 6, 28), 7), date(2022, 7, 5));
        assert_eq!(after(date(2022, 6, 28), u32::MAX), Date::MAX);
    }
}
