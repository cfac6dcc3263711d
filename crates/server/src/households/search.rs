//! Find somebody, or a door, by what was typed.

use std::collections::HashMap;

use gridward_database::Tx;
use gridward_domain::access::Verb;
use gridward_domain::areas::OrdRange;
use gridward_domain::households::address_key;
use gridward_domain::identity::{IdVerdict, check_document, half_width, read_phones, search_key};
use gridward_domain::{Id, Refusal};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::find_text::{self, After, Found, NameKey, name_keys, past};
use super::household::Household;
use super::{faults, store};
use crate::listing::{self, Page};
use crate::residents::{DOCUMENT_INDEX, PHONE_INDEX, Resident, opened};
use crate::{Ctx, Error};

/// What was typed.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Search {
    /// A name from its beginning, pinyin or initials, a whole number, or a door.
    pub q: String,
    /// The `next` of the page before.
    #[serde(default)]
    pub cursor: Option<String>,
    /// At most so many hits, up to 20.
    #[serde(default)]
    pub limit: Option<i64>,
}

/// By what a hit was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Matched {
    /// The Chinese name.
    Name,
    /// The first letters of the pinyin.
    Initials,
    /// The pinyin.
    Pinyin,
    /// The number of a document.
    Document,
    /// A phone.
    Phone,
    /// The door.
    Door,
}

/// A hit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Hit {
    /// By what it was found.
    pub matched: Matched,
    /// The household.
    pub household: Household,
    /// The person; absent where a door was searched.
    pub resident: Option<Resident>,
}

/// The ways a typed text is looked up, in this order.
#[derive(Debug, PartialEq, Eq)]
enum Way {
    Document(String),
    Phone(String),
    Name(NameKey, String),
    Door(String),
}

/// Households and residents that fit what was typed, within the asker's reach.
pub fn search(tx: &mut Tx<'_>, ctx: &Ctx, asked: &Search) -> Result<Page<Hit>, Error> {
    ctx.may_somewhere(Verb::HouseholdsSearch)?;
    let ranges = ctx.ranges(Verb::HouseholdsSearch);
    let ways = ways(&asked.q, ctx)?;
    let limit = usize::try_from(asked.limit.unwrap_or(20).clamp(1, 20)).unwrap_or(20);
    let start = listing::after::<(usize, Option<After>)>(asked.cursor.as_deref())?;
    let (mut at, mut after) = start.unwrap_or((0, None));
    let mut hits: Vec<(Matched, Found)> = Vec::new();
    while let Some(way) = ways.get(at) {
        let room = limit + 1 - hits.len();
        let found = look(tx, way, after.as_ref(), &ranges, room)?;
        let taken = found.len().min(limit - hits.len());
        let more = found.len() > taken;
        hits.extend(found.into_iter().take(taken).map(|one| (matched(way), one)));
        if more {
            after = hits.last().map(|(_, one)| (one.key.clone(), one.grid_ord, one.id.to_string())).or(after);
            return Ok(Page { items: shown(tx, ctx, hits)?, next: Some(listing::cursor(&(at, after))?) });
        }
        (at, after) = (at + 1, None);
    }
    Ok(Page::whole(shown(tx, ctx, hits)?))
}

fn matched(way: &Way) -> Matched {
    match way {
        Way::Document(_) => Matched::Document,
        Way::Phone(_) => Matched::Phone,
        Way::Name(NameKey::Name, _) => Matched::Name,
        Way::Name(NameKey::Initials, _) => Matched::Initials,
        Way::Name(NameKey::Pinyin, _) => Matched::Pinyin,
        Way::Door(_) => Matched::Door,
    }
}

/// How a text is looked up: a whole number is a number; letters are pinyin; with digits among words it is a door.
fn ways(typed: &str, ctx: &Ctx) -> Result<Vec<Way>, Refusal> {
    let even = half_width(typed);
    let text = even.trim();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let mut ways = Vec::new();
    if digits >= 6 {
        let check = check_document(text, ctx.zone.date(ctx.now));
        if let Some(document) = check.document.filter(|_| check.verdict != IdVerdict::Invalid) {
            ways.push(Way::Document(ctx.keys.index(DOCUMENT_INDEX, &document.number)));
        }
        let numbers = read_phones(text).phones;
        ways.extend(numbers.iter().map(|phone| Way::Phone(ctx.keys.index(PHONE_INDEX, &phone.number))));
    }
    let key = search_key(text);
    let letters = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_lowercase());
    if letters || digits == 0 {
        ways.extend(name_keys(&key).iter().map(|by| Way::Name(*by, key.clone())));
    }
    let door = address_key(text);
    if ways.is_empty() || (digits == 0 && !letters) {
        let chars = door.chars().count();
        if (1..=60).contains(&chars) && !letters && (digits > 0 || chars > 1) {
            ways.push(Way::Door(door));
        }
    }
    if ways.is_empty() { Err(faults::NOTHING_TO_SEARCH.at("q")) } else { Ok(ways) }
}

/// One way, over all ranges, merged in order.
fn look(
    tx: &mut Tx<'_>,
    way: &Way,
    after: Option<&After>,
    ranges: &[OrdRange],
    room: usize,
) -> Result<Vec<Found>, Error> {
    let limit = i64::try_from(room).unwrap_or(1);
    let mut all = Vec::new();
    for range in ranges {
        all.extend(match way {
            Way::Document(index) => find_text::by_document(tx, index, *range)?,
            Way::Phone(index) => find_text::by_phone(tx, index, *range)?,
            Way::Name(by, prefix) => {
                let start = after.cloned().unwrap_or_else(|| (prefix.clone(), -1, String::new()));
                find_text::by_name_key(tx, *by, prefix, &start, *range, limit)?
            }
            Way::Door(prefix) => doors(tx, prefix, after, *range, limit)?,
        });
    }
    all.sort_by(|one, other| (&one.key, one.grid_ord, one.id).cmp(&(&other.key, other.grid_ord, other.id)));
    all.dedup_by_key(|one| one.id);
    all.truncate(room);
    Ok(all)
}

fn doors(
    tx: &mut Tx<'_>,
    prefix: &str,
    after: Option<&After>,
    range: OrdRange,
    limit: i64,
) -> Result<Vec<Found>, Error> {
    let start = after.cloned().unwrap_or_else(|| (prefix.to_owned(), -1, String::new()));
    let found = store::by_door(tx, (&start.0, start.1, &start.2), &past(prefix), range, limit)?;
    let shown = found.into_iter().map(|household| Found {
        id: household.id,
        household_id: household.id,
        grid_ord: household.grid_ord,
        key: store::door_key(&household.lane, &household.door),
    });
    Ok(shown.collect())
}

fn shown(tx: &mut Tx<'_>, ctx: &Ctx, hits: Vec<(Matched, Found)>) -> Result<Vec<Hit>, Error> {
    let people: Vec<Id> =
        hits.iter().filter(|(matched, _)| *matched != Matched::Door).map(|(_, found)| found.id).collect();
    let homes: Vec<Id> = hits.iter().map(|(_, found)| found.household_id).collect();
    let residents: HashMap<Id, Resident> =
        opened(tx, ctx, &people)?.iter().map(|one| (one.id, Resident::from(one))).collect();
    let households: HashMap<Id, Household> =
        store::find_set(tx, &homes)?.into_iter().map(|one| (one.id, one)).collect();
    let shown = hits.into_iter().filter_map(|(matched, found)| {
        let household = households.get(&found.household_id)?.clone();
        Some(Hit { matched, household, resident: residents.get(&found.id).cloned() })
    });
    Ok(shown.collect())
}
