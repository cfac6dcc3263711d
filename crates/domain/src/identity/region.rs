//! County codes of GB/T 2260, now and before: which six digits an ID number may begin with.
//!
//! `county_codes.txt` holds bare facts: for every four-digit prefecture prefix the county (and prefecture-level)
//! numbers that the national standard GB/T 2260 and its yearly amendments by the Ministry of Civil Affairs have
//! assigned since 1980, and the last year each was in force. Numbers in force today are those of the 2023 edition of
//! the published division codes, without the statistical zones (71-79) that no identity number uses; codes withdrawn
//! between 2020 and 2023 carry 2021. A line reads `4130 00-01<1997 21-29<1997`: prefix, then numbers or ranges, then
//! `<` and the last year. First years are left out on purpose: numbers are issued to people born long before a code.

use std::sync::OnceLock;

const COUNTY_CODES: &str = include_str!("county_codes.txt");

/// Codes are six digits, so that a table of a million places answers in one step.
const PLACES: usize = 1_000_000;
const UNASSIGNED: u16 = 0;
const IN_FORCE: u16 = u16::MAX;

/// What the first six digits of an ID number say about the place of its issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Region {
    /// A county (or prefecture-level) code in force today.
    Current,
    /// A code that was in force up to and including this year: 413024 (潢川县) until 1997.
    Until(i16),
    /// Residence permits of people from Hong Kong, Macao or Taiwan: 810000, 820000, 830000.
    Permit,
    /// A province we know, but a county code never assigned.
    UnknownCounty,
    /// Digits that belong to no province.
    UnknownProvince,
}

/// What a six-digit code stands for.
pub fn region_of(code: u32) -> Region {
    if matches!(code, 810_000 | 820_000 | 830_000) {
        return Region::Permit;
    }
    let year = usize::try_from(code).ok().and_then(|place| table().get(place)).copied().unwrap_or(UNASSIGNED);
    match year {
        UNASSIGNED if is_province(code / 10_000) => Region::UnknownCounty,
        UNASSIGNED => Region::UnknownProvince,
        IN_FORCE => Region::Current,
        year => Region::Until(i16::try_from(year).unwrap_or(i16::MAX)),
    }
}

/// Province prefixes of GB/T 2260: 11-15, 21-23, 31-37, 41-46, 50-54, 61-65, 71, 81-83.
fn is_province(prefix: u32) -> bool {
    matches!(prefix, 11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81..=83)
}

fn table() -> &'static [u16] {
    static TABLE: OnceLock<Vec<u16>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut years = vec![UNASSIGNED; PLACES];
        for line in COUNTY_CODES.lines() {
            enter(&mut years, line);
        }
        years
    })
}

fn enter(years: &mut [u16], line: &str) {
    let mut words = line.split(' ');
    let Some(prefix) = words.next().and_then(|prefix| prefix.parse::<usize>().ok()) else { return };
    for word in words {
        let (numbers, year) = word
            .split_once('<')
            .map_or((word, IN_FORCE), |(numbers, year)| (numbers, year.parse().unwrap_or(IN_FORCE)));
        let (from, to) = numbers.split_once('-').unwrap_or((numbers, numbers));
        let (Ok(from), Ok(to)) = (from.parse::<usize>(), to.parse::<usize>()) else { continue };
        for number in from..=to {
            if let Some(place) = years.get_mut(prefix * 100 + number) {
                *place = year;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{COUNTY_CODES, Region, region_of, table};

    #[test]
    fn huangchuan_has_two_codes_one_of_them_withdrawn() {
        assert_eq!(region_of(411_526), Region::Current);
        assert_eq!(region_of(413_024), Region::Until(1997));
    }

    #[test]
    fn a_code_never_assigned_is_told_from_a_province_that_does_not_exist() {
        assert_eq!(region_of(419_999), Region::UnknownCounty);
        assert_eq!(region_of(0), Region::UnknownProvince);
        assert_eq!(region_of(u32::MAX), Region::UnknownProvince);
    }

    #[test]
    fn a_city_without_counties_and_the_permits_are_known() {
        assert_eq!(region_of(441_900), Region::Current);
        assert_eq!(region_of(830_000), Region::Permit);
    }

    #[test]
    fn every_word_of_the_table_is_read() {
        let mut expected = 0_usize;
        for line in COUNTY_CODES.lines() {
            for word in line.split(' ').skip(1) {
                let numbers = word.split('<').next().unwrap();
                let (from, to) = numbers.split_once('-').unwrap_or((numbers, numbers));
                expected += to.parse::<usize>().unwrap() - from.parse::<usize>().unwrap() + 1;
            }
        }
        assert!(expected > 6_000, "{expected}");
        assert_eq!(table().iter().filter(|year| **year != 0).count(), expected);
    }
}
