//! A household as it is shown, and whether the asker may know of it.

use gridward_database::Tx;
use gridward_domain::access::Verb;
use gridward_domain::areas::Level;
use gridward_domain::{Id, Timestamp, faults as general};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{faults, store};
use crate::residents::Resident;
use crate::{Ctx, Error, areas, residents};

/// A household: those who live behind one door.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Household {
    /// The household.
    pub id: Id,
    /// Its grid.
    pub grid_id: Id,
    /// The order number of its grid.
    pub grid_ord: i64,
    /// The grid's name.
    pub grid_name: String,
    /// The name of the village the grid belongs to.
    pub village_name: String,
    /// The number the ledger gives it; may be empty, not unique.
    pub number: String,
    /// Lane or building; may be empty.
    pub lane: String,
    /// The door.
    pub door: String,
    /// The name of its head, or of the first who lives there.
    pub head_name: String,
    /// How many live there now.
    pub members: i64,
    /// A remark that helps to find or meet them; holds nothing of health or whereabouts.
    pub note: String,
    /// Since when it is in the ledger.
    pub from_at: Timestamp,
    /// Since when it has ended, if it has.
    pub to_at: Option<Timestamp>,
    /// The household it was merged into, if it was.
    pub merged_into: Option<Id>,
    /// Revision: an edit names the one it saw.
    pub rev: i64,
}

/// A household and who lives there now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HouseholdDetail {
    /// The household.
    #[serde(flatten)]
    pub household: Household,
    /// Who lives there now, the head first; numbers masked.
    pub residents: Vec<Resident>,
}

/// A grid by identity and order number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Grid {
    /// The grid.
    pub id: Id,
    /// Its order number.
    pub ord: i64,
}

impl Household {
    /// The grid it lies in.
    pub fn grid(&self) -> Grid {
        Grid { id: self.grid_id, ord: self.grid_ord }
    }

    /// What is kept of it before a change.
    pub(crate) fn before(&self) -> serde_json::Value {
        serde_json::json!({
            "grid_id": self.grid_id, "number": self.number, "lane": self.lane, "door": self.door, "note": self.note,
            "head_name": self.head_name, "members": self.members, "rev": self.rev,
        })
    }
}

/// The household, if the asker's posts reach it with `verb`; *not found* otherwise.
pub(crate) fn reached(tx: &mut Tx<'_>, ctx: &Ctx, verb: Verb, id: Id) -> Result<Household, Error> {
    ctx.may_somewhere(verb)?;
    let household = store::find(tx, id)?.ok_or_else(|| general::NOT_FOUND.refuse())?;
    if ctx.ranges(verb).iter().any(|range| range.holds(household.grid_ord)) {
        return Ok(household);
    }
    for post in ctx.household_posts(verb) {
        if store::is_held(tx, post, id, ctx.now)? {
            return Ok(household);
        }
    }
    Err(general::NOT_FOUND.refuse().into())
}

/// The household as it is now in this transaction.
pub(crate) fn current(tx: &mut Tx<'_>, id: Id) -> Result<Household, Error> {
    store::find(tx, id)?.ok_or_else(|| Error::broken("a resident without a household"))
}

/// The household for a change: in reach, not ended, and still as the asker saw it.
pub(crate) fn editable(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, rev: i64) -> Result<Household, Error> {
    let household = reached(tx, ctx, Verb::HouseholdsEdit, id)?;
    if household.to_at.is_some() {
        return Err(faults::ENDED.refuse().into());
    }
    if household.rev != rev {
        return Err(general::CHANGED_MEANWHILE.at("rev").into());
    }
    Ok(household)
}

/// The grid a household is to lie in, which the asker may edit.
pub(crate) fn target_grid(tx: &mut Tx<'_>, ctx: &Ctx, id: Id) -> Result<Grid, Error> {
    let area = areas::find(tx, ctx, id)?;
    if !matches!(area.level, Level::Grid | Level::MicroGrid) || area.to_at.is_some() {
        return Err(faults::NOT_A_GRID.at("grid_id").into());
    }
    ctx.may(Verb::HouseholdsEdit, area.range())?;
    Ok(Grid { id: area.id, ord: area.ord })
}

/// One household with who lives there now.
pub fn find(tx: &mut Tx<'_>, ctx: &Ctx, id: Id) -> Result<HouseholdDetail, Error> {
    let household = reached(tx, ctx, Verb::HouseholdsRead, id)?;
    detail(tx, ctx, household)
}

/// The household with its residents.
pub(super) fn detail(tx: &mut Tx<'_>, ctx: &Ctx, household: Household) -> Result<HouseholdDetail, Error> {
    let residents = residents::living(tx, ctx, household.id)?;
    Ok(HouseholdDetail { household, residents: residents.iter().map(Resident::from).collect() })
}
