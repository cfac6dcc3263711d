//! Suspected duplicates are parked: sealed, until a person decides.

use gridward_database::{Statement, Tx, params};
use gridward_domain::Id;
use gridward_domain::households::{Relation, Residency, SameBecause, Sex};
use gridward_domain::identity::{Document, DocumentKind, PersonName, Phone, read_phones};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::households::Grid;
use crate::residents::Facts;
use crate::{Ctx, Error};

/// What parked rows are sealed for.
pub(crate) const SEALED_AS: &str = "suspected_duplicate.row";

static ADD: Statement = Statement::new(
    "import.park",
    "INSERT INTO suspected_duplicate (id, import_id, grid_ord, resident_id, why, row_sealed, at, decided, decided_at,
       decided_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, NULL, NULL, NULL)",
);

pub(super) const STATEMENTS: &[&Statement] = &[&ADD];

/// A row as it is parked: numbers in full, so it is sealed at once.
#[derive(Serialize, Deserialize)]
pub(crate) struct ParkedRow {
    pub(crate) grid_id: Id,
    pub(crate) grid_ord: i64,
    pub(crate) number: String,
    pub(crate) lane: String,
    pub(crate) door: String,
    name: String,
    sex: Option<Sex>,
    birth_on: Option<Date>,
    relation: Relation,
    residency: Option<Residency>,
    registered_address: String,
    document_kind: Option<DocumentKind>,
    document: Option<String>,
    phone: Option<String>,
    second_phone: Option<String>,
}

impl ParkedRow {
    /// A person who would live at a door.
    pub(super) fn new(grid: Grid, number: String, lane: String, door: String, facts: &Facts) -> Self {
        let number_of = |phone: &Option<Phone>| phone.as_ref().map(|phone| phone.number.clone());
        Self {
            grid_id: grid.id,
            grid_ord: grid.ord,
            number,
            lane,
            door,
            name: facts.name.text.clone(),
            sex: facts.sex,
            birth_on: facts.birth_on,
            relation: facts.relation,
            residency: facts.residency,
            registered_address: facts.registered_address.clone(),
            document_kind: facts.document.as_ref().map(|document| document.kind),
            document: facts.document.as_ref().map(|document| document.number.clone()),
            phone: number_of(&facts.phone),
            second_phone: number_of(&facts.second_phone),
        }
    }

    /// The person.
    pub(crate) fn facts(&self) -> Facts {
        let phone =
            |number: &Option<String>| number.as_deref().and_then(|text| read_phones(text).phones.into_iter().next());
        let document = self.document_kind.zip(self.document.clone());
        Facts {
            name: PersonName::confirmed(&self.name),
            sex: self.sex,
            birth_on: self.birth_on,
            relation: self.relation,
            residency: self.residency,
            registered_address: self.registered_address.clone(),
            document: document.map(|(kind, number)| Document { kind, number }),
            phone: phone(&self.phone),
            second_phone: phone(&self.second_phone),
        }
    }
}

/// Parks a row beside the resident it may be.
pub(super) fn park(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    import: Id,
    row: &ParkedRow,
    resident: Id,
    because: SameBecause,
) -> Result<(), Error> {
    let sealed = ctx.keys.seal(SEALED_AS, &serde_json::to_string(row)?).map_err(Error::broken)?;
    tx.exec(
        &ADD,
        &params![
            ctx.ids.make().to_string(),
            import.to_string(),
            row.grid_ord,
            resident.to_string(),
            because.code(),
            sealed,
            ctx.now.0
        ],
    )?;
    Ok(())
}
