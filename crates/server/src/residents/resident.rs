//! A resident as stored and as shown.

use gridward_database::Tx;
use gridward_domain::access::Verb;
use gridward_domain::households::{Relation, Residency, Sex};
use gridward_domain::identity::DocumentKind;
use gridward_domain::{Id, Refusal, Timestamp, faults as general};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::facts::Facts;
use super::{faults, store};
use crate::households::{self, Household};
use crate::{Ctx, Error};

/// A resident with the numbers in the open: never leaves the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResidentRecord {
    /// The resident.
    pub id: Id,
    /// The household they live in, or lived in last.
    pub household_id: Id,
    /// The order number of its grid.
    pub grid_ord: i64,
    /// What is known of them.
    pub facts: Facts,
    /// Since when they are in the ledger.
    pub from_at: Timestamp,
    /// Since when they are removed, if they are.
    pub to_at: Option<Timestamp>,
    /// The resident they were merged into, if they were.
    pub merged_into: Option<Id>,
    /// Revision.
    pub rev: i64,
}

/// A resident as shown: numbers masked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Resident {
    /// The resident.
    pub id: Id,
    /// The household they live in, or lived in last.
    pub household_id: Id,
    /// The name.
    pub name: String,
    /// The sex, where known.
    pub sex: Option<Sex>,
    /// The date of birth, where known.
    #[schema(value_type = Option<String>, format = Date)]
    pub birth_on: Option<Date>,
    /// How they are related to the head.
    pub relation: Relation,
    /// Whether they live here for good or for a time.
    pub residency: Option<Residency>,
    /// The address of the 户口.
    pub registered_address: String,
    /// What kind of document they have.
    pub document_kind: Option<DocumentKind>,
    /// Its number, masked.
    pub document: Option<String>,
    /// The phone, masked.
    pub phone: Option<String>,
    /// Another phone, masked.
    pub second_phone: Option<String>,
    /// Since when they are in the ledger.
    pub from_at: Timestamp,
    /// Since when they are removed, if they are.
    pub to_at: Option<Timestamp>,
    /// The resident they were merged into, if they were.
    pub merged_into: Option<Id>,
    /// Revision: an edit names the one it saw.
    pub rev: i64,
}

impl From<&ResidentRecord> for Resident {
    fn from(record: &ResidentRecord) -> Self {
        let facts = &record.facts;
        Self {
            id: record.id,
            household_id: record.household_id,
            name: facts.name.text.clone(),
            sex: facts.sex,
            birth_on: facts.birth_on,
            relation: facts.relation,
            residency: facts.residency,
            registered_address: facts.registered_address.clone(),
            document_kind: facts.document.as_ref().map(|document| document.kind),
            document: facts.document.as_ref().map(gridward_domain::identity::Document::masked),
            phone: facts.phone.as_ref().map(gridward_domain::identity::Phone::masked),
            second_phone: facts.second_phone.as_ref().map(gridward_domain::identity::Phone::masked),
            from_at: record.from_at,
            to_at: record.to_at,
            merged_into: record.merged_into,
            rev: record.rev,
        }
    }
}

impl ResidentRecord {
    /// What is kept before a change, numbers in full: to be sealed at once.
    pub(crate) fn before(&self) -> serde_json::Value {
        let mut before = self.facts.in_the_open();
        if let Some(fields) = before.as_object_mut() {
            fields.insert("household_id".to_owned(), self.household_id.to_string().into());
            fields.insert("rev".to_owned(), self.rev.into());
        }
        before
    }
}

/// The resident and the household, if the asker's posts reach it with `verb`.
pub(super) fn reached(tx: &mut Tx<'_>, ctx: &Ctx, verb: Verb, id: Id) -> Result<(ResidentRecord, Household), Error> {
    ctx.may_somewhere(verb)?;
    let resident = store::find(tx, ctx, id)?.ok_or_else(|| general::NOT_FOUND.refuse())?;
    let household = households::reached(tx, ctx, verb, resident.household_id)?;
    Ok((resident, household))
}

/// The resident for a change: in reach, not removed, and still as the asker saw it.
pub(super) fn editable(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, rev: i64) -> Result<(ResidentRecord, Household), Error> {
    let (resident, household) = reached(tx, ctx, Verb::HouseholdsEdit, id)?;
    if resident.to_at.is_some() {
        return Err(faults::GONE.refuse().into());
    }
    if resident.rev != rev {
        return Err(general::CHANGED_MEANWHILE.at("rev").into());
    }
    Ok((resident, household))
}

/// Refuses a document number that somebody else in the ledger has.
pub(super) fn check_number_free(tx: &mut Tx<'_>, ctx: &Ctx, facts: &Facts, own: Option<Id>) -> Result<(), Error> {
    let Some(document) = &facts.document else { return Ok(()) };
    let holders = store::by_document(tx, &ctx.keys.index(store::DOCUMENT_INDEX, &document.number))?;
    if holders.into_iter().any(|holder| Some(holder) != own) {
        return Err(faults::SAME_NUMBER.at("resident.document.number").into());
    }
    Ok(())
}

/// A reason of `least` to 200 characters, trimmed.
pub(crate) fn reason(written: &str, least: usize) -> Result<&str, Refusal> {
    let reason = written.trim();
    if (least..=200).contains(&reason.chars().count()) {
        Ok(reason)
    } else {
        Err(households::faults::REASON_MISSING.at("reason").with("least", least))
    }
}

/// One resident, numbers masked.
pub fn find(tx: &mut Tx<'_>, ctx: &Ctx, id: Id) -> Result<Resident, Error> {
    let (resident, _) = reached(tx, ctx, Verb::HouseholdsRead, id)?;
    Ok(Resident::from(&resident))
}
