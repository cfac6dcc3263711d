//! The draft of a resident: one row of a ledger, made even.

use gridward_domain::households::{PersonKeys, Relation, Residency, Sex, address_key, group_number, village_key};
use gridward_domain::identity::{Document, PersonName, Phone};
use jiff::civil::Date;

/// A resident as one row tells of him. Texts of places are trimmed but otherwise as written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ResidentRow {
    /// The village or community.
    pub village: String,
    /// The villagers' group.
    pub group: String,
    /// The grid.
    pub grid: String,
    /// The housing estate or building.
    pub building: String,
    /// The door.
    pub address: String,
    /// The household's number in the ledger.
    pub household_number: String,
    /// Which household of this table the resident belongs to, counted from 0.
    pub household: u32,
    /// The relation to the head of the household.
    pub relation: Option<Relation>,
    /// The relation as written.
    pub relation_text: String,
    /// The name.
    pub name: PersonName,
    /// The sex, stated or told by the ID number.
    pub sex: Option<Sex>,
    /// The date of birth, stated or told by the ID number.
    pub birth: Option<Date>,
    /// The document, to be sealed.
    pub document: Option<Document>,
    /// The phones, to be sealed.
    pub phones: Vec<Phone>,
    /// Whether he belongs here or stays for a time.
    pub residency: Option<Residency>,
    /// The registered address.
    pub registered_address: String,
}

impl ResidentRow {
    /// Whether anything tells where the resident belongs.
    pub fn has_place(&self) -> bool {
        [&self.village, &self.group, &self.grid, &self.building, &self.address].iter().any(|text| !text.is_empty())
    }

    /// The place as one comparable text: village, group, grid, building and door.
    pub fn address_key(&self) -> String {
        let group = group_number(&self.group).map_or_else(|| address_key(&self.group), |number| number.to_string());
        let parts = [
            village_key(&self.village),
            group,
            address_key(&self.grid),
            address_key(&self.building),
            address_key(&self.address),
        ];
        parts.join("/")
    }

    /// What the resident is compared with others by; `address` is the [`Self::address_key`].
    pub fn keys<'a>(&'a self, address: &'a str) -> PersonKeys<'a> {
        PersonKeys {
            number: self.document.as_ref().map_or("", |document| document.number.as_str()),
            name: &self.name.text,
            birth: self.birth,
            address,
        }
    }
}
