//! The sheet of paper a liaison carries from door to door, with a code for each household.

use gridward_database::Tx;
use gridward_domain::Id;
use gridward_domain::access::Role;
use gridward_domain::directives::ReceiptState;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::directive::Directive;
use super::reach::SheetCache;
use super::{doors, faults};
use crate::{Ctx, Error, posts};

/// Whose sheet.
#[derive(Debug, Clone, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PaperQuery {
    /// The liaison's post.
    #[param(value_type = String)]
    pub post: Id,
    /// Where the pages of this installation are reached, such as `https://town.example`: the codes lead there.
    pub base: String,
}

/// The post a sheet is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct PaperPost {
    /// The post.
    pub id: Id,
    /// Its role.
    pub role: Role,
    /// Who holds it.
    pub name: String,
    /// Its grid.
    pub area_name: String,
}

/// A line of the sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct PaperDoor {
    /// The household.
    pub household_id: Id,
    /// The number the ledger gives it.
    pub number: String,
    /// Lane or building.
    pub lane: String,
    /// The door.
    pub door: String,
    /// The name of its head.
    pub head_name: String,
    /// What is known already.
    pub state: Option<ReceiptState>,
    /// What its code holds: the address of the door on the phone. It tells nothing without a log-in.
    pub link: String,
}

/// A liaison's sheet for one directive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Paper {
    /// The directive.
    pub directive: Directive,
    /// Whose sheet it is.
    pub post: PaperPost,
    /// The doors of the set that are due, in door order.
    pub households: Vec<PaperDoor>,
}

/// The sheet of a liaison's post, ready to be printed.
pub fn paper(tx: &mut Tx<'_>, ctx: &Ctx, cache: &SheetCache, id: Id, asked: &PaperQuery) -> Result<Paper, Error> {
    let base = asked.base.trim_end_matches('/');
    let is_address = base.starts_with("http://") || base.starts_with("https://");
    if !is_address || base.len() > 200 || base.contains(char::is_whitespace) {
        return Err(faults::BAD_BASE.at("base").into());
    }
    let sheet = cache.sheet(tx, ctx, id)?;
    let post = posts::find(tx, ctx, asked.post)?;
    doors::may_read_set(ctx, post.id, post.range.from)?;
    if !post.role.is_by_households() {
        return Err(faults::NO_LIAISON_POST.at("post").into());
    }
    let lines = doors::of_post(tx, &sheet, post.id, ctx.now)?.into_iter().map(|door| PaperDoor {
        link: format!("{base}/m/door/{}?directive={}", door.household_id, id),
        household_id: door.household_id,
        number: door.number,
        lane: door.lane,
        door: door.door,
        head_name: door.head_name,
        state: door.state,
    });
    let households = lines.collect();
    let post = PaperPost { id: post.id, role: post.role, name: post.person_name, area_name: post.area_name };
    Ok(Paper { directive: sheet.directive.clone(), post, households })
}
