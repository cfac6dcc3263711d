//! The top of a tree, entered by the operator.

use gridward_database::Tx;
use gridward_domain::areas::Level;

use super::{Area, store};
use crate::{Ctx, Error};

/// Enters an area that lies below none, with a known order number.
pub fn plant(tx: &mut Tx<'_>, ctx: &Ctx, name: &str, level: Level, ord: i64) -> Result<Area, Error> {
    let area = Area {
        id: ctx.ids.make(),
        parent_id: None,
        level,
        name: name.to_owned(),
        ord,
        from_at: ctx.now,
        to_at: None,
        rev: 1,
    };
    store::add(tx, &area)?;
    crate::posts::areas_changed(tx, ctx, std::slice::from_ref(&area))?;
    Ok(area)
}
