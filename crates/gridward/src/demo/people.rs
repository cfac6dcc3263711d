//! People who are in no ledger: those who come back.

use gridward_domain::households::Sex;
use gridward_server::arrivals::ArrivalPerson;
use gridward_server::residents::DocumentInput;
use jiff::civil::{Date, date};

use super::dice::Dice;
use super::names;
use super::numbers::Numbers;

/// Draws people, each with a name, an ID number and a phone that nobody else of the row has.
#[derive(Debug)]
pub(crate) struct People {
    dice: Dice,
    numbers: Numbers,
}

impl People {
    /// The row of a seed.
    pub(crate) fn seeded(seed: u64) -> Self {
        Self { dice: Dice::seeded(seed), numbers: Numbers::default() }
    }

    /// The next one, of working age.
    pub(crate) fn draw(&mut self) -> ArrivalPerson {
        let dice = &mut self.dice;
        let sex = if dice.chance(58) { Sex::Male } else { Sex::Female };
        let year = i16::try_from(dice.between(1966, 2004)).unwrap_or(1990);
        let month = i8::try_from(dice.between(1, 12)).unwrap_or(1);
        let day = i8::try_from(dice.between(1, 28)).unwrap_or(1);
        let born = Date::new(year, month, day).unwrap_or(date(1990, 1, 1));
        let surname = names::surname(dice);
        let name = names::name(dice, surname, sex, year).text;
        let number = self.numbers.document(dice, born, sex).number;
        let phone = self.numbers.phone(dice).number;
        ArrivalPerson { name, document: Some(DocumentInput { kind: None, number }), phone: Some(phone) }
    }
}
