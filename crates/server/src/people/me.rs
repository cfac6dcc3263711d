//! Who is logged in, and what their posts let them do.

use gridward_database::Tx;
use gridward_domain::Id;
use gridward_domain::access::{Role, Verb};
use gridward_domain::areas::Level;
use serde::Serialize;
use utoipa::ToSchema;

use super::{account_store, store};
use crate::{Authority, Ctx, Error, HeldPost, areas};

/// The area where a person's reach begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Home {
    /// The area.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// Its level.
    pub level: Level,
}

/// A post of the person who asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct OwnPost {
    /// The post.
    pub id: Id,
    /// Its role.
    pub role: Role,
    /// Its area.
    pub area_id: Id,
    /// The area's name.
    pub area_name: String,
    /// The area's level.
    pub area_level: Level,
    /// Whether the area is closed: somebody has to end the post.
    pub dead: bool,
}

/// Who is logged in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Me {
    /// The person.
    pub id: Id,
    /// The person's name.
    pub name: String,
    /// The log-in name.
    pub login: String,
    /// What the jurisdiction is called; empty before its areas are imported.
    pub jurisdiction: String,
    /// Where the reach begins: the widest post's area. Absent before there are areas.
    pub home: Option<Home>,
    /// The roles of the posts held right now.
    pub roles: Vec<Role>,
    /// The posts held right now.
    pub posts: Vec<OwnPost>,
    /// What the posts allow somewhere, as names of verbs.
    pub may: Vec<String>,
}

/// The asker.
pub fn me(tx: &mut Tx<'_>, ctx: &Ctx) -> Result<Me, Error> {
    let held: &[HeldPost] = match &ctx.authority {
        Authority::Operator => &[],
        Authority::Posts(posts) => posts,
    };
    let (name, _) = store::named(tx, ctx.actor)?.unwrap_or_default();
    let login = account_store::of_person(tx, ctx.actor)?.map(|account| account.login).unwrap_or_default();
    let mut roles: Vec<Role> = held.iter().map(|post| post.role).collect();
    roles.sort_unstable();
    roles.dedup();
    let (mut posts, mut home, mut widest) = (Vec::new(), None, 0);
    for post in held {
        // The founder's post lies in no area yet.
        let Some(area) = areas::stored(tx, post.area_id)? else { continue };
        let width = post.range.to.saturating_sub(post.range.from);
        if width > widest {
            widest = width;
            home = Some(Home { id: area.id, name: area.name.clone(), level: area.level });
        }
        posts.push(OwnPost {
            id: post.id,
            role: post.role,
            area_id: area.id,
            area_name: area.name,
            area_level: area.level,
            dead: area.to_at.is_some(),
        });
    }
    let may = Verb::ALL.into_iter().filter(|verb| ctx.may_somewhere(*verb).is_ok());
    Ok(Me {
        id: ctx.actor,
        name,
        login,
        jurisdiction: areas::jurisdiction(tx, ctx)?.name,
        home,
        roles,
        posts,
        may: may.map(|verb| verb.name().to_owned()).collect(),
    })
}
