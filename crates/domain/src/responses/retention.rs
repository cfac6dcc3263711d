//! How long what a response owns is kept after its end.

use jiff::ToSpan;
use jiff::civil::Date;

/// The civil date on which the records of a response that was closed on `closed_on` are erased: so many days later,
/// held inside the calendar.
pub fn erase_on(closed_on: Date, retention_days: i64) -> Date {
    days_after(closed_on, retention_days)
}

/// Whether the day of erasing has come.
pub fn is_due(erase_on: Date, today: Date) -> bool {
    erase_on <= today
}

/// The last civil date on which a backup made before the erasing may still be kept: backups go after so many days.
pub fn backups_until(erased_on: Date, backup_days: i64) -> Date {
    days_after(erased_on, backup_days)
}

fn days_after(date: Date, days: i64) -> Date {
    date.saturating_add(days.clamp(0, 36_500).days())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{backups_until, erase_on, is_due};

    #[test]
    fn records_are_erased_so_many_days_after_the_end() {
        let due = erase_on(date(2022, 12, 7), 30);
        assert_eq!(due, date(2023, 1, 6));
        assert!(!is_due(due, date(2023, 1, 5)));
        assert!(is_due(due, date(2023, 1, 6)));
        assert!(is_due(due, date(2023, 2, 1)), "a day that was missed is made up for");
    }

    #[test]
    fn a_date_beyond_the_calendar_is_held_at_its_end() {
        assert_eq!(erase_on(date(9999, 12, 1), i64::MAX), date(9999, 12, 31));
        assert_eq!(backups_until(date(2023, 1, 6), -5), date(2023, 1, 6));
    }
}
