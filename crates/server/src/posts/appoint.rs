//! Fill a post.

use gridward_database::Tx;
use gridward_domain::access::{Role, Verb};
use gridward_domain::posts::{Span, fits};
use gridward_domain::{Id, Timestamp, faults as general};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::post::{self, Post};
use super::{faults, store};
use crate::areas::{self, Area};
use crate::{Ctx, Error};

/// A post to fill.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Appoint {
    /// Who.
    pub person_id: Id,
    /// What for: a role below one of the asker's own.
    pub role: Role,
    /// Where.
    pub area_id: Id,
    /// From when; now when absent.
    #[serde(default)]
    pub from_at: Option<Timestamp>,
    /// Until when; without an end when absent.
    #[serde(default)]
    pub to_at: Option<Timestamp>,
    /// A liaison's household set: live households of the grid.
    #[serde(default)]
    pub households: Vec<Id>,
    /// Why.
    #[serde(default)]
    pub reason: String,
}

/// Fills a post. A second holder is not declined: coverage shows the overlap.
pub fn appoint(tx: &mut Tx<'_>, ctx: &Ctx, input: &Appoint) -> Result<Post, Error> {
    let area = areas::stored(tx, input.area_id)?.ok_or_else(|| general::NOT_FOUND.at("area_id"))?;
    // An area that only lies above one's reach may be known, but no post is filled there.
    if !ctx.touches(Verb::PostsRead, area.range()) {
        return Err(general::NOT_FOUND.at("area_id").into());
    }
    post::may_fill(ctx, input.role, area.range())?;
    if !fits(input.role, area.level) || area.to_at.is_some() {
        return Err(faults::WRONG_AREA.at("area_id").into());
    }
    let span = Span { from: input.from_at.unwrap_or(ctx.now), to: input.to_at };
    let homes = homes(tx, &area, input.role, &input.households)?;
    let new = post::draft(ctx, (input.person_id, input.role), &area, span, &input.reason);
    post::enter(tx, ctx, &new, &homes)?;
    let detail = json!({ "person": new.person_id, "role": new.role, "area": area.id, "from": span.from, "to": span.to,
        "households": homes.len() });
    post::tell(tx, ctx, &new, ("posts.appoint", "create"), &input.reason, detail)?;
    post::follow(tx, ctx, &new)?;
    post::current(tx, ctx, new.id)
}

/// The households of a set with where they lie: live, of the grid, and only for a liaison.
pub(super) fn homes(tx: &mut Tx<'_>, grid: &Area, role: Role, households: &[Id]) -> Result<Vec<(Id, i64)>, Error> {
    if households.is_empty() {
        return Ok(Vec::new());
    }
    if !role.is_by_households() {
        return Err(faults::NO_SET.at("households").into());
    }
    let mut wanted = households.to_vec();
    wanted.sort_unstable();
    wanted.dedup();
    let homes = store::homes(tx, &wanted)?;
    if homes.len() < wanted.len() || homes.iter().any(|(_, ord)| !grid.range().holds(*ord)) {
        return Err(faults::NOT_IN_GRID.at("households").into());
    }
    Ok(homes)
}
