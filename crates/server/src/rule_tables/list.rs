//! The tables of a response.

use gridward_database::Tx;
use gridward_domain::Id;
use gridward_domain::access::Verb;
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;

use super::record::{RuleTableRecord, seen};
use super::store;
use crate::listing::{self, Page};
use crate::responses::known;
use crate::{Ctx, Error};

/// The tables of which response.
#[derive(Debug, Clone, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RuleTableQuery {
    /// The response.
    #[param(value_type = String)]
    pub response: Id,
    /// Where the page before ended.
    pub cursor: Option<String>,
    /// Rows of a page: 1 to 200, 50 when absent.
    pub limit: Option<i64>,
}

/// For which response.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct BaseQuery {
    /// The response.
    #[param(value_type = String)]
    pub response: Id,
}

/// The tables of a response, drafts among them, those begun last first.
pub fn list(tx: &mut Tx<'_>, ctx: &Ctx, asked: &RuleTableQuery) -> Result<Page<RuleTableRecord>, Error> {
    known(tx, ctx, asked.response, Verb::ResponsesRead)?;
    let limit = listing::rows(asked.limit);
    let first = || (i64::MAX, String::new());
    let after: (i64, String) = listing::after(asked.cursor.as_deref())?.unwrap_or_else(first);
    let rows = store::before(tx, asked.response, (after.0, &after.1), listing::room(limit, 0))?;
    let page = Page::cut(rows, limit, |last| (last.drafted_at.0, last.id.to_string()))?;
    Ok(page.map(|table| table.shown(ctx)))
}

/// One table.
pub fn find(tx: &mut Tx<'_>, ctx: &Ctx, id: Id) -> Result<RuleTableRecord, Error> {
    Ok(seen(tx, ctx, id)?.0.shown(ctx))
}
