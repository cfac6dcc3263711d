//! The SQL of posts.

use gridward_database::{DbError, Row, SetStatement, Statement, Tx, params};
use gridward_domain::access::Role;
use gridward_domain::areas::OrdRange;
use gridward_domain::{Id, Timestamp};

use super::post::Post;

macro_rules! post {
    ($rest:literal) => {
        concat!(
            "SELECT p.id, p.person_id, n.name, n.work_phone, p.role, p.area_id, a.name, a.level, p.area_ord,
       p.area_ord_end, p.from_at, p.to_at, p.stands_in_for, p.reason, p.appointed_by, p.ended_by, p.rev,
       (SELECT COUNT(*) FROM post_household l WHERE l.post_id = p.id AND (l.to_at IS NULL OR l.to_at > $1))
     FROM post p JOIN person n ON n.id = p.person_id JOIN area a ON a.id = p.area_id ",
            $rest
        )
    };
}

static FIND: Statement = Statement::new("posts.find", post!("WHERE p.id = $2"));
static OF_PERSON: Statement =
    Statement::new("posts.of_person", post!("WHERE p.person_id = $2 AND p.id > $3 ORDER BY p.id LIMIT $4"));
static BELOW: Statement = Statement::new(
    "posts.below",
    post!(
        "WHERE p.area_ord >= $2 AND p.area_ord < $3 AND (p.area_ord > $4 OR (p.area_ord = $4 AND p.id > $5))
       AND (CAST($6 AS TEXT) IS NULL OR p.role = $6) AND (CAST($7 AS BIGINT) IS NULL OR p.to_at IS NULL OR p.to_at > $7)
       AND (CAST($8 AS BIGINT) IS NULL OR (p.from_at <= $8 AND (p.to_at IS NULL OR p.to_at > $8)))
     ORDER BY p.area_ord, p.id LIMIT $9"
    ),
);
static STAND_INS: Statement = Statement::new(
    "posts.stand_ins",
    post!("WHERE p.stands_in_for = $2 AND (p.to_at IS NULL OR p.to_at > $1) ORDER BY p.id"),
);
static ADD: Statement = Statement::new(
    "posts.add",
    "INSERT INTO post (id, person_id, role, area_id, area_ord, area_ord_end, from_at, to_at, stands_in_for, reason,
       appointed_by, ended_by, rev)
     VALUES ($1, $2, $3, $4, $5, $6, $7, CAST($8 AS BIGINT), CAST($9 AS TEXT), $10, $11, NULL, 1)",
);
static END: Statement =
    Statement::new("posts.end", "UPDATE post SET to_at = $2, ended_by = $3, rev = rev + 1 WHERE id = $1");
static TOUCH: Statement = Statement::new("posts.touch", "UPDATE post SET rev = rev + 1 WHERE id = $1");
static HOLDS: Statement = Statement::new(
    "posts.holds",
    "SELECT COUNT(*) FROM post WHERE person_id = $1 AND area_ord = $2 AND role = $3 AND stands_in_for IS NULL
       AND (to_at IS NULL OR to_at > $4) AND (CAST($5 AS BIGINT) IS NULL OR from_at < $5)",
);
static OPEN_WITHIN: Statement = Statement::new(
    "posts.open_within",
    "SELECT COUNT(*) FROM post WHERE area_ord >= $1 AND area_ord < $2 AND (to_at IS NULL OR to_at > $3)",
);
static PERSON: Statement =
    Statement::new("posts.person", "SELECT COUNT(*) FROM person WHERE id = $1 AND ended_at IS NULL");
static HOMES: SetStatement =
    SetStatement::new("posts.homes", "SELECT id, grid_ord FROM household WHERE to_at IS NULL AND id IN (", "?", ")");

pub(super) const STATEMENTS: &[&Statement] =
    &[&FIND, &OF_PERSON, &BELOW, &STAND_INS, &ADD, &END, &TOUCH, &HOLDS, &OPEN_WITHIN, &PERSON];
pub(super) const SET_STATEMENTS: &[&SetStatement] = &[&HOMES];

pub(super) fn find(tx: &mut Tx<'_>, id: Id, now: Timestamp) -> Result<Option<Post>, DbError> {
    tx.opt(&FIND, &params![now.0, id.to_string()], post)
}

/// All posts a person ever held, after one, oldest first.
pub(super) fn of_person(
    tx: &mut Tx<'_>,
    (person, after): (Id, Id),
    now: Timestamp,
    limit: i64,
) -> Result<Vec<Post>, DbError> {
    tx.all(&OF_PERSON, &params![now.0, person.to_string(), after.to_string(), limit], post)
}

/// Which posts of a range of areas.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted {
    pub(super) range: OrdRange,
    /// The row before: area and post.
    pub(super) after: (i64, Id),
    pub(super) role: Option<Role>,
    /// Only those that have not ended then.
    pub(super) open_at: Option<Timestamp>,
    /// Only those in force then.
    pub(super) at: Option<Timestamp>,
    pub(super) limit: i64,
}

impl Wanted {
    /// All posts held for one area itself that have not ended at an instant.
    pub(super) fn all_of(ord: i64, role: Option<Role>, now: Timestamp) -> Self {
        let range = OrdRange { from: ord, to: ord + 1 };
        Self { range, after: (-1, Id::from_number(0)), role, open_at: Some(now), at: None, limit: i64::MAX }
    }
}

/// The posts in a range of areas, in tree order.
pub(super) fn below(tx: &mut Tx<'_>, wanted: Wanted, now: Timestamp) -> Result<Vec<Post>, DbError> {
    let (ord, id) = wanted.after;
    let (open, at) = (wanted.open_at.map(|at| at.0), wanted.at.map(|at| at.0));
    let Wanted { range, role, limit, .. } = wanted;
    let role = role.map(Role::name);
    tx.all(&BELOW, &params![now.0, range.from, range.to, ord, id.to_string(), role, open, at, limit], post)
}

/// The posts that stand in for one, now or later.
pub(super) fn stand_ins(tx: &mut Tx<'_>, principal: Id, now: Timestamp) -> Result<Vec<Post>, DbError> {
    tx.all(&STAND_INS, &params![now.0, principal.to_string()], post)
}

pub(super) fn add(tx: &mut Tx<'_>, post: &Post) -> Result<(), DbError> {
    let (to, principal) = (post.to_at.map(|at| at.0), post.stands_in_for.map(|id| id.to_string()));
    let values = params![
        post.id.to_string(),
        post.person_id.to_string(),
        post.role.name(),
        post.area_id.to_string(),
        post.range.from,
        post.range.to,
        post.from_at.0,
        to,
        principal,
        &post.reason,
        post.appointed_by.to_string()
    ];
    tx.exec(&ADD, &values).map(drop)
}

/// Adds many posts that stand in for none.
pub(super) fn add_all(tx: &mut Tx<'_>, posts: &[Post]) -> Result<(), DbError> {
    let columns = &[
        "id",
        "person_id",
        "role",
        "area_id",
        "area_ord",
        "area_ord_end",
        "from_at",
        "to_at",
        "reason",
        "appointed_by",
        "rev",
    ];
    let rows = posts.iter().map(|post| {
        let (id, person, area) = (post.id.to_string(), post.person_id.to_string(), post.area_id.to_string());
        let (range, by) = (post.range, post.appointed_by.to_string());
        let (from, to) = (post.from_at.0, post.to_at.map(|at| at.0));
        params![id, person, post.role.name(), area, range.from, range.to, from, to, &post.reason, by, post.rev].to_vec()
    });
    tx.bulk("post", columns, rows).map(drop)
}

pub(super) fn end(tx: &mut Tx<'_>, id: Id, at: Timestamp, by: Id) -> Result<(), DbError> {
    tx.exec(&END, &params![id.to_string(), at.0, by.to_string()]).map(drop)
}

/// The next revision of a post whose household set has changed.
pub(super) fn touch(tx: &mut Tx<'_>, id: Id) -> Result<(), DbError> {
    tx.exec(&TOUCH, &params![id.to_string()]).map(drop)
}

/// Whether a person holds a post of that role for that very area at some time of the new post.
pub(super) fn holds(tx: &mut Tx<'_>, post: &Post) -> Result<bool, DbError> {
    let to = post.to_at.map(|at| at.0);
    let values = params![post.person_id.to_string(), post.range.from, post.role.name(), post.from_at.0, to];
    tx.one(&HOLDS, &values, |row| row.get::<i64>(0)).map(|count| count > 0)
}

pub(super) fn open_within(tx: &mut Tx<'_>, range: OrdRange, now: Timestamp) -> Result<i64, DbError> {
    tx.one(&OPEN_WITHIN, &params![range.from, range.to, now.0], |row| row.get(0))
}

/// Whether there is such a person who has not left.
pub(super) fn is_present(tx: &mut Tx<'_>, person: Id) -> Result<bool, DbError> {
    tx.one(&PERSON, &params![person.to_string()], |row| row.get::<i64>(0)).map(|count| count > 0)
}

/// Where live households lie: (household, grid or micro-grid).
pub(super) fn homes(tx: &mut Tx<'_>, households: &[Id]) -> Result<Vec<(Id, i64)>, DbError> {
    let rows: Vec<_> = households.iter().map(|id| params![id.to_string()]).collect();
    tx.all_set(&HOMES, &[], &rows, |row| Ok((row.parse(0)?, row.get(1)?)))
}

fn post(row: &Row<'_>) -> Result<Post, DbError> {
    Ok(Post {
        id: row.parse(0)?,
        person_id: row.parse(1)?,
        person_name: row.get(2)?,
        work_phone: row.get(3)?,
        role: row.parse(4)?,
        area_id: row.parse(5)?,
        area_name: row.get(6)?,
        area_level: row.parse(7)?,
        range: OrdRange { from: row.get(8)?, to: row.get(9)? },
        from_at: Timestamp(row.get(10)?),
        to_at: row.get::<Option<i64>>(11)?.map(Timestamp),
        stands_in_for: row.parse_opt(12)?,
        reason: row.get(13)?,
        appointed_by: row.parse(14)?,
        ended_by: row.parse_opt(15)?,
        rev: row.get(16)?,
        households: row.get(17)?,
    })
}
