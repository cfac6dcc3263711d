//! The posts of an area or of a person.

use gridward_database::Tx;
use gridward_domain::access::{Role, Verb};
use gridward_domain::areas::OrdRange;
use gridward_domain::{Id, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::doors::doors;
use super::links;
use super::post::{Post, find};
use super::store::{self, Wanted};
use crate::areas;
use crate::listing::{self, Page};
use crate::{Ctx, Error};

/// Which posts.
#[derive(Debug, Clone, Default, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PostQuery {
    /// Only posts held for this area.
    #[param(value_type = Option<String>)]
    pub area: Option<Id>,
    /// With `area`: also what lies below it.
    #[serde(default)]
    pub below: bool,
    /// Only posts of this person.
    #[param(value_type = Option<String>)]
    pub person: Option<Id>,
    /// Only posts of this role.
    #[param(inline)]
    pub role: Option<Role>,
    /// Also posts that have ended.
    #[serde(default)]
    pub ended: bool,
    /// Only posts in force at this instant.
    #[param(value_type = Option<i64>)]
    pub at: Option<Timestamp>,
    /// Where the page before ended.
    pub cursor: Option<String>,
    /// Rows of a page: 1 to 200, 50 when absent.
    pub limit: Option<i64>,
}

/// A door of a liaison's set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Door {
    /// The household.
    pub household_id: Id,
    /// The number the ledger gives it.
    pub number: String,
    /// Lane or building.
    pub lane: String,
    /// The door.
    pub door: String,
    /// The name of its head; empty for whoever may not read households there.
    pub head_name: String,
}

/// Doors of a set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Doors {
    /// The doors, in door order.
    pub items: Vec<Door>,
}

/// Posts in tree order, as far as the asker's posts reach.
pub fn list(tx: &mut Tx<'_>, ctx: &Ctx, query: &PostQuery) -> Result<Page<Post>, Error> {
    ctx.may_somewhere(Verb::PostsRead)?;
    let limit = listing::rows(query.limit);
    let after: (i64, Id) = listing::after(query.cursor.as_deref())?.unwrap_or((-1, Id::from_number(0)));
    let found = match query.person {
        Some(person) => of_person(tx, ctx, query, (person, after.1), limit)?,
        None => of_areas(tx, ctx, query, after, limit)?,
    };
    Page::cut(found, limit, |last| (last.range.from, last.id))
}

fn of_person(tx: &mut Tx<'_>, ctx: &Ctx, query: &PostQuery, from: (Id, Id), limit: usize) -> Result<Vec<Post>, Error> {
    // A person holds few posts over the years: all are read and narrowed here.
    let mut posts = store::of_person(tx, from, ctx.now, i64::MAX)?;
    posts.retain(|post| {
        ctx.touches(Verb::PostsRead, post.range)
            && (query.ended || query.at.is_some() || post.to_at.is_none_or(|to| to > ctx.now))
            && query.at.is_none_or(|at| post.span().holds(at))
            && query.role.is_none_or(|role| post.role == role)
            && query.area.is_none_or(|area| post.area_id == area)
    });
    posts.truncate(limit.saturating_add(1));
    Ok(posts)
}

fn of_areas(tx: &mut Tx<'_>, ctx: &Ctx, query: &PostQuery, after: (i64, Id), limit: usize) -> Result<Vec<Post>, Error> {
    let ranges = match query.area.map(|id| areas::find(tx, ctx, id)).transpose()? {
        Some(area) if query.below => ctx.ranges_within(Verb::PostsRead, area.range()),
        Some(area) => vec![OrdRange { from: area.ord, to: area.ord + 1 }],
        None => ctx.ranges_within(Verb::PostsRead, OrdRange::EVERYTHING),
    };
    let mut found = Vec::new();
    for range in ranges.into_iter().filter(|range| range.to > after.0) {
        let open_at = (!query.ended && query.at.is_none()).then_some(ctx.now);
        let wanted =
            Wanted { range, after, role: query.role, open_at, at: query.at, limit: listing::room(limit, found.len()) };
        found.extend(store::below(tx, wanted, ctx.now)?);
        if found.len() > limit {
            break;
        }
    }
    Ok(found)
}

/// The doors of a liaison's set now.
pub fn set_of(tx: &mut Tx<'_>, ctx: &Ctx, id: Id) -> Result<Doors, Error> {
    let post = find(tx, ctx, id)?;
    let set: Vec<Id> = links::open_of(tx, id, ctx.now)?.iter().map(|link| link.household).collect();
    let named = ctx.ranges(Verb::HouseholdsRead).iter().any(|range| range.covers(post.range))
        || ctx.household_posts(Verb::HouseholdsRead).contains(&id);
    let mut items = doors(tx, &set)?;
    if !named {
        for door in &mut items {
            door.head_name.clear();
        }
    }
    Ok(Doors { items })
}
