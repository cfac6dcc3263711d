//! Look an area up, and what lies right below it.

use gridward_database::Tx;
use gridward_domain::access::Verb;
use gridward_domain::areas::{AreaOrd, Level, OrdRange};
use gridward_domain::{Id, Timestamp, faults};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::store;
use crate::{Ctx, Error};

/// A node of the tree of areas.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Area {
    /// The area.
    pub id: Id,
    /// The area it lies in; absent for the top of the tree.
    pub parent_id: Option<Id>,
    /// Its level.
    pub level: Level,
    /// Its name; not unique.
    pub name: String,
    /// Its order number: the whole subtree is one range of numbers.
    pub ord: i64,
    /// Since when it exists.
    pub from_at: Timestamp,
    /// Since when it is closed, if it is.
    pub to_at: Option<Timestamp>,
    /// Revision: an edit names the one it saw.
    pub rev: i64,
}

impl Area {
    /// The order numbers of this area and everything below it.
    pub fn range(&self) -> OrdRange {
        AreaOrd(self.ord).range(self.level)
    }
}

/// The area with this identity, if the asker's posts reach it or something below it.
pub fn find(tx: &mut Tx<'_>, ctx: &Ctx, id: Id) -> Result<Area, Error> {
    ctx.may_somewhere(Verb::AreasRead)?;
    let area = store::find(tx, id)?.ok_or_else(|| faults::NOT_FOUND.refuse())?;
    if ctx.touches(Verb::AreasRead, area.range()) { Ok(area) } else { Err(faults::NOT_FOUND.refuse().into()) }
}

/// The areas right below one, as far as the asker's posts reach, in order.
pub fn children(tx: &mut Tx<'_>, ctx: &Ctx, parent: Id) -> Result<Vec<Area>, Error> {
    find(tx, ctx, parent)?;
    let mut areas = store::children(tx, Some(parent))?;
    areas.retain(|area| ctx.touches(Verb::AreasRead, area.range()));
    Ok(areas)
}
