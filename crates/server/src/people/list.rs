//! The people within reach, by name.

use gridward_database::Tx;
use gridward_domain::identity::search_key;
use gridward_domain::{Id, faults as general};
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;

use super::directory_store::{self, Wanted};
use super::faults;
use super::person::{self, Person};
use crate::listing::Page;
use crate::{Ctx, Error};

/// Which people.
#[derive(Debug, Clone, Default, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PeopleQuery {
    /// What the name, its pinyin or its initials begin with.
    pub q: Option<String>,
    /// Also people who have left.
    #[serde(default)]
    pub ended: bool,
    /// Where the page before ended.
    pub cursor: Option<String>,
    /// Rows of a page: 1 to 200, 50 when absent.
    pub limit: Option<i64>,
}

/// The people who belong to an area in reach or hold a post there, by pinyin. For those who fill posts or edit people.
pub fn list(tx: &mut Tx<'_>, ctx: &Ctx, query: &PeopleQuery) -> Result<Page<Person>, Error> {
    let ranges = person::ranges(ctx);
    if ranges.is_empty() {
        return Err(general::NOT_ALLOWED.refuse().into());
    }
    let limit = query.limit.unwrap_or(50).clamp(1, 200);
    let most = usize::try_from(limit).unwrap_or(usize::MAX);
    let cursor = query.cursor.as_deref().unwrap_or_default();
    let after = place(cursor).ok_or_else(|| faults::BAD_CURSOR.at("cursor"))?;
    let prefix = search_key(query.q.as_deref().unwrap_or_default());
    let mut found = Vec::new();
    for range in ranges {
        let wanted = Wanted { after, with_ended: query.ended, prefix: &prefix, range, limit: limit + 1 };
        found.extend(directory_store::list(tx, wanted, ctx.now)?);
    }
    found.sort_by(|one, other| (&one.pinyin, one.id).cmp(&(&other.pinyin, other.id)));
    found.dedup_by_key(|person| person.id);
    let more = found.len() > most;
    found.truncate(most);
    let next = found.last().filter(|_| more).map(|last| format!("{}-{}", last.id, last.pinyin));
    Ok(Page { items: person::shown(tx, ctx, found)?, next })
}

fn place(cursor: &str) -> Option<(&str, &str)> {
    if cursor.is_empty() {
        return Some(("", ""));
    }
    let (id, pinyin) = cursor.split_once('-')?;
    id.parse::<Id>().ok()?;
    Some((pinyin, id))
}
