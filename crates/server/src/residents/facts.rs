//! What the ledger knows of a person, numbers in the open: only in memory.

use gridward_domain::households::{Relation, Residency, Sex};
use gridward_domain::identity::{Document, PersonName, Phone};
use jiff::civil::Date;
use serde_json::{Value, json};

/// The facts of a person. Prints its numbers masked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// The name with the keys it is found by.
    pub name: PersonName,
    /// The sex, where known.
    pub sex: Option<Sex>,
    /// The date of birth, where known.
    pub birth_on: Option<Date>,
    /// How the person is related to the head of the household.
    pub relation: Relation,
    /// Whether they live here for good or for a time.
    pub residency: Option<Residency>,
    /// The address of the 户口; may be empty.
    pub registered_address: String,
    /// The identity document.
    pub document: Option<Document>,
    /// The phone.
    pub phone: Option<Phone>,
    /// Another phone.
    pub second_phone: Option<Phone>,
}

impl Facts {
    /// A person of whom only the name is known.
    pub fn of(name: PersonName) -> Self {
        Self {
            name,
            sex: None,
            birth_on: None,
            relation: Relation::Other,
            residency: None,
            registered_address: String::new(),
            document: None,
            phone: None,
            second_phone: None,
        }
    }

    /// Everything, numbers in full: to be sealed at once.
    pub(crate) fn in_the_open(&self) -> Value {
        json!({
            "name": self.name.text,
            "sex": self.sex,
            "birth_on": self.birth_on,
            "relation": self.relation,
            "residency": self.residency,
            "registered_address": self.registered_address,
            "document_kind": self.document.as_ref().map(|document| document.kind),
            "document": self.document.as_ref().map(|document| &document.number),
            "phone": self.phone.as_ref().map(|phone| &phone.number),
            "second_phone": self.second_phone.as_ref().map(|phone| &phone.number),
        })
    }

    /// Fills what is not known here from another's facts about the same person. Name and relation stay. Tells whether
    /// anything was filled.
    pub(crate) fn fill_blanks(&mut self, other: &Self) -> bool {
        let before = self.clone();
        self.sex = self.sex.or(other.sex);
        self.birth_on = self.birth_on.or(other.birth_on);
        self.residency = self.residency.or(other.residency);
        if self.registered_address.is_empty() {
            self.registered_address.clone_from(&other.registered_address);
        }
        if self.document.is_none() {
            self.document.clone_from(&other.document);
        }
        for phone in [&other.phone, &other.second_phone].into_iter().flatten() {
            if self.phone.is_none() {
                self.phone = Some(phone.clone());
            } else if self.second_phone.is_none() && self.phone.as_ref() != Some(phone) {
                self.second_phone = Some(phone.clone());
            }
        }
        *self != before
    }
}

#[cfg(test)]
mod tests {
    use super::Facts;
    use gridward_domain::identity::{PersonName, read_phones};

    fn person(name: &str, phones: &str) -> Facts {
        let mut phones = read_phones(phones).phones.into_iter();
        Facts { phone: phones.next(), second_phone: phones.next(), ..Facts::of(PersonName::confirmed(name)) }
    }

    #[test]
    fn blanks_are_filled_and_nothing_is_overwritten() {
        let mut known = person("李伟", "15471410667");
        assert!(known.fill_blanks(&person("李玮", "15471410667、15482220001")));
        assert_eq!(known.name.text, "李伟");
        assert_eq!(known.phone.as_ref().unwrap().number, "15471410667");
        assert_eq!(known.second_phone.as_ref().unwrap().number, "15482220001");
        assert!(!known.fill_blanks(&person("李玮", "15490000000")));
    }
}
