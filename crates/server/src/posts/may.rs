//! Which posts I may fill, and where.

use gridward_database::Tx;
use gridward_domain::Id;
use gridward_domain::access::Role;
use gridward_domain::posts::may_appoint;
use serde::Serialize;
use utoipa::ToSchema;

use crate::areas;
use crate::{Authority, Ctx, Error};

/// What one of the asker's posts lets him fill.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Right {
    /// The asker's role.
    pub role: Role,
    /// The area it is held for.
    pub area_id: Id,
    /// The area's name.
    pub area_name: String,
    /// The roles that may be filled there and below.
    pub appoints: Vec<Role>,
}

/// The asker's rights to fill posts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Rights {
    /// One per post held that lets fill others.
    pub items: Vec<Right>,
}

/// What the asker's posts let him fill, so that pages show no button in vain.
pub fn rights(tx: &mut Tx<'_>, ctx: &Ctx) -> Result<Rights, Error> {
    let mut items = Vec::new();
    if let Authority::Posts(posts) = &ctx.authority {
        for post in posts {
            let appoints: Vec<Role> = Role::ALL.into_iter().filter(|role| may_appoint(post.role, *role)).collect();
            // The founder's post lies in no area yet, and fills no other.
            let Some(area) = areas::stored(tx, post.area_id)? else { continue };
            if !appoints.is_empty() {
                items.push(Right { role: post.role, area_id: area.id, area_name: area.name, appoints });
            }
        }
    }
    Ok(Rights { items })
}
