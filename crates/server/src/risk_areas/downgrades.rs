//! The places that may go down a level by the programme's rule: proposals for a person, never changes.

use gridward_database::Tx;
use gridward_domain::Id;
use gridward_domain::access::Verb;
use gridward_domain::risk_areas::{DowngradeStep, RiskLevel, propose_downgrade};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::place::{self, RiskPlace};
use crate::listing::{self, Page};
use crate::responses::known;
use crate::{Ctx, Error};

/// Days without a new case from high to medium and from medium to low: the ninth edition of the national plan.
const NINTH_EDITION: (u16, u16) = (7, 3);

/// By which rule.
#[derive(Debug, Clone, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DowngradeQuery {
    /// The response.
    #[param(value_type = String)]
    pub response: Id,
    /// Days without a new case from high to medium; 7 when absent.
    pub high_days: Option<u16>,
    /// Days without a new case from medium to low; 3 when absent.
    pub medium_days: Option<u16>,
    /// Where the page before ended.
    pub cursor: Option<String>,
    /// Rows of a page: 1 to 200, 50 when absent.
    pub limit: Option<i64>,
}

/// A place that may go down a level, as far as its dates tell; whether it had a new case, a person must know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ProposedDowngrade {
    /// The place.
    #[serde(flatten)]
    pub place: RiskPlace,
    /// The level it goes to.
    pub to: Option<RiskLevel>,
    /// The first day on which all days of the rule lie behind.
    #[schema(value_type = String, format = Date)]
    pub due_on: Date,
}

/// The places in force whose days on their level are over by the rule.
pub fn downgrades(tx: &mut Tx<'_>, ctx: &Ctx, asked: &DowngradeQuery) -> Result<Page<ProposedDowngrade>, Error> {
    known(tx, ctx, asked.response, Verb::RiskListsRead)?;
    let today = ctx.zone.date(ctx.now);
    let (high, medium) = (asked.high_days.unwrap_or(NINTH_EDITION.0), asked.medium_days.unwrap_or(NINTH_EDITION.1));
    let step = |from, to, days| DowngradeStep { from, to: Some(to), days_without_case: days };
    let rule = [step(RiskLevel::High, RiskLevel::Medium, high), step(RiskLevel::Medium, RiskLevel::Low, medium)];
    let since = |days: u16| today.saturating_sub(i64::from(days).days());
    let limit = listing::rows(asked.limit);
    let after: String = listing::after(asked.cursor.as_deref())?.unwrap_or_default();
    let room = listing::room(limit, 0);
    let rows = place::listed_since(tx, asked.response, &after, (since(high), since(medium)), room)?;
    let page = Page::cut(rows, limit, |last| last.id.to_string())?;
    let proposed = page.items.into_iter().filter_map(|place| {
        let proposal = propose_downgrade(&rule, place.level, place.from_on, None)?;
        Some(ProposedDowngrade { place, to: proposal.step.to, due_on: proposal.due_on })
    });
    Ok(Page { items: proposed.collect(), next: page.next })
}
