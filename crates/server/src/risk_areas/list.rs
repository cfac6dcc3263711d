//! A risk list as it was put in force, and the lists of a response.

use gridward_database::Tx;
use gridward_domain::access::Verb;
use gridward_domain::risk_areas::RiskLevel;
use gridward_domain::{Id, Timestamp};
use gridward_formats::risk_lists::{Declared, RiskList};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::store;
use crate::listing::{self, Page};
use crate::responses::known;
use crate::{Ctx, Error};

/// For so long after it was entered a list can be taken back, in milliseconds; *ours*: within the day.
pub(super) const CAN_BE_TAKEN_BACK: i64 = Timestamp::DAY;

/// How many places there are on each level; absent where a list does not say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LevelCounts {
    /// High risk.
    pub high: Option<i64>,
    /// Medium risk.
    pub medium: Option<i64>,
    /// Low risk.
    pub low: Option<i64>,
}

/// A list that is or was in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StoredList {
    /// The list.
    pub id: Id,
    /// The response it belongs to.
    pub response_id: Id,
    /// The moment the list speaks of, in Beijing time.
    pub as_of: String,
    /// The office that issued it and the document's number or address.
    pub source: String,
    /// The totals the list itself declares.
    pub declared: LevelCounts,
    /// The places it names.
    pub listed: LevelCounts,
    /// Places that were not on the list before.
    pub added: i64,
    /// Places that went up a level.
    pub raised: i64,
    /// Places that went down a level.
    pub lowered: i64,
    /// Places that are no longer listed.
    pub removed: i64,
    /// From when on it holds.
    pub in_force_at: Timestamp,
    /// When it was put in force.
    pub entered_at: Timestamp,
    /// By whom.
    pub entered_by: String,
    /// When it was taken back, if it was.
    pub withdrawn_at: Option<Timestamp>,
}

/// The lists of which response.
#[derive(Debug, Clone, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// The response.
    #[param(value_type = String)]
    pub response: Id,
    /// Where the page before ended.
    pub cursor: Option<String>,
    /// Rows of a page: 1 to 200, 50 when absent.
    pub limit: Option<i64>,
}

impl LevelCounts {
    /// What a list declares.
    pub(super) fn declared(declared: Declared) -> Self {
        let number = |count: Option<usize>| count.and_then(|count| i64::try_from(count).ok());
        Self { high: number(declared.high), medium: number(declared.medium), low: number(declared.low) }
    }

    /// What a list names.
    pub(super) fn listed(list: &RiskList) -> Self {
        let number = |level| i64::try_from(list.listed(level)).ok();
        Self { high: number(RiskLevel::High), medium: number(RiskLevel::Medium), low: number(RiskLevel::Low) }
    }
}

impl StoredList {
    /// Whether it may still be taken back.
    pub(super) fn can_be_taken_back(&self, now: Timestamp) -> bool {
        self.withdrawn_at.is_none() && now.since(self.entered_at) < CAN_BE_TAKEN_BACK
    }
}

/// The lists of a response, the one in force first, those taken back among them.
pub fn lists(tx: &mut Tx<'_>, ctx: &Ctx, asked: &ListQuery) -> Result<Page<StoredList>, Error> {
    known(tx, ctx, asked.response, Verb::RiskListsRead)?;
    let limit = listing::rows(asked.limit);
    let first = || (i64::MAX, String::new());
    let after: (i64, String) = listing::after(asked.cursor.as_deref())?.unwrap_or_else(first);
    let rows = store::lists(tx, asked.response, (after.0, &after.1), listing::room(limit, 0))?;
    Page::cut(rows, limit, |last| (last.in_force_at.0, last.id.to_string()))
}
