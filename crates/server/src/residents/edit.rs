//! Change what is known of a person.

use gridward_database::Tx;
use gridward_domain::households::{Relation, Residency, Sex};
use gridward_domain::{Id, Refusal};
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;

use super::facts::Facts;
use super::input::{self, DocumentInput};
use super::resident::{Resident, check_number_free, editable};
use super::store;
use crate::households::history::{self, Event, record};
use crate::{Ctx, Error, households};

/// A change to a person.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EditResident {
    /// The revision the asker saw.
    pub rev: i64,
    /// What is to be different.
    pub resident: ResidentChanges,
}

/// What is to be different: absent stays as it is, null is cleared.
#[derive(Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ResidentChanges {
    /// The name.
    pub name: Option<String>,
    /// The sex.
    #[serde(deserialize_with = "told")]
    pub sex: Option<Option<Sex>>,
    /// The date of birth.
    #[serde(deserialize_with = "told")]
    #[schema(value_type = Option<String>, format = Date)]
    pub birth_on: Option<Option<Date>>,
    /// How they are related to the head.
    pub relation: Option<Relation>,
    /// Whether they live here for good or for a time.
    #[serde(deserialize_with = "told")]
    pub residency: Option<Option<Residency>>,
    /// The address of the 户口.
    pub registered_address: Option<String>,
    /// The identity document.
    #[serde(deserialize_with = "told")]
    pub document: Option<Option<DocumentInput>>,
    /// The phone.
    #[serde(deserialize_with = "told")]
    pub phone: Option<Option<String>>,
    /// Another phone.
    #[serde(deserialize_with = "told")]
    pub second_phone: Option<Option<String>>,
}

/// A field that is there, null or not.
#[expect(clippy::option_option, reason = "absent, null and a value are three different wishes")]
fn told<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<T>>, D::Error> {
    Option::<T>::deserialize(deserializer).map(Some)
}

/// Changes a person; the values before are kept.
pub fn edit(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, input: &EditResident) -> Result<Resident, Error> {
    let (mut resident, mut household) = editable(tx, ctx, id, input.rev)?;
    let before = resident.before();
    resident.facts = changed(&resident.facts, &input.resident, ctx)?;
    check_number_free(tx, ctx, &resident.facts, Some(id))?;
    resident.rev += 1;
    store::put(tx, ctx, &resident)?;
    households::recount(tx, ctx, &mut household)?;
    let before = Some(history::changed(before, resident.before()));
    let event = Event { verb: "residents.edit", resident: Some(id), before, reason: "" };
    record(tx, ctx, &household, &event)?;
    Ok(Resident::from(&resident))
}

fn changed(facts: &Facts, changes: &ResidentChanges, ctx: &Ctx) -> Result<Facts, Refusal> {
    let mut facts = facts.clone();
    if let Some(name) = &changes.name {
        facts.name = input::name(name, "resident.name")?;
    }
    facts.sex = changes.sex.unwrap_or(facts.sex);
    facts.birth_on = changes.birth_on.unwrap_or(facts.birth_on);
    facts.relation = changes.relation.unwrap_or(facts.relation);
    facts.residency = changes.residency.unwrap_or(facts.residency);
    if let Some(address) = &changes.registered_address {
        facts.registered_address = input::address(address);
    }
    if let Some(phone) = &changes.phone {
        facts.phone = input::phone(phone.as_deref(), "resident.phone")?;
    }
    if let Some(phone) = &changes.second_phone {
        facts.second_phone = input::phone(phone.as_deref(), "resident.second_phone")?;
    }
    let document = match &changes.document {
        Some(told) => told.clone(),
        None => facts.document.as_ref().map(input::entered),
    };
    match document {
        Some(document) => input::set_document(&mut facts, &document, ctx, "resident")?,
        None => facts.document = None,
    }
    input::check_birth(&facts, ctx, "resident")?;
    Ok(facts)
}
