//! Who comes back, as it is entered and checked.

use gridward_domain::Refusal;
use gridward_domain::identity::{Document, PersonName, Phone};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::faults;
use crate::Ctx;
use crate::residents::{DocumentInput, ResidentInput};

/// As many people as one registration has: a family in two cars.
pub(super) const MOST_PEOPLE: usize = 10;
/// So many days ahead somebody may be expected.
const AHEAD: i32 = 90;

/// Somebody who comes back.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ArrivalPerson {
    /// The name.
    pub name: String,
    /// The identity document.
    #[serde(default)]
    pub document: Option<DocumentInput>,
    /// The phone.
    #[serde(default)]
    pub phone: Option<String>,
}

/// Somebody who comes back, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CheckedPerson {
    pub(super) name: PersonName,
    pub(super) document: Option<Document>,
    pub(super) phone: Option<Phone>,
}

impl ArrivalPerson {
    /// The person, or what is wrong; `at` is where the input stands in the request.
    pub(super) fn check(&self, ctx: &Ctx, at: &str) -> Result<CheckedPerson, Refusal> {
        let entered = ResidentInput {
            name: self.name.clone(),
            sex: None,
            birth_on: None,
            relation: None,
            residency: None,
            registered_address: None,
            document: self.document.clone(),
            phone: self.phone.clone(),
            second_phone: None,
        };
        let facts = entered.check(ctx, at)?;
        Ok(CheckedPerson { name: facts.name, document: facts.document, phone: facts.phone })
    }
}

/// The people of a registration, checked: the first, then those who travel along.
pub(super) fn people(ctx: &Ctx, people: &[ArrivalPerson]) -> Result<Vec<CheckedPerson>, Refusal> {
    if !(1..=MOST_PEOPLE).contains(&people.len()) {
        return Err(faults::NOBODY.at("people").with("most", MOST_PEOPLE));
    }
    people.iter().enumerate().map(|(at, person)| person.check(ctx, &format!("people[{at}]"))).collect()
}

/// Passes when the days of return make sense: one is known, none is impossible.
pub(super) fn check_days(ctx: &Ctx, expected_on: Option<Date>, arrived_on: Option<Date>) -> Result<(), Refusal> {
    let today = ctx.zone.date(ctx.now);
    if expected_on.is_none() && arrived_on.is_none() {
        return Err(faults::NO_DAY.at("arrived_on"));
    }
    let latest = today.checked_add(AHEAD.days()).unwrap_or(today);
    let wrong = |at: &str| Err(faults::DAY_WRONG.at(at).with("most", AHEAD));
    if arrived_on.is_some_and(|day| day > today) {
        return wrong("arrived_on");
    }
    // Somebody expected earlier who has not come yet is still expected.
    if expected_on.is_some_and(|day| day > latest) {
        return wrong("expected_on");
    }
    Ok(())
}

/// A reason of 2 to 200 characters, trimmed.
pub(super) fn reason(written: &str) -> Result<&str, Refusal> {
    let reason = written.trim();
    if (2..=200).contains(&reason.chars().count()) { Ok(reason) } else { Err(faults::REASON_MISSING.at("reason")) }
}
