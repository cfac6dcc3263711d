//! What is entered about a person, checked.

use gridward_domain::Refusal;
use gridward_domain::households::{Relation, Residency, Sex};
use gridward_domain::identity::{
    Document, DocumentKind, IdVerdict, PersonName, Phone, check_declared, check_document, read_phones,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::facts::Facts;
use super::faults;
use crate::Ctx;

/// The longest address kept, in characters.
const LONGEST: usize = 200;

/// A document as it is entered.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DocumentInput {
    /// Its kind; told from the number when absent.
    #[serde(default)]
    pub kind: Option<DocumentKind>,
    /// Its number, in full.
    pub number: String,
}

/// A person as they are entered.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ResidentInput {
    /// The name.
    pub name: String,
    /// The sex; taken from an ID number when absent.
    #[serde(default)]
    pub sex: Option<Sex>,
    /// The date of birth; taken from an ID number when absent.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    pub birth_on: Option<Date>,
    /// How they are related to the head.
    #[serde(default)]
    pub relation: Option<Relation>,
    /// Whether they live here for good or for a time.
    #[serde(default)]
    pub residency: Option<Residency>,
    /// The address of the 户口.
    #[serde(default)]
    pub registered_address: Option<String>,
    /// The identity document.
    #[serde(default)]
    pub document: Option<DocumentInput>,
    /// The phone.
    #[serde(default)]
    pub phone: Option<String>,
    /// Another phone.
    #[serde(default)]
    pub second_phone: Option<String>,
}

impl ResidentInput {
    /// The facts, or what is wrong with them. `at` is where the input stands in the request.
    pub(crate) fn check(&self, ctx: &Ctx, at: &str) -> Result<Facts, Refusal> {
        let mut facts = Facts::of(name(&self.name, &format!("{at}.name"))?);
        facts.sex = self.sex;
        facts.birth_on = self.birth_on;
        facts.relation = self.relation.unwrap_or(Relation::Other);
        facts.residency = self.residency;
        facts.registered_address = address(self.registered_address.as_deref().unwrap_or(""));
        facts.phone = phone(self.phone.as_deref(), &format!("{at}.phone"))?;
        facts.second_phone = phone(self.second_phone.as_deref(), &format!("{at}.second_phone"))?;
        if let Some(input) = &self.document {
            set_document(&mut facts, input, ctx, at)?;
        }
        check_birth(&facts, ctx, at)?;
        Ok(facts)
    }
}

pub(super) fn name(written: &str, at: &str) -> Result<PersonName, Refusal> {
    PersonName::read(written).map_err(|_| faults::NAME_DOUBTFUL.at(at))
}

pub(super) fn address(written: &str) -> String {
    written.trim().chars().take(LONGEST).collect()
}

/// One phone; blank is none.
pub(super) fn phone(written: Option<&str>, at: &str) -> Result<Option<Phone>, Refusal> {
    let reading = read_phones(written.unwrap_or(""));
    let mut phones = reading.phones.into_iter();
    match (phones.next(), phones.next(), reading.doubts.is_empty()) {
        (found, None, true) => Ok(found),
        _ => Err(faults::PHONE_WRONG.at(at)),
    }
}

/// Checks a document and sets it, with the date of birth and the sex that its number states.
pub(super) fn set_document(facts: &mut Facts, input: &DocumentInput, ctx: &Ctx, at: &str) -> Result<(), Refusal> {
    let today = ctx.zone.date(ctx.now);
    let check = match input.kind {
        Some(kind) => check_declared(kind, &input.number, today),
        None => check_document(&input.number, today),
    };
    if check.verdict == IdVerdict::Invalid {
        let why = check.reason.sentence(ctx.language);
        return Err(faults::DOCUMENT_WRONG.at(format!("{at}.document.number")).with("why", why));
    }
    if facts.birth_on.is_some_and(|birth| check.birth.is_some_and(|stated| stated != birth)) {
        return Err(faults::BIRTH_CONTRADICTS.at(format!("{at}.birth_on")));
    }
    if facts.sex.is_some_and(|sex| check.sex.is_some_and(|stated| stated != sex)) {
        return Err(faults::SEX_CONTRADICTS.at(format!("{at}.sex")));
    }
    facts.birth_on = facts.birth_on.or(check.birth);
    facts.sex = facts.sex.or(check.sex);
    facts.document = check.document;
    Ok(())
}

/// A birth is not in the future.
pub(super) fn check_birth(facts: &Facts, ctx: &Ctx, at: &str) -> Result<(), Refusal> {
    if facts.birth_on.is_some_and(|birth| birth > ctx.zone.date(ctx.now)) {
        return Err(faults::BIRTH_IN_FUTURE.at(format!("{at}.birth_on")));
    }
    Ok(())
}

/// The same document as it would be entered, for judging it again.
pub(super) fn entered(document: &Document) -> DocumentInput {
    DocumentInput { kind: Some(document.kind), number: document.number.clone() }
}
