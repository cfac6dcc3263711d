//! The households a liaison's post is held for.

use gridward_database::{DbError, SetStatement, Statement, Tx, params};
use gridward_domain::{Id, Timestamp};

use super::post::Post;
use crate::Ctx;

static END: SetStatement = SetStatement::new(
    "posts.end_links",
    "UPDATE post_household SET to_at = CASE WHEN from_at > $1 THEN from_at ELSE $1 END WHERE id IN (",
    "?",
    ")",
);
static OF_POST: Statement = Statement::new(
    "posts.links",
    "SELECT l.id, l.household_id, l.grid_ord, l.from_at, l.to_at FROM post_household l
     WHERE l.post_id = $1 AND (l.to_at IS NULL OR l.to_at > $2)",
);

pub(super) const STATEMENTS: &[&Statement] = &[&OF_POST];
pub(super) const SET_STATEMENTS: &[&SetStatement] = &[&END];

/// A household in the set of a liaison's post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) id: Id,
    pub(super) household: Id,
    pub(super) grid_ord: i64,
    pub(super) from: Timestamp,
    pub(super) to: Option<Timestamp>,
}

impl Link {
    /// A household added to the set of a post, for the time it is held from now on.
    pub(super) fn of(ctx: &Ctx, post: &Post, (household, grid_ord): (Id, i64)) -> Self {
        Self { id: ctx.ids.make(), household, grid_ord, from: ctx.now.max(post.from_at), to: post.to_at }
    }
}

/// The links of a post that have not ended at an instant.
pub(super) fn open_of(tx: &mut Tx<'_>, post: Id, at: Timestamp) -> Result<Vec<Link>, DbError> {
    tx.all(&OF_POST, &params![post.to_string(), at.0], |row| {
        let to = row.get::<Option<i64>>(4)?.map(Timestamp);
        let (id, household, grid_ord) = (row.parse(0)?, row.parse(1)?, row.get(2)?);
        Ok(Link { id, household, grid_ord, from: Timestamp(row.get(3)?), to })
    })
}

/// Ends links at an instant; the rows stay.
pub(super) fn end_all(tx: &mut Tx<'_>, links: &[Id], at: Timestamp) -> Result<(), DbError> {
    let rows: Vec<_> = links.iter().map(|id| params![id.to_string()]).collect();
    tx.exec_set(&END, &params![at.0], &rows).map(drop)
}

/// Adds households to the set of a post.
pub(super) fn add_all(tx: &mut Tx<'_>, post: Id, links: &[Link]) -> Result<(), DbError> {
    add_sets(tx, links.iter().map(|link| (post, *link)))
}

/// Adds households to the sets of many posts.
pub(super) fn add_sets(tx: &mut Tx<'_>, links: impl Iterator<Item = (Id, Link)>) -> Result<(), DbError> {
    let columns = &["id", "post_id", "household_id", "grid_ord", "from_at", "to_at"];
    let rows = links.map(|(post, link)| {
        let (id, post, household) = (link.id.to_string(), post.to_string(), link.household.to_string());
        params![id, post, household, link.grid_ord, link.from.0, link.to.map(|at| at.0)].to_vec()
    });
    tx.bulk("post_household", columns, rows).map(drop)
}
