//! The own tree as the rows of a divisions file, for whoever looks areas up by name.

use std::collections::HashMap;

use gridward_database::Tx;
use gridward_domain::Id;
use gridward_domain::areas::{AreaOrd, Division, Level, OrdRange};

use super::store;
use crate::{Ctx, Error};

/// The live areas down to the townships that have an official code today, whoever asks: names and codes are public.
pub(crate) fn divisions(tx: &mut Tx<'_>, ctx: &Ctx) -> Result<Vec<Division>, Error> {
    let today = ctx.zone.date(ctx.now).to_string();
    let areas = store::tree(tx, OrdRange::EVERYTHING, AreaOrd::span(Level::Town), &today)?;
    let codes: HashMap<Id, String> = areas.iter().filter_map(|(area, code)| Some((area.id, code.clone()?))).collect();
    let rows = areas.into_iter().filter_map(|(area, code)| {
        let parent_code = area.parent_id.and_then(|parent| codes.get(&parent).cloned());
        Some(Division { line: 0, code: code?, name: area.name, parent_code, level: area.level.number() })
    });
    Ok(rows.collect())
}
