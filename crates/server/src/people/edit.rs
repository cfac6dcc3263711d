//! Enter a person, or correct what is known of one.

use gridward_database::{Change, Tx};
use gridward_domain::access::Verb;
use gridward_domain::identity::{PersonName, half_width};
use gridward_domain::{Id, Refusal, faults as general};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::person::{self, Person, PersonRecord};
use super::store::{self, NewPerson};
use super::{directory_store, faults};
use crate::areas::{self, Area};
use crate::{Ctx, Error, audit};

/// A person to be entered.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AddPerson {
    /// The name.
    pub name: String,
    /// The number the person is reached at on duty; may be empty.
    pub work_phone: String,
    /// The area the person belongs to.
    pub area_id: Id,
}

/// A change to a person: absent stays as it is.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EditPerson {
    /// The revision the asker saw.
    pub rev: i64,
    /// The name.
    #[serde(default)]
    pub name: Option<String>,
    /// The number the person is reached at on duty.
    #[serde(default)]
    pub work_phone: Option<String>,
    /// The area the person belongs to.
    #[serde(default)]
    pub area_id: Option<Id>,
}

/// Enters a person in an area within reach.
pub fn add(tx: &mut Tx<'_>, ctx: &Ctx, input: &AddPerson) -> Result<Person, Error> {
    let area = own_area(tx, ctx, input.area_id)?;
    let new = NewPerson {
        id: ctx.ids.make(),
        name: name(&input.name)?.text,
        work_phone: phone(&input.work_phone)?,
        area: Some((area.id, area.ord)),
    };
    store::add_all(tx, std::slice::from_ref(&new))?;
    tell(tx, ctx, (new.id, area.ord, 1), "people.add", "", json!({ "area": area.id }))?;
    person::current(tx, ctx, new.id)
}

/// Corrects what is known of a person.
pub fn edit(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, input: &EditPerson) -> Result<Person, Error> {
    let mut person = seen(person::changing(tx, ctx, id)?, input.rev)?;
    let mut changed = Vec::new();
    if let Some(area) = input.area_id {
        let area = own_area(tx, ctx, area)?;
        (person.area_id, person.area_ord) = (Some(area.id), area.ord);
        changed.push("area");
    }
    if let Some(work_phone) = &input.work_phone {
        person.work_phone = phone(work_phone)?;
        changed.push("work_phone");
    }
    let new_name = name(input.name.as_deref().unwrap_or(&person.name))?;
    if new_name.text != person.name {
        changed.push("name");
    }
    directory_store::put(tx, &person, &new_name)?;
    tell(tx, ctx, (id, person.area_ord, person.rev + 1), "people.edit", "", json!({ "changed": changed }))?;
    person::current(tx, ctx, id)
}

/// Declines when somebody changed the person since the asker looked.
pub(super) fn seen(person: PersonRecord, rev: i64) -> Result<PersonRecord, Refusal> {
    if person.rev == rev { Ok(person) } else { Err(general::CHANGED_MEANWHILE.at("rev")) }
}

/// Tells the feed and the audit log what happened to a person: who, in which area, of which revision.
pub(super) fn tell(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    (record, area_ord, rev): (Id, i64, i64),
    verb: &'static str,
    reason: &str,
    detail: Value,
) -> Result<(), Error> {
    tx.note_change(Change { area: area_ord, noun: "people", id: record.to_string(), rev, op: "put" });
    audit::note(tx, ctx, &audit::Entry { verb, noun: "people", record, area_ord, reason, detail })
}

fn own_area(tx: &mut Tx<'_>, ctx: &Ctx, id: Id) -> Result<Area, Error> {
    let area = areas::stored(tx, id)?.ok_or_else(|| general::NOT_FOUND.at("area_id"))?;
    ctx.may(Verb::PeopleEdit, area.range())?;
    Ok(area)
}

fn name(text: &str) -> Result<PersonName, Refusal> {
    PersonName::read(text).map_err(|_| faults::BAD_NAME.at("name"))
}

/// A work phone: a mobile, a landline with its area code, or a short number of the house.
fn phone(text: &str) -> Result<String, Refusal> {
    let text = half_width(text).trim().to_owned();
    let fits = |letter: char| letter.is_ascii_digit() || matches!(letter, '-' | '+' | ' ' | '/');
    if text.chars().count() <= 40 && text.chars().all(fits) {
        Ok(text)
    } else {
        Err(faults::BAD_PHONE.at("work_phone"))
    }
}
