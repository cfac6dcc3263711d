//! The SQL of the list of people.

use gridward_database::{DbError, Row, SetStatement, Statement, Tx, params};
use gridward_domain::areas::OrdRange;
use gridward_domain::identity::PersonName;
use gridward_domain::{Id, Timestamp};

use super::person::{HeldNow, PersonRecord};

macro_rules! columns {
    () => {
        "SELECT p.id, p.name, p.pinyin, p.work_phone, p.area_id, a.name, p.area_ord, p.ended_at, p.rev, c.login,
       c.totp_sealed IS NOT NULL
     FROM person p LEFT JOIN area a ON a.id = p.area_id LEFT JOIN account c ON c.person_id = p.id "
    };
}

static FIND: Statement = Statement::new("people.find", concat!(columns!(), "WHERE p.id = $1"));
static BY_LOGIN: Statement = Statement::new("people.by_login", concat!(columns!(), "WHERE c.login = $1"));
static LIST: Statement = Statement::new(
    "people.list",
    concat!(
        columns!(),
        "WHERE (p.pinyin, p.id) > ($1, $2) AND p.pinyin >= $1 AND ($3 OR p.ended_at IS NULL)
       AND (p.name LIKE $4 OR p.pinyin LIKE $4 OR p.initials LIKE $4)
       AND ((p.area_ord >= $5 AND p.area_ord < $6) OR EXISTS (SELECT 1 FROM post o WHERE o.person_id = p.id
         AND o.area_ord >= $5 AND o.area_ord < $6 AND (o.to_at IS NULL OR o.to_at > $7)))
     ORDER BY p.pinyin, p.id LIMIT $8"
    ),
);
static PUT: Statement = Statement::new(
    "people.put",
    "UPDATE person SET name = $2, pinyin = $3, initials = $4, work_phone = $5, area_id = CAST($6 AS TEXT),
       area_ord = $7, rev = rev + 1 WHERE id = $1",
);
static END: Statement = Statement::new("people.end", "UPDATE person SET ended_at = $2, rev = rev + 1 WHERE id = $1");
static POSTS_OF: SetStatement = SetStatement::new(
    "people.posts_of",
    "SELECT o.person_id, o.id, o.role, o.area_id, a.name, o.from_at, o.to_at, o.area_ord, o.area_ord_end
     FROM post o JOIN area a ON a.id = o.area_id WHERE (o.to_at IS NULL OR o.to_at > $1) AND o.person_id IN (",
    "?",
    ") ORDER BY o.area_ord, o.id",
);

pub(super) const STATEMENTS: &[&Statement] = &[&FIND, &BY_LOGIN, &LIST, &PUT, &END];
pub(super) const SET_STATEMENTS: &[&SetStatement] = &[&POSTS_OF];

/// Which people.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted<'a> {
    /// The row before: pinyin and person.
    pub(super) after: (&'a str, &'a str),
    pub(super) with_ended: bool,
    /// What name, pinyin or initials begin with; all when empty.
    pub(super) prefix: &'a str,
    pub(super) range: OrdRange,
    pub(super) limit: i64,
}

pub(super) fn find(tx: &mut Tx<'_>, id: Id) -> Result<Option<PersonRecord>, DbError> {
    tx.opt(&FIND, &params![id.to_string()], person)
}

pub(super) fn by_login(tx: &mut Tx<'_>, login: &str) -> Result<Option<PersonRecord>, DbError> {
    tx.opt(&BY_LOGIN, &params![login], person)
}

/// People who belong to an area of a range or hold a post there now or later, by pinyin.
pub(super) fn list(tx: &mut Tx<'_>, wanted: Wanted<'_>, now: Timestamp) -> Result<Vec<PersonRecord>, DbError> {
    let Wanted { after, with_ended, prefix, range, limit } = wanted;
    let pattern = format!("{}%", prefix.replace(['%', '_', '\\'], ""));
    let asked = params![after.0, after.1, with_ended, &pattern, range.from, range.to, now.0, limit];
    tx.all(&LIST, &asked, person)
}

/// Writes a changed entry, one revision on.
pub(super) fn put(tx: &mut Tx<'_>, person: &PersonRecord, name: &PersonName) -> Result<(), DbError> {
    let area = person.area_id.map(|area| area.to_string());
    let values = params![
        person.id.to_string(),
        &name.text,
        &name.pinyin,
        &name.initials,
        &person.work_phone,
        area,
        person.area_ord
    ];
    tx.exec(&PUT, &values).map(drop)
}

/// Writes when a person left.
pub(super) fn end(tx: &mut Tx<'_>, id: Id, now: Timestamp) -> Result<(), DbError> {
    tx.exec(&END, &params![id.to_string(), now.0]).map(drop)
}

/// The posts that people hold now or later, in tree order, each with its holder.
pub(super) fn posts_of(tx: &mut Tx<'_>, people: &[Id], now: Timestamp) -> Result<Vec<(Id, HeldNow)>, DbError> {
    let rows: Vec<_> = people.iter().map(|id| params![id.to_string()]).collect();
    tx.all_set(&POSTS_OF, &params![now.0], &rows, |row| {
        let post = HeldNow {
            id: row.parse(1)?,
            role: row.parse(2)?,
            area_id: row.parse(3)?,
            area_name: row.get(4)?,
            from_at: Timestamp(row.get(5)?),
            to_at: row.get::<Option<i64>>(6)?.map(Timestamp),
            range: OrdRange { from: row.get(7)?, to: row.get(8)? },
        };
        Ok((row.parse(0)?, post))
    })
}

fn person(row: &Row<'_>) -> Result<PersonRecord, DbError> {
    Ok(PersonRecord {
        id: row.parse(0)?,
        name: row.get(1)?,
        pinyin: row.get(2)?,
        work_phone: row.get(3)?,
        area_id: row.parse_opt(4)?,
        area_name: row.get(5)?,
        area_ord: row.get(6)?,
        ended_at: row.get::<Option<i64>>(7)?.map(Timestamp),
        rev: row.get(8)?,
        login: row.get(9)?,
        second_factor: row.get(10)?,
    })
}
