//! What this jurisdiction is: its name, its top area, its time zone.

use gridward_database::Tx;
use gridward_domain::Id;
use gridward_domain::areas::Level;
use serde::Serialize;
use utoipa::ToSchema;

use super::{Area, store};
use crate::{Ctx, Error, people, settings};

/// The jurisdiction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Jurisdiction {
    /// What it is called on its pages; empty before its areas are imported.
    pub name: String,
    /// The IANA name of the time zone in which its civil dates are meant.
    pub zone: String,
    /// The area whose subtree it is, once known.
    pub root: Option<Area>,
}

/// The jurisdiction, for anybody who is signed in.
pub fn jurisdiction(tx: &mut Tx<'_>, ctx: &Ctx) -> Result<Jurisdiction, Error> {
    let root = match settings::find(tx, settings::ROOT_AREA)? {
        Some(text) => store::find(tx, text.parse::<Id>().map_err(Error::broken)?)?,
        None => None,
    };
    let name = settings::find(tx, settings::JURISDICTION_NAME)?;
    let name = name.or_else(|| root.as_ref().map(|root| root.name.clone())).unwrap_or_default();
    Ok(Jurisdiction { name, zone: ctx.zone.name().to_owned(), root })
}

/// Takes the lowest area that has all others below it or above it for the jurisdiction's own, unless one is set: a
/// town's divisions file lists the town's ancestors one by one, and then its villages.
pub(super) fn settle_root(tx: &mut Tx<'_>, ctx: &Ctx) -> Result<(), Error> {
    if settings::find(tx, settings::ROOT_AREA)?.is_some() {
        return Ok(());
    }
    let mut root: Option<Area> = None;
    while let [only] = store::children(tx, root.as_ref().map(|area| area.id))?.as_slice() {
        // A town may have one village only; a village is no jurisdiction.
        if only.level > Level::Town {
            break;
        }
        root = Some(only.clone());
    }
    if let Some(root) = root {
        settings::put(tx, settings::ROOT_AREA, &root.id.to_string())?;
        people::founder_takes_post(tx, ctx, &root)?;
    }
    Ok(())
}
