//! Read the log: the newest entries first, as far as the asker's posts reach.

use gridward_database::Tx;
use gridward_domain::access::Verb;
use gridward_domain::areas::OrdRange;
use gridward_domain::{Id, Timestamp, faults as general};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

use super::list_store::{self, StoredEntry, Wanted};
use crate::areas;
use crate::listing::Page;
use crate::{Ctx, Error};

/// How many entries are looked at for one page at most, in steps of [`STEP`]: a page of a small village in a large log
/// may hold fewer rows than asked for, and `next` goes on from there.
const STEPS: usize = 10;
const STEP: i64 = 5_000;
/// Entries of one instant may be written a little out of order: so many beyond the ends of a time are looked at.
const MARGIN: i64 = 500;

/// Which entries.
#[derive(Debug, Clone, Default, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AuditQuery {
    /// Only entries about this noun.
    pub noun: Option<String>,
    /// Only what this person did.
    #[param(value_type = Option<String>)]
    pub person: Option<Id>,
    /// Not before this instant.
    #[param(value_type = Option<i64>)]
    pub from: Option<Timestamp>,
    /// Before this instant.
    #[param(value_type = Option<i64>)]
    pub to: Option<Timestamp>,
    /// Where the page before ended.
    pub cursor: Option<String>,
    /// Rows of a page: 1 to 200, 50 when absent.
    pub limit: Option<i64>,
}

/// One entry of the log; each is chained to the one before.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AuditRow {
    /// 1, 2, 3 ... without a gap.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// Who; absent for the operator at the machine and for one who was not logged in.
    pub person_id: Option<Id>,
    /// That person's name.
    pub person_name: Option<String>,
    /// What was done.
    pub verb: String,
    /// To what kind of record.
    pub noun: String,
    /// The record.
    pub record_id: Option<Id>,
    /// Why, where a reason was asked.
    pub reason: String,
    /// Counts and identities that tell what was done.
    pub detail: Value,
}

/// The entries within reach, newest first.
pub fn list(tx: &mut Tx<'_>, ctx: &Ctx, query: &AuditQuery) -> Result<Page<AuditRow>, Error> {
    ctx.may_somewhere(Verb::AuditRead)?;
    let ranges = reach(tx, ctx)?;
    let limit = usize::try_from(query.limit.unwrap_or(50).clamp(1, 200)).unwrap_or(50);
    let Some((mut before, oldest)) = ends(tx, query)? else { return Ok(Page { items: Vec::new(), next: None }) };
    let mut found: Vec<StoredEntry> = Vec::new();
    for _ in 0..STEPS {
        let from = (before - STEP).max(oldest);
        let wanted = Wanted {
            seqs: (from, before),
            noun: query.noun.as_deref().filter(|noun| !noun.is_empty()),
            person: query.person,
            times: (query.from.map_or(i64::MIN, |at| at.0), query.to.map_or(i64::MAX, |at| at.0)),
        };
        let mut step = list_store::within(tx, wanted)?;
        step.retain(|entry| ranges.iter().any(|range| range.holds(entry.area_ord)));
        found.extend(step);
        before = from;
        if found.len() > limit || before <= oldest {
            break;
        }
    }
    let cut = found.len() > limit;
    found.truncate(limit);
    let next = if cut { found.last().map(|last| last.seq) } else { Some(before).filter(|seq| *seq > oldest) };
    Ok(Page { items: found.into_iter().map(row).collect(), next: next.map(|seq| seq.to_string()) })
}

/// The numbers to look at: from the newest asked for (not in) down to the oldest (in).
fn ends(tx: &mut Tx<'_>, query: &AuditQuery) -> Result<Option<(i64, i64)>, Error> {
    let mut before = match query.cursor.as_deref().filter(|text| !text.is_empty()) {
        Some(cursor) => {
            let seq = cursor.parse::<i64>().ok().filter(|seq| *seq > 0);
            seq.ok_or_else(|| general::BAD_REQUEST.at("cursor").with("why", "begin at the first page"))?
        }
        None => i64::MAX,
    };
    let newest = match query.to {
        Some(to) => list_store::last_before(tx, to)?.map(|seq| seq + MARGIN),
        None => list_store::last_before(tx, Timestamp(i64::MAX))?,
    };
    let Some(newest) = newest else { return Ok(None) };
    before = before.min(newest + 1);
    let oldest = match query.from {
        Some(from) => list_store::first_since(tx, from)?.map(|seq| (seq - MARGIN).max(1)),
        None => Some(1),
    };
    Ok(oldest.map(|oldest| (before, oldest)))
}

/// What concerns no area (the first administrator, say) concerns those who read the log of the whole jurisdiction.
fn reach(tx: &mut Tx<'_>, ctx: &Ctx) -> Result<Vec<OrdRange>, Error> {
    let mut ranges = ctx.ranges(Verb::AuditRead);
    let root = areas::jurisdiction(tx, ctx)?.root;
    if root.is_some_and(|root| ranges.iter().any(|range| range.covers(root.range()))) {
        ranges.push(OrdRange { from: 0, to: 1 });
    }
    Ok(ranges)
}

fn row(entry: StoredEntry) -> AuditRow {
    let known = |id: Id| Some(id).filter(|id| *id != Id::from_number(0));
    AuditRow {
        seq: entry.seq,
        at: entry.at,
        person_id: known(entry.person_id),
        person_name: entry.person_name,
        verb: entry.verb,
        noun: entry.noun,
        record_id: known(entry.record_id),
        reason: entry.reason,
        detail: serde_json::from_str(&entry.detail).unwrap_or(Value::Null),
    }
}
