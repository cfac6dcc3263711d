//! The responses one may know of, newest first.

use gridward_database::Tx;
use gridward_domain::access::Verb;
use gridward_domain::responses::ResponseState;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::response::{Response, StoredResponse};
use super::store;
use crate::listing::{self, Page};
use crate::{Ctx, Error};

/// Which responses.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Show {
    /// Taking records.
    #[default]
    Open,
    /// Closed or erased.
    Ended,
    /// All of them.
    All,
}

impl Show {
    fn states(self) -> &'static [ResponseState] {
        use ResponseState as S;
        match self {
            Self::Open => &[S::Open],
            Self::Ended => &[S::Closed, S::Erased],
            Self::All => S::ALL,
        }
    }
}

/// Which responses are asked for.
#[derive(Debug, Clone, Default, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ResponseQuery {
    /// By state; the open ones when absent.
    #[serde(default)]
    #[param(inline)]
    pub state: Show,
    /// Where the page before ended.
    pub cursor: Option<String>,
    /// Rows of a page: 1 to 200, 50 when absent.
    pub limit: Option<i64>,
}

/// The responses the asker may know of, newest first.
pub fn list(tx: &mut Tx<'_>, ctx: &Ctx, asked: &ResponseQuery) -> Result<Page<Response>, Error> {
    ctx.may_somewhere(Verb::ResponsesRead)?;
    let limit = listing::rows(asked.limit);
    let first = || (i64::MAX, String::new());
    let mut after: (i64, String) = listing::after(asked.cursor.as_deref())?.unwrap_or_else(first);
    let mut found: Vec<(i64, Response)> = Vec::new();
    loop {
        let rows = next_rows(tx, asked.state, &after, limit)?;
        let more = rows.len() > limit;
        if let Some(last) = rows.last() {
            after = (last.opened_at.0, last.id.to_string());
        }
        found.extend(rows.into_iter().filter_map(|row| Some((row.opened_at.0, row.shown_to(ctx)?))));
        if !more || found.len() > limit {
            break;
        }
    }
    let page = Page::cut(found, limit, |(opened_at, last)| (*opened_at, last.id.to_string()))?;
    Ok(page.map(|(_, response)| response))
}

/// The next responses of all wanted states together, one more than a page has room for.
fn next_rows(tx: &mut Tx<'_>, show: Show, after: &(i64, String), limit: usize) -> Result<Vec<StoredResponse>, Error> {
    let mut rows = Vec::new();
    for state in show.states() {
        rows.extend(store::before(tx, *state, (after.0, &after.1), listing::room(limit, 0))?);
    }
    rows.sort_by_key(|row| std::cmp::Reverse((row.opened_at, row.id)));
    rows.truncate(limit + 1);
    Ok(rows)
}
