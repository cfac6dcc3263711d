//! The places that may go down a level by the programme's rule: proposals for a person, never changes.

use gridward_database::Tx;
use gridward_domain::Id;
use gridward_domain::access::Verb;
use gridward_domain::risk_areas::{DowngradeStep, RiskLevel, propose_downgrade};
use gridward_formats::programmes::shipped_set;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::place::{self, RiskPlace};
use crate::listing::{self, Page};
use crate::responses::{StoredResponse, known};
use crate::{Ctx, Error};

/// Which proposals are asked for.
#[derive(Debug, Clone, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DowngradeQuery {
    /// The response.
    #[param(value_type = String)]
    pub response: Id,
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

/// A step of the programme's rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct DowngradeRule {
    /// The level a place has.
    pub from: RiskLevel,
    /// The level it goes to; absent when it leaves the list.
    pub to: Option<RiskLevel>,
    /// Whole days in a row without a new case.
    pub days_without_case: u16,
}

/// Proposals and the rule that they come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Downgrades {
    /// The steps of the programme that the response goes by; none where it has no such rule, and then nothing is proposed.
    pub rule: Vec<DowngradeRule>,
    /// The places, in the order of their identities.
    pub items: Vec<ProposedDowngrade>,
    /// Hand this back for the next page; absent on the last one.
    pub next: Option<String>,
}

/// The places in force whose days on their level are over by the rule.
pub fn downgrades(tx: &mut Tx<'_>, ctx: &Ctx, asked: &DowngradeQuery) -> Result<Downgrades, Error> {
    let response = known(tx, ctx, asked.response, Verb::RiskListsRead)?;
    let rule = rule_of(&response);
    let today = ctx.zone.date(ctx.now);
    // The latest day from which a place on a level may have been listed; none of a level without a step.
    let since = |level| {
        let step = rule.iter().find(|step| step.from == level);
        step.map_or(Date::MIN, |step| today.saturating_sub(i64::from(step.days_without_case).days()))
    };
    let limit = listing::rows(asked.limit);
    let after: String = listing::after(asked.cursor.as_deref())?.unwrap_or_default();
    let room = listing::room(limit, 0);
    let days = (since(RiskLevel::High), since(RiskLevel::Medium));
    let rows = place::listed_since(tx, asked.response, &after, days, room)?;
    let page = Page::cut(rows, limit, |last| last.id.to_string())?;
    let proposed = page.items.into_iter().filter_map(|place| {
        let proposal = propose_downgrade(&rule, place.level, place.from_on, None)?;
        Some(ProposedDowngrade { place, to: proposal.step.to, due_on: proposal.due_on })
    });
    let items = proposed.collect();
    let shown = |step: &DowngradeStep| DowngradeRule {
        from: step.from,
        to: step.to,
        days_without_case: step.days_without_case,
    };
    Ok(Downgrades { rule: rule.iter().map(shown).collect(), items, next: page.next })
}

/// The steps of the programme that a response goes by.
fn rule_of(response: &StoredResponse) -> Vec<DowngradeStep> {
    let set = shipped_set(&response.terms.programme).and_then(|(programme, set)| programme.effective(set));
    set.map_or_else(Vec::new, |set| set.downgrade)
}
