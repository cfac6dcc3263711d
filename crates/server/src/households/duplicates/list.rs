//! The rows that wait for a decision, each beside the resident it may be.

use std::collections::HashMap;

use gridward_database::Tx;
use gridward_domain::access::Verb;
use gridward_domain::areas::OrdRange;
use gridward_domain::households::{Relation, Sex};
use gridward_domain::identity::{Document, Phone};
use gridward_domain::{Id, Timestamp};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::store;
use crate::households::import::{PARKED_AS, ParkedRow};
use crate::households::{Household, store as ledger};
use crate::listing::{self, Page};
use crate::residents::{Resident, opened};
use crate::{Ctx, Error, areas};

/// Which are asked for.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// Only in this area.
    pub area: Option<Id>,
    /// The `next` of the page before.
    pub cursor: Option<String>,
    /// At most so many rows; 50 when absent, 200 at most.
    pub limit: Option<i64>,
}

/// The person of a parked row; numbers masked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ParkedPerson {
    /// The name.
    pub name: String,
    /// The sex.
    pub sex: Option<Sex>,
    /// The date of birth.
    #[schema(value_type = Option<String>, format = Date)]
    pub birth_on: Option<Date>,
    /// How they are related to the head.
    pub relation: Relation,
    /// The document's number, masked.
    pub document: Option<String>,
    /// The phone, masked.
    pub phone: Option<String>,
    /// The door, with its lane.
    pub door: String,
}

/// A parked row beside the resident it may be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Suspected {
    /// The suspicion.
    pub id: Id,
    /// Why: `same_number` or `same_name_birth_address`.
    pub why: String,
    /// When it was parked.
    pub at: Timestamp,
    /// The grid the row names.
    pub grid_id: Id,
    /// The row.
    pub row: ParkedPerson,
    /// The one in the ledger; absent when the row is like an earlier row that was not taken.
    pub resident: Option<Resident>,
    /// Their household.
    pub household: Option<Household>,
}

/// Opens a parked row.
pub(super) fn unsealed(ctx: &Ctx, sealed: &[u8]) -> Result<ParkedRow, Error> {
    let text = ctx.keys.open(PARKED_AS, sealed).map_err(Error::broken)?;
    Ok(serde_json::from_str(&text)?)
}

/// The open suspicions in the asker's reach.
pub fn list(tx: &mut Tx<'_>, ctx: &Ctx, asked: &Asked) -> Result<Page<Suspected>, Error> {
    ctx.may_somewhere(Verb::LedgerImport)?;
    let within = asked.area.map(|id| areas::find(tx, ctx, id)).transpose()?;
    let within = within.map_or(OrdRange::EVERYTHING, |area| area.range());
    let after: (i64, String) = listing::after(asked.cursor.as_deref())?.unwrap_or((-1, String::new()));
    let limit = listing::rows(asked.limit);
    let mut found = Vec::new();
    for range in ctx.ranges_within(Verb::LedgerImport, within) {
        if after.0 < range.to && found.len() <= limit {
            found.extend(store::open(tx, range, &after, listing::room(limit, found.len()))?);
        }
    }
    let page = Page::cut(found, limit, |last| (last.grid_ord, last.id.to_string()))?;
    Ok(Page { items: shown(tx, ctx, &page.items)?, next: page.next })
}

fn shown(tx: &mut Tx<'_>, ctx: &Ctx, found: &[store::Parked]) -> Result<Vec<Suspected>, Error> {
    let people: Vec<Id> = found.iter().map(|parked| parked.resident_id).collect();
    let residents: HashMap<Id, Resident> =
        opened(tx, ctx, &people)?.iter().map(|one| (one.id, Resident::from(one))).collect();
    let homes: Vec<Id> = residents.values().map(|one| one.household_id).collect();
    let households: HashMap<Id, Household> =
        ledger::find_set(tx, &homes)?.into_iter().map(|one| (one.id, one)).collect();
    let mut items = Vec::with_capacity(found.len());
    for parked in found {
        let row = unsealed(ctx, &parked.sealed)?;
        let facts = row.facts();
        let resident = residents.get(&parked.resident_id).cloned();
        let household = resident.as_ref().and_then(|one| households.get(&one.household_id)).cloned();
        items.push(Suspected {
            id: parked.id,
            why: parked.why.clone(),
            at: parked.at,
            grid_id: row.grid_id,
            row: ParkedPerson {
                name: facts.name.text,
                sex: facts.sex,
                birth_on: facts.birth_on,
                relation: facts.relation,
                document: facts.document.as_ref().map(Document::masked),
                phone: facts.phone.as_ref().map(Phone::masked),
                door: format!("{}{}", row.lane, row.door),
            },
            resident,
            household,
        });
    }
    Ok(items)
}
