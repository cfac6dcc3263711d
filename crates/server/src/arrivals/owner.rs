//! Who answers for an arrival: asked of the posts of its grid at the moment, never stored.

use gridward_database::Tx;
use gridward_domain::Id;
use gridward_domain::access::Role;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::arrival::ArrivalStanding;
use crate::posts::above;
use crate::{Ctx, Error, areas};

/// Who answers first: the worker of the grid, its head, then the cadres of the village.
const ORDER: [Role; 4] = [Role::GridWorker, Role::GridHead, Role::VillageCadre, Role::LeadCadre];

/// The one who answers for an arrival.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ArrivalOwner {
    /// Who; the stand-in where somebody stands in.
    pub person_id: Id,
    /// The name.
    pub person_name: String,
    /// The number on duty; may be empty.
    pub work_phone: String,
    /// What for.
    pub role: Role,
    /// The name of the area of the post.
    pub area_name: String,
}

/// The one who answers for arrivals of the area with this number now; nobody where no post is held.
pub(crate) fn owner(tx: &mut Tx<'_>, ctx: &Ctx, ord: i64) -> Result<Option<ArrivalOwner>, Error> {
    let posts = above(tx, ord, ctx.now)?;
    let first = ORDER.into_iter().find_map(|role| posts.iter().find(|post| post.role == role));
    Ok(first.map(|post| {
        let stands_in = post.stand_ins.first();
        ArrivalOwner {
            person_id: stands_in.map_or(post.person_id, |one| one.person_id),
            person_name: stands_in.map_or(&post.person_name, |one| &one.person_name).clone(),
            work_phone: stands_in.map_or(&post.work_phone, |one| &one.work_phone).clone(),
            role: post.role,
            area_name: post.area_name.clone(),
        }
    }))
}

/// The one who answers for an arrival that was just registered.
pub(crate) fn owner_in(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    standing: Option<&ArrivalStanding>,
) -> Result<Option<ArrivalOwner>, Error> {
    let area = standing.map(|standing| areas::stored(tx, standing.grid_id)).transpose()?.flatten();
    area.map_or(Ok(None), |area| owner(tx, ctx, area.ord))
}
