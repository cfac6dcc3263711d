//! The SQL of people and of the posts they hold.

use gridward_database::{DbError, SetStatement, Statement, Tx, params};
use gridward_domain::areas::OrdRange;
use gridward_domain::identity::PersonName;
use gridward_domain::{Id, Timestamp};

use crate::HeldPost;

static HELD_POSTS: Statement = Statement::new(
    "people.held_posts",
    "SELECT id, role, area_id, area_ord, area_ord_end FROM post
     WHERE person_id = $1 AND from_at <= $2 AND (to_at IS NULL OR to_at > $2) ORDER BY id",
);
static NAMED: Statement = Statement::new("people.named", "SELECT name, area_ord FROM person WHERE id = $1");
static IN_SERVICE: Statement =
    Statement::new("people.in_service", "SELECT 1 FROM person WHERE id = $1 AND ended_at IS NULL");
static ADD_ALL: SetStatement = SetStatement::new(
    "people.add_all",
    "INSERT INTO person (id, name, pinyin, initials, work_phone, area_id, area_ord, ended_at, rev) VALUES ",
    "(?, ?, ?, ?, ?, ?, ?, NULL, 1)",
    "",
);

pub(super) const STATEMENTS: &[&Statement] = &[&HELD_POSTS, &NAMED, &IN_SERVICE];
pub(super) const SET_STATEMENTS: &[&SetStatement] = &[&ADD_ALL];

/// Who is to be entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPerson {
    /// The identity of the new entry.
    pub id: Id,
    /// The name.
    pub name: String,
    /// The number the person is reached at on duty; may be empty.
    pub work_phone: String,
    /// The area the person belongs to, with its order number.
    pub area: Option<(Id, i64)>,
}

/// Enters people set-wise.
pub(super) fn add_all(tx: &mut Tx<'_>, people: &[NewPerson]) -> Result<(), DbError> {
    let texts: Vec<(String, PersonName, Option<String>)> = people
        .iter()
        .map(|person| {
            (person.id.to_string(), PersonName::confirmed(&person.name), person.area.map(|(area, _)| area.to_string()))
        })
        .collect();
    let rows: Vec<_> = people
        .iter()
        .zip(&texts)
        .map(|(person, (id, name, area))| {
            let ord = person.area.map_or(0, |(_, ord)| ord);
            params![id, &name.text, &name.pinyin, &name.initials, &person.work_phone, area.as_ref(), ord]
        })
        .collect();
    tx.exec_set(&ADD_ALL, &[], &rows).map(drop)
}

/// A person's name and the order number of the area they belong to.
pub(crate) fn named(tx: &mut Tx<'_>, person: Id) -> Result<Option<(String, i64)>, DbError> {
    tx.opt(&NAMED, &params![person.to_string()], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Whether there is such a person, who has not left.
pub(crate) fn in_service(tx: &mut Tx<'_>, person: Id) -> Result<bool, DbError> {
    Ok(tx.opt(&IN_SERVICE, &params![person.to_string()], |row| row.get::<i64>(0))?.is_some())
}

/// The posts a person holds at an instant.
pub fn held_posts(tx: &mut Tx<'_>, person: Id, now: Timestamp) -> Result<Vec<HeldPost>, DbError> {
    tx.all(&HELD_POSTS, &params![person.to_string(), now.0], |row| {
        Ok(HeldPost {
            id: row.parse(0)?,
            role: row.parse(1)?,
            area_id: row.parse(2)?,
            range: OrdRange { from: row.get(3)?, to: row.get(4)? },
        })
    })
}
