//! Invented numbers: ID numbers that pass every check, and phones of segments that are hardly issued.

use std::collections::HashSet;

use gridward_domain::households::Sex;
use gridward_domain::identity::{Document, DocumentKind, Phone, PhoneKind};
use jiff::civil::Date;

use super::dice::Dice;

/// The weights of the seventeen digits, and the check characters (GB 11643-1999).
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS: &str = "10X98765432";

/// 潢川县 was 413024 until 1997; since then it is 411526. The county numbers beside it are its neighbours.
const BEFORE_1998: [&str; 6] = ["413024", "413024", "413024", "413024", "413023", "413026"];
const SINCE_1998: [&str; 6] = ["411526", "411526", "411526", "411526", "411522", "411525"];

/// Numbers that were given out, so that none is given twice.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    given: HashSet<String>,
}

impl Numbers {
    /// An ID number for somebody born on a day.
    pub(super) fn document(&mut self, dice: &mut Dice, born: Date, sex: Sex) -> Document {
        let regions = if born.year() < 1998 { BEFORE_1998 } else { SINCE_1998 };
        let day = born.strftime("%Y%m%d").to_string();
        loop {
            let region = dice.pick(&regions).copied().unwrap_or("411526");
            // The last digit of the number of the day is odd for men.
            let order = 2 * dice.between(0, 499) + i64::from(sex == Sex::Male);
            let seventeen = format!("{region}{day}{order:03}");
            let number = format!("{seventeen}{}", check_of(&seventeen));
            if self.given.insert(number.clone()) {
                return Document { kind: DocumentKind::ResidentId, number };
            }
        }
    }

    /// A mobile number.
    pub(super) fn phone(&mut self, dice: &mut Dice) -> Phone {
        loop {
            let number = format!("{}{:07}", dice.between(1545, 1549), dice.below(10_000_000));
            if self.given.insert(number.clone()) {
                return Phone { kind: PhoneKind::Mobile, number };
            }
        }
    }
}

fn check_of(seventeen: &str) -> char {
    let digits = seventeen.chars().filter_map(|digit| digit.to_digit(10));
    let sum: u32 = digits.zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    usize::try_from(sum % 11).ok().and_then(|place| CHECKS.chars().nth(place)).unwrap_or('0')
}

#[cfg(test)]
mod tests {
    use super::{Dice, Numbers, Sex};
    use gridward_domain::identity::{IdVerdict, check_document, read_phones};
    use jiff::civil::date;

    #[test]
    fn every_number_is_valid_belongs_to_its_day_and_sex_and_is_given_once() {
        let (mut dice, mut numbers) = (Dice::seeded(5), Numbers::default());
        let mut seen = std::collections::HashSet::new();
        for born in [date(1938, 2, 28), date(1997, 12, 31), date(1998, 1, 1), date(2020, 2, 29)] {
            for sex in [Sex::Male, Sex::Female] {
                for _ in 0..100 {
                    let document = numbers.document(&mut dice, born, sex);
                    let check = check_document(&document.number, date(2026, 1, 1));
                    assert_eq!(check.verdict, IdVerdict::Valid, "{:?}", check.reason);
                    assert_eq!((check.birth, check.sex), (Some(born), Some(sex)));
                    assert!(seen.insert(document.number));
                }
            }
        }
    }

    #[test]
    fn phones_are_of_the_segments_for_samples() {
        let (mut dice, mut numbers) = (Dice::seeded(6), Numbers::default());
        for _ in 0..100 {
            let phone = numbers.phone(&mut dice);
            assert!(phone.number.starts_with("154") && ('5'..='9').contains(&phone.number.chars().nth(3).unwrap()));
            assert_eq!(read_phones(&phone.number).phones, [phone]);
        }
    }
}
