//! Looking residents up by what was typed: each a range of one index.

use gridward_database::{DbError, Param, Row, Statement, Tx, params};
use gridward_domain::Id;
use gridward_domain::areas::OrdRange;

/// A column that names are found by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NameKey {
    Name,
    Initials,
    Pinyin,
}

/// The longest name that is looked up, in characters.
const LONGEST: usize = 40;

/// The columns in which a name as typed is looked up, by its search key: letters alone may be initials or pinyin,
/// anything else is the name itself.
pub(crate) fn name_keys(key: &str) -> &'static [NameKey] {
    if !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return if key.len() >= 2 { &[NameKey::Initials, NameKey::Pinyin] } else { &[] };
    }
    if !key.is_ascii() && key.chars().count() <= LONGEST { &[NameKey::Name] } else { &[] }
}

macro_rules! by_key {
    ($column:literal) => {
        concat!(
            "SELECT id, household_id, grid_ord, ",
            $column,
            " FROM resident WHERE (",
            $column,
            ", grid_ord, id) > ($1, $2, $3) AND ",
            $column,
            " >= $1 AND ",
            $column,
            " < $4 AND grid_ord >= $5 AND grid_ord < $6 AND to_at IS NULL AND (initials < $7 OR initials >= $8) ORDER BY ",
            $column,
            ", grid_ord, id LIMIT $9"
        )
    };
}

static BY_NAME: Statement = Statement::new("residents.by_name", by_key!("name"));
static BY_INITIALS: Statement = Statement::new("residents.by_initials", by_key!("initials"));
static BY_PINYIN: Statement = Statement::new("residents.by_pinyin", by_key!("pinyin"));
static BY_DOCUMENT: Statement = Statement::new(
    "residents.reached_by_document",
    "SELECT id, household_id, grid_ord, '' FROM resident
     WHERE document_index = $1 AND to_at IS NULL AND grid_ord >= $2 AND grid_ord < $3 ORDER BY id LIMIT 20",
);
static BY_PHONE: Statement = Statement::new(
    "residents.reached_by_phone",
    "SELECT id, household_id, grid_ord, '' FROM resident
     WHERE phone_index = $1 AND to_at IS NULL AND grid_ord >= $2 AND grid_ord < $3 ORDER BY id LIMIT 20",
);
static BY_SECOND_PHONE: Statement = Statement::new(
    "residents.reached_by_second_phone",
    "SELECT id, household_id, grid_ord, '' FROM resident
     WHERE second_phone_index = $1 AND to_at IS NULL AND grid_ord >= $2 AND grid_ord < $3 ORDER BY id LIMIT 20",
);

pub(crate) const STATEMENTS: &[&Statement] =
    &[&BY_NAME, &BY_INITIALS, &BY_PINYIN, &BY_DOCUMENT, &BY_PHONE, &BY_SECOND_PHONE];

/// A resident who was found, with the keys that order them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) id: Id,
    pub(super) household_id: Id,
    pub(super) grid_ord: i64,
    pub(super) key: String,
}

/// Where a look-up goes on: key, grid, record.
pub(super) type After = (String, i64, String);

/// The end of the range of texts that begin with `prefix`.
pub(crate) fn past(prefix: &str) -> String {
    format!("{prefix}\u{10ffff}")
}

/// Residents whose key begins with `prefix`, within a range, in order.
pub(super) fn by_name_key(
    tx: &mut Tx<'_>,
    by: NameKey,
    prefix: &str,
    after: &After,
    range: OrdRange,
    limit: i64,
) -> Result<Vec<Found>, DbError> {
    let statement = match by {
        NameKey::Name => &BY_NAME,
        NameKey::Initials => &BY_INITIALS,
        NameKey::Pinyin => &BY_PINYIN,
    };
    // Whoever the initials found is not found again by the pinyin.
    let without = if by == NameKey::Pinyin { (prefix.to_owned(), past(prefix)) } else { (past(""), past("")) };
    let asked = params![&after.0, after.1, &after.2, past(prefix), range.from, range.to, &without.0, &without.1, limit];
    tx.all(statement, &asked, found)
}

/// Residents with a document number, by its blind index.
pub(super) fn by_document(tx: &mut Tx<'_>, index: &str, range: OrdRange) -> Result<Vec<Found>, DbError> {
    tx.all(&BY_DOCUMENT, &params![index, range.from, range.to], found)
}

/// Residents with a phone, first or second, by its blind index.
pub(super) fn by_phone(tx: &mut Tx<'_>, index: &str, range: OrdRange) -> Result<Vec<Found>, DbError> {
    let asked: [Param<'_>; 3] = params![index, range.from, range.to];
    let mut all = tx.all(&BY_PHONE, &asked, found)?;
    all.extend(tx.all(&BY_SECOND_PHONE, &asked, found)?);
    Ok(all)
}

fn found(row: &Row<'_>) -> Result<Found, DbError> {
    Ok(Found { id: row.parse(0)?, household_id: row.parse(1)?, grid_ord: row.get(2)?, key: row.get(3)? })
}
