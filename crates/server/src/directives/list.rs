//! The directives one may know of, newest first, and the wordings each has had.

use gridward_database::Tx;
use gridward_domain::access::Verb;
use gridward_domain::directives::{DirectiveState, DirectiveText};
use gridward_domain::{Id, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::directive::{Directive, find};
use super::store;
use crate::listing::{self, Page};
use crate::{Ctx, Error};

/// Which directives.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Show {
    /// In force.
    #[default]
    Running,
    /// Not issued yet.
    Draft,
    /// Withdrawn or closed.
    Ended,
    /// All of them.
    All,
}

impl Show {
    fn states(self) -> &'static [DirectiveState] {
        use DirectiveState as S;
        match self {
            Self::Running => &[S::Issued],
            Self::Draft => &[S::Draft],
            Self::Ended => &[S::Withdrawn, S::Closed],
            Self::All => S::ALL,
        }
    }
}

/// Which directives are asked for.
#[derive(Debug, Clone, Default, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DirectiveQuery {
    /// By state; those in force when absent.
    #[serde(default)]
    #[param(inline)]
    pub state: Show,
    /// Where the page before ended.
    pub cursor: Option<String>,
    /// Rows of a page: 1 to 100, 50 when absent.
    pub limit: Option<usize>,
}

/// A wording a directive has had.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Version {
    /// 1, 2, 3 ...
    pub version: i64,
    /// What it said.
    #[serde(flatten)]
    pub text: DirectiveText,
    /// Why it came; empty for the first.
    pub reason: String,
    /// When it came into force.
    pub at: Timestamp,
    /// Who put it in force.
    pub person_name: String,
}

/// The directives the asker may know of, newest first.
pub fn list(tx: &mut Tx<'_>, ctx: &Ctx, asked: &DirectiveQuery) -> Result<Page<Directive>, Error> {
    ctx.may_somewhere(Verb::DirectivesRead)?;
    let limit = asked.limit.unwrap_or(50).clamp(1, 100);
    let first = || (i64::MAX, String::new());
    let mut after: (i64, String) = listing::after(asked.cursor.as_deref())?.unwrap_or_else(first);
    let mut items: Vec<Directive> = Vec::new();
    loop {
        let (known, more) = next_rows(tx, ctx, asked.state, &mut after, limit)?;
        items.extend(known);
        if !more || items.len() > limit {
            break;
        }
    }
    Page::cut(items, limit, |last| (last.made_at.0, last.id.to_string()))
}

/// The next rows of all wanted states together, those the asker may not know of left out; whether there may be more.
fn next_rows(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    show: Show,
    after: &mut (i64, String),
    limit: usize,
) -> Result<(Vec<Directive>, bool), Error> {
    let wanted = limit + 1;
    let mut rows = Vec::new();
    for state in show.states() {
        rows.extend(store::before(tx, *state, (after.0, &after.1), i64::try_from(wanted).unwrap_or(i64::MAX))?);
    }
    rows.sort_by_key(|directive| std::cmp::Reverse((directive.made_at, directive.id)));
    let more = rows.len() >= wanted;
    rows.truncate(wanted);
    if let Some(last) = rows.last() {
        *after = (last.made_at.0, last.id.to_string());
    }
    rows.retain(|directive| directive.is_known_to(ctx));
    Ok((rows, more))
}

/// The wordings a directive has had, newest first.
pub fn versions(tx: &mut Tx<'_>, ctx: &Ctx, id: Id) -> Result<Vec<Version>, Error> {
    find(tx, ctx, id)?;
    let kept = store::versions(tx, id)?.into_iter();
    let version = |(version, text, reason, at, person_name)| Version { version, text, reason, at, person_name };
    Ok(kept.map(version).collect())
}
