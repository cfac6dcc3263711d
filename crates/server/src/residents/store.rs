//! The SQL of residents. Numbers are sealed on the way in and opened on the way out.

use gridward_database::{DbError, Param, Row, SetStatement, Statement, Tx, params};
use gridward_domain::households::{Relation, Residency, Sex};
use gridward_domain::identity::{Document, DocumentKind, PersonName, Phone, PhoneKind};
use gridward_domain::{Id, Timestamp};

use super::facts::Facts;
use super::resident::ResidentRecord;
use crate::{Ctx, Error, Keys};

/// What the blind index of document numbers is made for.
pub(crate) const DOCUMENT_INDEX: &str = "resident.document";
/// What the blind index of phones is made for.
pub(crate) const PHONE_INDEX: &str = "resident.phone";

macro_rules! resident_sql {
    ($rest:literal) => {
        concat!(
            "SELECT id, household_id, grid_ord, name, pinyin, initials, sex, birth_on, relation, residency,
             registered_address, document_kind, document_sealed, phone_sealed, second_phone_sealed, from_at, to_at,
             merged_into, rev FROM resident ",
            $rest
        )
    };
}

static FIND: Statement = Statement::new("residents.find", resident_sql!("WHERE id = $1"));
static FIND_SET: SetStatement = SetStatement::new("residents.find_set", resident_sql!("WHERE id IN ("), "?", ")");
static LIVING: Statement =
    Statement::new("residents.living", resident_sql!("WHERE household_id = $1 AND to_at IS NULL ORDER BY id"));
static BY_DOCUMENT: Statement = Statement::new(
    "residents.by_document",
    "SELECT id FROM resident WHERE document_index = $1 AND to_at IS NULL ORDER BY id LIMIT 50",
);
static LIKE: Statement = Statement::new(
    "residents.like",
    "SELECT id FROM resident WHERE name = $1 AND grid_ord = $2 AND birth_on = $3 AND to_at IS NULL ORDER BY id LIMIT 1",
);
static ADD: Statement = Statement::new(
    "residents.add",
    "INSERT INTO resident (id, household_id, grid_ord, name, pinyin, initials, sex, birth_on, relation, residency,
       registered_address, document_kind, document_sealed, document_index, phone_sealed, phone_index,
       second_phone_sealed, second_phone_index, from_at, to_at, merged_into, rev)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)",
);
static PUT: Statement = Statement::new(
    "residents.put",
    "UPDATE resident SET household_id = $2, grid_ord = $3, name = $4, pinyin = $5, initials = $6, sex = $7,
       birth_on = $8, relation = $9, residency = $10, registered_address = $11, document_kind = $12,
       document_sealed = $13, document_index = $14, phone_sealed = $15, phone_index = $16, second_phone_sealed = $17,
       second_phone_index = $18, from_at = $19, to_at = $20, merged_into = $21, rev = $22
     WHERE id = $1",
);

pub(crate) const STATEMENTS: &[&Statement] = &[&FIND, &LIVING, &BY_DOCUMENT, &LIKE, &ADD, &PUT];
pub(crate) const SET_STATEMENTS: &[&SetStatement] = &[&FIND_SET];

/// The columns of a resident, in the order of [`columns_of`].
pub(crate) const COLUMNS: &[&str] = &[
    "id",
    "household_id",
    "grid_ord",
    "name",
    "pinyin",
    "initials",
    "sex",
    "birth_on",
    "relation",
    "residency",
    "registered_address",
    "document_kind",
    "document_sealed",
    "document_index",
    "phone_sealed",
    "phone_index",
    "second_phone_sealed",
    "second_phone_index",
    "from_at",
    "to_at",
    "merged_into",
    "rev",
];

pub(super) fn find(tx: &mut Tx<'_>, ctx: &Ctx, id: Id) -> Result<Option<ResidentRecord>, Error> {
    tx.opt(&FIND, &params![id.to_string()], sealed)?.map(|found| found.open(&ctx.keys)).transpose()
}

/// The residents with these identities, in no order.
pub(crate) fn opened(tx: &mut Tx<'_>, ctx: &Ctx, ids: &[Id]) -> Result<Vec<ResidentRecord>, Error> {
    let rows: Vec<[Param<'_>; 1]> = ids.iter().map(|id| params![id.to_string()]).collect();
    let found = tx.all_set(&FIND_SET, &[], &rows, sealed)?;
    found.into_iter().map(|found| found.open(&ctx.keys)).collect()
}

/// Who lives in a household now: the head first, then in the order they were entered.
pub(crate) fn living(tx: &mut Tx<'_>, ctx: &Ctx, household: Id) -> Result<Vec<ResidentRecord>, Error> {
    let found = tx.all(&LIVING, &params![household.to_string()], sealed)?;
    let mut living = found.into_iter().map(|found| found.open(&ctx.keys)).collect::<Result<Vec<_>, _>>()?;
    living.sort_by_key(|resident| resident.facts.relation != Relation::Head);
    Ok(living)
}

pub(super) fn by_document(tx: &mut Tx<'_>, index: &str) -> Result<Vec<Id>, DbError> {
    tx.all(&BY_DOCUMENT, &params![index], |row| row.parse(0))
}

/// Somebody with the same number, or with the same name and date of birth in a grid.
pub(crate) fn like(tx: &mut Tx<'_>, ctx: &Ctx, facts: &Facts, grid_ord: i64) -> Result<Option<Id>, DbError> {
    if let Some(document) = &facts.document
        && let Some(found) = by_document(tx, &ctx.keys.index(DOCUMENT_INDEX, &document.number))?.into_iter().next()
    {
        return Ok(Some(found));
    }
    let birth = facts.birth_on.map(|birth| birth.to_string());
    tx.opt(&LIKE, &params![&facts.name.text, grid_ord, birth], |row| row.parse(0))
}

pub(crate) fn add(tx: &mut Tx<'_>, ctx: &Ctx, resident: &ResidentRecord) -> Result<(), Error> {
    tx.exec(&ADD, &columns_of(&ctx.keys, resident)?)?;
    Ok(())
}

pub(crate) fn put(tx: &mut Tx<'_>, ctx: &Ctx, resident: &ResidentRecord) -> Result<(), Error> {
    tx.exec(&PUT, &columns_of(&ctx.keys, resident)?)?;
    Ok(())
}

/// A resident's values with the numbers sealed, in the order of [`COLUMNS`].
pub(crate) fn columns_of(keys: &Keys, resident: &ResidentRecord) -> Result<Vec<Param<'static>>, Error> {
    let facts = &resident.facts;
    let (document_sealed, document_index) =
        sealed_number(keys, DOCUMENT_INDEX, facts.document.as_ref().map(|document| document.number.as_str()))?;
    let number = |phone: &Option<Phone>| phone.as_ref().map(|phone| phone.number.clone());
    let (phone_sealed, phone_index) = sealed_number(keys, PHONE_INDEX, number(&facts.phone).as_deref())?;
    let (second_sealed, second_index) = sealed_number(keys, PHONE_INDEX, number(&facts.second_phone).as_deref())?;
    Ok(Vec::from(params![
        resident.id.to_string(),
        resident.household_id.to_string(),
        resident.grid_ord,
        facts.name.text.clone(),
        facts.name.pinyin.clone(),
        facts.name.initials.clone(),
        facts.sex.map_or("", Sex::code),
        facts.birth_on.map(|birth| birth.to_string()),
        facts.relation.code(),
        facts.residency.map_or("", Residency::code),
        facts.registered_address.clone(),
        facts.document.as_ref().map_or("", |document| document.kind.code()),
        document_sealed,
        document_index,
        phone_sealed,
        phone_index,
        second_sealed,
        second_index,
        resident.from_at.0,
        resident.to_at.map(|at| at.0),
        resident.merged_into.map(|id| id.to_string()),
        resident.rev,
    ]))
}

type SealedNumber = (Option<Vec<u8>>, Option<String>);

fn sealed_number(keys: &Keys, usage: &str, number: Option<&str>) -> Result<SealedNumber, Error> {
    let Some(number) = number else { return Ok((None, None)) };
    Ok((Some(keys.seal(usage, number).map_err(Error::broken)?), Some(keys.index(usage, number))))
}

/// A resident as stored.
struct Sealed {
    record: ResidentRecord,
    document_kind: Option<DocumentKind>,
    document: Option<Vec<u8>>,
    phone: Option<Vec<u8>>,
    second_phone: Option<Vec<u8>>,
}

impl Sealed {
    fn open(self, keys: &Keys) -> Result<ResidentRecord, Error> {
        let open = |usage: &str, sealed: Option<Vec<u8>>| {
            sealed.map(|sealed| keys.open(usage, &sealed).map_err(Error::broken)).transpose()
        };
        let mut record = self.record;
        let number = open(DOCUMENT_INDEX, self.document)?;
        record.facts.document = self.document_kind.zip(number).map(|(kind, number)| Document { kind, number });
        record.facts.phone = open(PHONE_INDEX, self.phone)?.map(stored_phone);
        record.facts.second_phone = open(PHONE_INDEX, self.second_phone)?.map(stored_phone);
        Ok(record)
    }
}

/// A normalised number tells its kind by its shape.
pub(crate) fn stored_phone(number: String) -> Phone {
    let kind = if number.starts_with('+') {
        PhoneKind::Foreign
    } else if number.len() == 11 && number.starts_with('1') {
        PhoneKind::Mobile
    } else {
        PhoneKind::Landline
    };
    Phone { kind, number }
}

fn sealed(row: &Row<'_>) -> Result<Sealed, DbError> {
    let name = PersonName { text: row.get(3)?, pinyin: row.get(4)?, initials: row.get(5)? };
    let mut facts = Facts::of(name);
    facts.sex = Sex::from_code(&row.get::<String>(6)?);
    facts.birth_on = row.parse_opt(7)?;
    facts.relation = Relation::from_code(&row.get::<String>(8)?).unwrap_or(Relation::Other);
    facts.residency = Residency::from_code(&row.get::<String>(9)?);
    facts.registered_address = row.get(10)?;
    let record = ResidentRecord {
        id: row.parse(0)?,
        household_id: row.parse(1)?,
        grid_ord: row.get(2)?,
        facts,
        from_at: Timestamp(row.get(15)?),
        to_at: row.get::<Option<i64>>(16)?.map(Timestamp),
        merged_into: row.parse_opt(17)?,
        rev: row.get(18)?,
    };
    Ok(Sealed {
        record,
        document_kind: DocumentKind::from_code(&row.get::<String>(11)?),
        document: row.get(12)?,
        phone: row.get(13)?,
        second_phone: row.get(14)?,
    })
}
