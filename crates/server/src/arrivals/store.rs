//! The SQL of arrivals. Numbers are sealed on the way in and opened on the way out.

use gridward_database::{DbError, Param, Row, Statement, Tx, params};
use gridward_domain::areas::OrdRange;
use gridward_domain::arrivals::VerifiedBy;
use gridward_domain::identity::{Document, DocumentKind, PersonName};
use gridward_domain::{Id, Timestamp};
use jiff::civil::Date;

use super::arrival::{ArrivalRecord, Origin, Placed};
use super::{counts, returned};
use crate::{Ctx, Error, Keys, residents};

/// What numbers of documents are sealed for.
pub(super) const DOCUMENT: &str = "arrival.document";
/// What phones are sealed for.
const PHONE: &str = "arrival.phone";

/// The columns of an arrival with the names of its areas, and the rest of the statement.
macro_rules! arrival_sql {
    ($($rest:literal),+ $(,)?) => {
        concat!(
            "SELECT a.id, a.response_id, a.state, a.name, a.pinyin, a.initials, a.document_kind, a.document_sealed,
             a.phone_sealed, a.household_id, a.place, a.grid_id, a.grid_ord, g.name, g.level, COALESCE(v.name, ''),
             a.origin, a.origin_code, a.expected_on, a.arrived_on, a.channel, a.how_known, a.verified_by,
             a.registered_by, a.registered_at, a.code_hash, a.companions_of, a.duplicate_of, a.forwarded_to,
             a.accepted_at, a.rev, a.origin_kind
             FROM arrival a JOIN area g ON g.id = a.grid_id LEFT JOIN area v ON v.id = g.parent_id ",
            $($rest),+
        )
    };
}

pub(super) use arrival_sql;

static FIND: Statement = Statement::new("arrivals.find", arrival_sql!("WHERE a.id = $1"));
static BY_CODE: Statement =
    Statement::new("arrivals.by_code", arrival_sql!("WHERE a.code_hash = $1 ORDER BY a.id LIMIT 20"));
static COMPANIONS: Statement =
    Statement::new("arrivals.companions", arrival_sql!("WHERE a.companions_of = $1 ORDER BY a.id LIMIT 20"));
static ADDITIONS: Statement =
    Statement::new("arrivals.additions", arrival_sql!("WHERE a.duplicate_of = $1 ORDER BY a.id LIMIT 50"));
static BY_NAME_PHONE: Statement = Statement::new(
    "arrivals.by_name_phone",
    arrival_sql!(
        "WHERE a.response_id = $1 AND a.name = $2 AND a.phone_index = $3 AND a.state <> 'duplicate'
         ORDER BY a.id LIMIT 20"
    ),
);
static BY_NAME_DAY: Statement = Statement::new(
    "arrivals.by_name_day",
    arrival_sql!(
        "WHERE a.response_id = $1 AND a.name = $2 AND COALESCE(a.arrived_on, a.expected_on) = $3
           AND a.state <> 'duplicate'
         ORDER BY a.id LIMIT 50"
    ),
);
static BY_DOCUMENT: Statement = Statement::new(
    "arrivals.by_document",
    arrival_sql!(
        "WHERE a.document_index = $1 AND a.response_id = $2 AND a.state <> 'duplicate' ORDER BY a.id LIMIT 20"
    ),
);
static LIST: Statement = Statement::new(
    "arrivals.list",
    arrival_sql!(
        "WHERE a.response_id = $1 AND (a.grid_ord, a.id) > ($2, $3) AND a.grid_ord < $4
           AND a.origin_code >= $5 AND a.origin_code < $6
         ORDER BY a.grid_ord, a.id LIMIT $7"
    ),
);
static LIST_OF_STATE: Statement = Statement::new(
    "arrivals.list_of_state",
    arrival_sql!(
        "WHERE a.response_id = $1 AND (a.grid_ord, a.id) > ($2, $3) AND a.grid_ord < $4
           AND a.origin_code >= $5 AND a.origin_code < $6 AND a.state = $8
         ORDER BY a.grid_ord, a.id LIMIT $7"
    ),
);
static ADD: Statement = Statement::new(
    "arrivals.add",
    "INSERT INTO arrival (id, response_id, state, name, pinyin, initials, document_kind, document_sealed,
       document_index, phone_sealed, phone_index, household_id, place, grid_id, grid_ord, origin, origin_code,
       expected_on, arrived_on, channel, how_known, verified_by, registered_by, registered_at, code_hash,
       companions_of, duplicate_of, forwarded_to, accepted_at, rev, origin_kind)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23,
       $24, $25, $26, $27, $28, $29, $30, $31)",
);
static PUT: Statement = Statement::new(
    "arrivals.put",
    "UPDATE arrival SET response_id = $2, state = $3, name = $4, pinyin = $5, initials = $6, document_kind = $7,
       document_sealed = $8, document_index = $9, phone_sealed = $10, phone_index = $11, household_id = $12,
       place = $13, grid_id = $14, grid_ord = $15, origin = $16, origin_code = $17, expected_on = $18,
       arrived_on = $19, channel = $20, how_known = $21, verified_by = $22, registered_by = $23, registered_at = $24,
       code_hash = $25, companions_of = $26, duplicate_of = $27, forwarded_to = $28, accepted_at = $29, rev = $30,
       origin_kind = $31
     WHERE id = $1",
);

pub(super) const STATEMENTS: &[&Statement] = &[
    &FIND,
    &BY_CODE,
    &COMPANIONS,
    &ADDITIONS,
    &BY_NAME_PHONE,
    &BY_NAME_DAY,
    &BY_DOCUMENT,
    &LIST,
    &LIST_OF_STATE,
    &ADD,
    &PUT,
];

/// Which arrivals are listed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Filter<'a> {
    pub(super) response: Id,
    pub(super) state: Option<&'a str>,
    /// The beginning of the code of origin; empty for all.
    pub(super) origin: &'a str,
}

pub(super) fn find(tx: &mut Tx<'_>, keys: &Keys, id: Id) -> Result<Option<ArrivalRecord>, Error> {
    tx.opt(&FIND, &params![id.to_string()], sealed)?.map(|found| found.open(keys)).transpose()
}

/// The arrival with this identity, whoever asks.
pub(crate) fn stored(tx: &mut Tx<'_>, ctx: &Ctx, id: Id) -> Result<Option<ArrivalRecord>, Error> {
    find(tx, &ctx.keys, id)
}

/// The phone of a returnee that was read in the sealed, masked.
pub(crate) fn masked_phone(ctx: &Ctx, sealed: &[u8]) -> Result<String, Error> {
    Ok(residents::stored_phone(ctx.keys.open(PHONE, sealed).map_err(Error::broken)?).masked())
}

/// The arrivals that a code opens: of the one who got it and of those who travel along.
pub(super) fn by_code(tx: &mut Tx<'_>, keys: &Keys, hash: &str) -> Result<Vec<ArrivalRecord>, Error> {
    opened(keys, tx.all(&BY_CODE, &params![hash], sealed)?)
}

pub(super) fn companions(tx: &mut Tx<'_>, keys: &Keys, of: Id) -> Result<Vec<ArrivalRecord>, Error> {
    opened(keys, tx.all(&COMPANIONS, &params![of.to_string()], sealed)?)
}

/// Later registrations of the same person.
pub(super) fn additions(tx: &mut Tx<'_>, keys: &Keys, to: Id) -> Result<Vec<ArrivalRecord>, Error> {
    opened(keys, tx.all(&ADDITIONS, &params![to.to_string()], sealed)?)
}

/// Registrations of a response that may be of the same person: by the document, by name and phone, by name and day.
pub(super) fn like(tx: &mut Tx<'_>, keys: &Keys, record: &ArrivalRecord) -> Result<Vec<ArrivalRecord>, Error> {
    let (response, name) = (record.response_id.to_string(), &record.name.text);
    let mut found = Vec::new();
    if let Some(document) = &record.document {
        let index = keys.index(DOCUMENT, &document.number);
        found.extend(tx.all(&BY_DOCUMENT, &params![index, &response], sealed)?);
    }
    if let Some(phone) = &record.phone {
        let index = keys.index(PHONE, &phone.number);
        found.extend(tx.all(&BY_NAME_PHONE, &params![&response, name, index], sealed)?);
    }
    if let Some(day) = record.back_on() {
        found.extend(tx.all(&BY_NAME_DAY, &params![&response, name, day.to_string()], sealed)?);
    }
    opened(keys, found)
}

/// Where a list goes on: grid and arrival.
pub(super) type After = (i64, String);

pub(super) fn list(
    tx: &mut Tx<'_>,
    keys: &Keys,
    filter: Filter<'_>,
    (range, after): (OrdRange, &After),
    limit: i64,
) -> Result<Vec<ArrivalRecord>, Error> {
    let start = if after.0 < range.from { (range.from.saturating_sub(1), "g") } else { (after.0, after.1.as_str()) };
    // Letters come after digits in every order of texts.
    let past = format!("{}a", filter.origin);
    let response = filter.response.to_string();
    let mut asked = Vec::from(params![&response, start.0, start.1, range.to, filter.origin, &past, limit]);
    let statement = if filter.state.is_some() { &LIST_OF_STATE } else { &LIST };
    asked.extend(filter.state.map(Param::from));
    opened(keys, tx.all(statement, &asked, sealed)?)
}

/// Adds an arrival and counts it.
pub(super) fn add(tx: &mut Tx<'_>, keys: &Keys, record: &ArrivalRecord) -> Result<(), Error> {
    tx.exec(&ADD, &values(keys, record)?)?;
    counts::moved(tx, None, record)?;
    returned::moved(tx, None, record)?;
    Ok(())
}

/// Writes a changed arrival and moves the counts.
pub(super) fn put(tx: &mut Tx<'_>, keys: &Keys, before: &ArrivalRecord, after: &ArrivalRecord) -> Result<(), Error> {
    tx.exec(&PUT, &values(keys, after)?)?;
    counts::moved(tx, Some(before), after)?;
    returned::moved(tx, Some(before), after)?;
    Ok(())
}

/// The values of an arrival with its numbers sealed, in the order of the columns of [`ADD`] and [`PUT`].
fn values(keys: &Keys, record: &ArrivalRecord) -> Result<Vec<Param<'static>>, Error> {
    let text = |id: Option<Id>| id.map(|id| id.to_string());
    let day = |day: Option<Date>| day.map(|day| day.to_string());
    let sealed = |usage: &str, number: Option<&String>| -> Result<(Option<Vec<u8>>, Option<String>), Error> {
        let Some(number) = number else { return Ok((None, None)) };
        Ok((Some(keys.seal(usage, number).map_err(Error::broken)?), Some(keys.index(usage, number))))
    };
    let (document, document_index) = sealed(DOCUMENT, record.document.as_ref().map(|one| &one.number))?;
    let (phone, phone_index) = sealed(PHONE, record.phone.as_ref().map(|one| &one.number))?;
    let destination = &record.destination;
    Ok(Vec::from(params![
        record.id.to_string(),
        record.response_id.to_string(),
        record.state.name(),
        record.name.text.clone(),
        record.name.pinyin.clone(),
        record.name.initials.clone(),
        record.document.as_ref().map_or("", |document| document.kind.code()),
        document,
        document_index,
        phone,
        phone_index,
        text(destination.household_id),
        destination.place.clone(),
        destination.grid_id.to_string(),
        destination.grid_ord,
        record.origin.place.clone(),
        record.origin.code.clone(),
        day(record.expected_on),
        day(record.arrived_on),
        record.channel.name(),
        record.how_known.name(),
        record.verified_by.map_or("", VerifiedBy::name),
        text(record.registered_by),
        record.registered_at.0,
        record.code_hash.clone(),
        text(record.companions_of),
        text(record.duplicate_of),
        record.forwarded_to.clone(),
        record.accepted_at.map(|at| at.0),
        record.rev,
        record.origin.kind.name(),
    ]))
}

/// An arrival whose numbers are still sealed.
pub(super) struct Sealed {
    record: ArrivalRecord,
    document_kind: Option<DocumentKind>,
    document: Option<Vec<u8>>,
    phone: Option<Vec<u8>>,
}

impl Sealed {
    fn open(self, keys: &Keys) -> Result<ArrivalRecord, Error> {
        let mut record = self.record;
        if let Some(sealed) = self.document {
            let kind = self.document_kind.ok_or_else(|| Error::broken("a document of no kind"))?;
            record.document = Some(Document { kind, number: keys.open(DOCUMENT, &sealed).map_err(Error::broken)? });
        }
        if let Some(sealed) = self.phone {
            record.phone = Some(residents::stored_phone(keys.open(PHONE, &sealed).map_err(Error::broken)?));
        }
        Ok(record)
    }
}

pub(super) fn opened(keys: &Keys, found: Vec<Sealed>) -> Result<Vec<ArrivalRecord>, Error> {
    found.into_iter().map(|one| one.open(keys)).collect()
}

pub(super) fn sealed(row: &Row<'_>) -> Result<Sealed, DbError> {
    let (document_kind, document) = (DocumentKind::from_code(row.text(6)?), row.get(7)?);
    let record = ArrivalRecord {
        id: row.parse(0)?,
        response_id: row.parse(1)?,
        state: row.parse(2)?,
        name: PersonName { text: row.get(3)?, pinyin: row.get(4)?, initials: row.get(5)? },
        document: None,
        phone: None,
        destination: placed(row)?,
        origin: Origin { place: row.get(16)?, code: row.get(17)?, kind: row.parse(31)? },
        expected_on: row.parse_opt(18)?,
        arrived_on: row.parse_opt(19)?,
        channel: row.parse(20)?,
        how_known: row.parse(21)?,
        verified_by: row.text(22)?.parse().ok(),
        registered_by: row.parse_opt(23)?,
        registered_at: Timestamp(row.get(24)?),
        code_hash: row.get(25)?,
        companions_of: row.parse_opt(26)?,
        duplicate_of: row.parse_opt(27)?,
        forwarded_to: row.get(28)?,
        accepted_at: row.get::<Option<i64>>(29)?.map(Timestamp),
        rev: row.get(30)?,
    };
    Ok(Sealed { record, document_kind, document, phone: row.get(8)? })
}

fn placed(row: &Row<'_>) -> Result<Placed, DbError> {
    let mut placed = Placed {
        household_id: row.parse_opt(9)?,
        place: row.get(10)?,
        grid_id: row.parse(11)?,
        grid_ord: row.get(12)?,
        grid_name: row.get(13)?,
        level: row.parse(14)?,
        village_name: row.get(15)?,
    };
    if placed.is_gap() {
        placed.village_name.clone_from(&placed.grid_name);
    }
    Ok(placed)
}
