//! The SQL of posts.

use gridward_database::{DbError, Statement, Tx, params};
use gridward_domain::Id;
use gridward_domain::access::Role;

use crate::Ctx;
use crate::areas::Area;

static ADD: Statement = Statement::new(
    "posts.add",
    "INSERT INTO post (id, person_id, role, area_id, area_ord, area_ord_end, from_at, to_at, stands_in_for, reason,
       appointed_by, ended_by, rev)
     VALUES ($1, $2, $3, $4, $5, $6, $7, NULL, NULL, '', $8, NULL, 1)",
);

pub(crate) const STATEMENTS: &[&Statement] = &[&ADD];

pub(super) fn add(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, person: Id, role: Role, area: &Area) -> Result<(), DbError> {
    let range = area.range();
    tx.exec(
        &ADD,
        &params![
            id.to_string(),
            person.to_string(),
            role.name(),
            area.id.to_string(),
            range.from,
            range.to,
            ctx.now.0,
            ctx.actor.to_string()
        ],
    )
    .map(drop)
}
