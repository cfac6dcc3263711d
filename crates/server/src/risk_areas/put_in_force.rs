//! Put a list in force: one transaction, written set-wise, only what changes.

use std::collections::HashMap;

use gridward_database::{Change, Tx};
use gridward_domain::access::Verb;
use gridward_domain::plans::Cause;
use gridward_domain::risk_areas::{Certainty, ListedPlace, PlaceMatch, difference};
use gridward_domain::{Id, Timestamp};
use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::faults;
use super::list::{LevelCounts, StoredList};
use super::preview::by_key;
use super::store::{self, NewPlace};
use super::uploads::UploadedList;
use crate::responses::{StoredResponse, taking_whole};
use crate::{Ctx, Error, audit, plans};

/// How long ago a list may have come into force, in milliseconds; *ours*.
const EARLIEST: i64 = 7 * Timestamp::DAY;

/// How an uploaded list is put in force.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PutInForce {
    /// From when on it holds; now when absent. Not before the list in force, at most 7 days ago, not ahead.
    pub at: Option<Timestamp>,
    /// Who issued it and where: 2 to 200 characters.
    pub source: String,
    /// The moment the list speaks of in Beijing time, where the list itself does not say: `2022-04-15T15:00`.
    #[schema(value_type = Option<String>)]
    pub as_of: Option<DateTime>,
    /// It holds although something is wrong with it: somebody compared it with the official text.
    #[serde(default)]
    pub despite_problems: bool,
}

/// Puts an uploaded list in force: what it no longer names ends, what it names newly or on another level begins.
pub fn put_in_force(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    upload: &UploadedList,
    input: &PutInForce,
) -> Result<StoredList, Error> {
    let response = taking_whole(tx, ctx, upload.response, Verb::RiskListsEdit)?;
    let (as_of, source) = checked(ctx, upload, input)?;
    let before = store::newest_list(tx, response.id)?;
    if before.as_ref().map(|list| list.id) != upload.seen {
        return Err(faults::LIST_CHANGED.refuse().into());
    }
    let at = moment(ctx, input.at, before.as_ref())?;
    let on = ctx.zone.date(at);
    let listed = store::listed(tx, response.id)?;
    // A place whose own last day lies behind is on the paper only.
    let places: Vec<ListedPlace> =
        upload.list.places.iter().filter(|place| place.to.is_none_or(|to| to >= on)).cloned().collect();
    let was: Vec<ListedPlace> = listed.iter().map(|(_, place)| place.clone()).collect();
    let changes = difference(&was, &places);
    let list = StoredList {
        id: ctx.ids.make(),
        response_id: response.id,
        as_of,
        source,
        declared: LevelCounts::declared(upload.list.declared),
        listed: LevelCounts::listed(&upload.list),
        added: count(&changes.added),
        raised: count(&changes.raised),
        lowered: count(&changes.lowered),
        removed: count(&changes.removed),
        in_force_at: at,
        entered_at: ctx.now,
        entered_by: String::new(),
        withdrawn_at: None,
    };
    store::add_list(tx, &list, &upload.digest, ctx.actor)?;
    let moved = || changes.raised.iter().chain(&changes.lowered).map(|change| &change.place);
    let ended: Vec<&ListedPlace> = changes.removed.iter().chain(moved()).collect();
    end(tx, &listed, &ended, list.id, on)?;
    let begun: Vec<&ListedPlace> = changes.added.iter().chain(moved()).collect();
    begin(tx, ctx, upload, &begun, (list.id, on))?;
    tell(tx, ctx, &response, &list)?;
    let touching = plans::places_of_list(tx, list.id)?;
    plans::places_changed(tx, ctx, &response, (&touching, Cause::List))?;
    store::find_list(tx, list.id)?.ok_or_else(|| Error::broken("a list is gone"))
}

fn count<T>(changes: &[T]) -> i64 {
    i64::try_from(changes.len()).unwrap_or(i64::MAX)
}

/// The moment the list speaks of and its source; declined where the list is not fit to hold.
fn checked(ctx: &Ctx, upload: &UploadedList, input: &PutInForce) -> Result<(String, String), Error> {
    let list = &upload.list;
    if list.places.is_empty() {
        return Err(faults::EMPTY.at("upload").into());
    }
    let as_of = list.as_of.or(input.as_of).ok_or_else(|| faults::NO_TIME.at("as_of"))?;
    // That the time was missing is mended by giving it.
    let left: Vec<_> = list.problems.iter().filter(|problem| problem.code != "as_of_missing").collect();
    if let (Some(first), false) = (left.first(), input.despite_problems) {
        let refusal = faults::PROBLEMS_LEFT.at("despite_problems").with("count", left.len());
        return Err(refusal.with("first", first.message(ctx.language)).into());
    }
    let source = input.source.trim();
    if !(2..=200).contains(&source.chars().count()) {
        return Err(faults::SOURCE_MISSING.at("source").into());
    }
    Ok((as_of.to_string(), source.to_owned()))
}

fn moment(ctx: &Ctx, at: Option<Timestamp>, before: Option<&StoredList>) -> Result<Timestamp, Error> {
    let at = at.unwrap_or(ctx.now);
    let follows = before.is_none_or(|before| before.in_force_at < at);
    if follows && (0..=EARLIEST).contains(&ctx.now.since(at)) {
        Ok(at)
    } else {
        Err(faults::WRONG_MOMENT.at("at").into())
    }
}

/// Ends the rows of places that are no longer listed so.
fn end(
    tx: &mut Tx<'_>,
    listed: &[(String, ListedPlace)],
    ended: &[&ListedPlace],
    list: Id,
    on: Date,
) -> Result<(), Error> {
    let rows: HashMap<String, &str> = listed.iter().map(|(id, place)| (place.key(), id.as_str())).collect();
    let ids: Vec<&str> = ended.iter().filter_map(|place| rows.get(&place.key()).copied()).collect();
    Ok(store::end_places(tx, &ids, list, on)?)
}

/// Adds the rows of places that are listed so from now on, each with its area. What people decided since the upload counts.
fn begin(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    upload: &UploadedList,
    begun: &[&ListedPlace],
    (list, on): (Id, Date),
) -> Result<(), Error> {
    let new = placed(tx, ctx, upload, (begun, on))?;
    Ok(store::add_places(tx, upload.response, list, &new)?)
}

/// The rows of places that are listed so from a day on.
pub(super) fn placed<'p>(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    upload: &UploadedList,
    (begun, on): (&[&'p ListedPlace], Date),
) -> Result<Vec<NewPlace<'p>>, Error> {
    let decided = store::remembered(tx, upload.response)?;
    let decided: HashMap<String, Option<String>> =
        decided.into_iter().map(|decided| (decided.text_key, decided.area_code)).collect();
    let matches = by_key(&upload.list.places, &upload.matches);
    let new = begun.iter().copied().map(|place| {
        let key = place.key();
        let found = matches.get(&key).copied().cloned();
        let found = found.unwrap_or(PlaceMatch { certainty: Certainty::None, code: None, within: None });
        let (found, is_decided) = match decided.get(&key) {
            Some(Some(code)) => (confirmed(code), true),
            Some(None) => (PlaceMatch { certainty: Certainty::None, code: None, ..found }, true),
            None => (found, false),
        };
        let waits = !is_decided && found.certainty != Certainty::Certain;
        NewPlace { id: ctx.ids.make(), place, found, waits, from_on: place.from.unwrap_or(on).min(on) }
    });
    Ok(new.collect())
}

fn confirmed(code: &str) -> PlaceMatch {
    PlaceMatch { certainty: Certainty::Certain, code: Some(code.to_owned()), within: Some(code.to_owned()) }
}

fn tell(tx: &mut Tx<'_>, ctx: &Ctx, response: &StoredResponse, list: &StoredList) -> Result<(), Error> {
    let area = response.range.from;
    tx.note_change(Change { area, noun: "risk_areas", id: list.id.to_string(), rev: 1, op: "put_in_force" });
    let entry = audit::Entry {
        verb: "risk_areas.put_in_force",
        noun: "risk_areas",
        record: list.id,
        area_ord: area,
        reason: "",
        detail: json!({
            "response": response.id, "in_force_at": list.in_force_at, "added": list.added, "raised": list.raised,
            "lowered": list.lowered, "removed": list.removed,
        }),
    };
    audit::note(tx, ctx, &entry)
}
