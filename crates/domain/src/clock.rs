//! The one clock, and the civil dates that rules speak of.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An instant: milliseconds since 1970-01-01 UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
#[schema(value_type = i64)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// An hour in milliseconds.
    pub const HOUR: i64 = 3_600_000;
    /// A day of 24 hours in milliseconds.
    pub const DAY: i64 = 24 * Self::HOUR;

    /// This instant moved by so many milliseconds, held inside the range of time.
    #[must_use]
    pub fn plus(self, milliseconds: i64) -> Self {
        Self(self.0.saturating_add(milliseconds))
    }

    /// Milliseconds from `earlier` to this instant; negative when `earlier` is later.
    pub fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
}

/// The time zone of a jurisdiction, in which its civil dates are meant.
#[derive(Debug, Clone)]
pub struct Zone(TimeZone);

impl Zone {
    /// The zone with this IANA name, such as `Asia/Shanghai`; `None` when there is no such zone.
    pub fn named(name: &str) -> Option<Self> {
        TimeZone::get(name).ok().map(Self)
    }

    /// The zone's IANA name.
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("Asia/Shanghai")
    }

    /// The civil date of an instant in this zone.
    pub fn date(&self, at: Timestamp) -> Date {
        self.zoned(at).map_or(Date::ZERO, |zoned| zoned.date())
    }

    /// The civil date and time of an instant in this zone, as `YYYY-MM-DD HH:MM`, for people.
    pub fn minute(&self, at: Timestamp) -> String {
        self.zoned(at).map_or_else(String::new, |zoned| zoned.strftime("%Y-%m-%d %H:%M").to_string())
    }

    /// The first instant of a civil date in this zone; `None` outside the range of time.
    pub fn start_of(&self, date: Date) -> Option<Timestamp> {
        date.to_zoned_datetime(self.0.clone()).ok().map(|zoned| Timestamp(zoned.timestamp().as_millisecond()))
    }

    /// The instant of a civil date and time in this zone; `None` outside the range of time.
    pub fn instant(&self, at: DateTime) -> Option<Timestamp> {
        at.to_zoned_datetime(self.0.clone()).ok().map(|zoned| Timestamp(zoned.timestamp().as_millisecond()))
    }

    fn zoned(&self, at: Timestamp) -> Option<jiff::ZonedDateTime> {
        jiff::Timestamp::from_millisecond(at.0).ok().map(|instant| instant.to_zoned_datetime(self.0.clone()))
    }
}

impl Default for Zone {
    /// China Standard Time (`Asia/Shanghai`): UTC+8 without summer time since 1991.
    fn default() -> Self {
        Self::named("Asia/Shanghai").unwrap_or(Self(TimeZone::fixed(jiff::tz::Offset::constant(8))))
    }
}

/// Where the present time comes from.
#[derive(Clone)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// A clock that stands still until it is moved: for tests. Clones share the time.
    Held(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at `at`.
    pub fn held(at: Timestamp) -> Self {
        Self::Held(Arc::new(AtomicI64::new(at.0)))
    }

    /// The present.
    pub fn now(&self) -> Timestamp {
        match self {
            Self::System => {
                #[expect(clippy::disallowed_methods, reason = "the one place where the machine's clock is read")]
                let now = jiff::Timestamp::now();
                Timestamp(now.as_millisecond())
            }
            Self::Held(at) => Timestamp(at.load(Ordering::Relaxed)),
        }
    }

    /// Moves a held clock on by so many milliseconds; the machine's clock is left alone.
    pub fn advance(&self, milliseconds: i64) {
        if let Self::Held(at) = self {
            at.fetch_add(milliseconds, Ordering::Relaxed);
        }
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::System => out.write_str("Clock::System"),
            Self::Held(at) => write!(out, "Clock::Held({})", at.load(Ordering::Relaxed)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Clock, Timestamp, Zone};
    use jiff::civil::date;

    #[test]
    fn an_evening_in_utc_is_the_next_day_in_shanghai() {
        let eight_in_the_evening = Timestamp(1_649_966_400_000); // 2022-04-14T20:00:00Z
        assert_eq!(Zone::default().date(eight_in_the_evening), date(2022, 4, 15));
        assert_eq!(Zone::default().minute(eight_in_the_evening), "2022-04-15 04:00");
    }

    #[test]
    fn a_day_starts_where_its_date_says() {
        let zone = Zone::default();
        let start = zone.start_of(date(2022, 4, 15)).unwrap();
        assert_eq!(zone.date(start), date(2022, 4, 15));
        assert_eq!(zone.date(start.plus(-1)), date(2022, 4, 14));
        let evening = date(2022, 4, 15).at(21, 30, 0, 0);
        assert_eq!(zone.instant(evening).map(|at| at.since(start)), Some(21 * Timestamp::HOUR + Timestamp::HOUR / 2));
    }

    #[test]
    fn a_held_clock_moves_only_when_told() {
        let clock = Clock::held(Timestamp(5));
        clock.clone().advance(Timestamp::HOUR);
        assert_eq!(clock.now(), Timestamp(5 + Timestamp::HOUR));
    }
}
