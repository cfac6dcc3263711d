//! Arrivals by a name from its beginning, its pinyin or its initials: each a range of one index.

use gridward_database::{Statement, Tx, params};
use gridward_domain::areas::OrdRange;
use gridward_domain::arrivals::{ArrivalState, OriginKind};
use gridward_domain::identity::{half_width, search_key};
use jiff::civil::Date;

use super::arrival::ArrivalRecord;
use super::narrowed::Narrowed;
use super::store::{arrival_sql, opened, sealed};
use crate::households::{NameKey, name_keys, past};
use crate::listing::{self, Page};
use crate::{Ctx, Error};

macro_rules! by_key {
    ($column:literal) => {
        arrival_sql!(
            "WHERE a.response_id = $1 AND (a.",
            $column,
            ", a.grid_ord, a.id) > ($2, $3, $4) AND a.",
            $column,
            " >= $2 AND a.",
            $column,
            " < $5 AND a.grid_ord >= $6 AND a.grid_ord < $7 AND a.origin_code >= $8 AND a.origin_code < $9
           AND ($10 = '' OR a.state = $10) AND (a.initials < $11 OR a.initials >= $12)
           AND ($14 = '' OR a.origin_kind = $14)
           AND ($15 = '' OR EXISTS (SELECT 1 FROM plan p WHERE p.arrival_id = a.id AND p.measure = $15))
           AND ($16 = '' OR (a.arrived_on >= $16 AND a.arrived_on <= $17
             AND a.state NOT IN ('duplicate', 'wrong_data', 'not_living_here', 'not_coming'))) ORDER BY a.",
            $column,
            ", a.grid_ord, a.id LIMIT $13"
        )
    };
}

static BY_NAME: Statement = Statement::new("arrivals.by_name", by_key!("name"));
static BY_PINYIN: Statement = Statement::new("arrivals.by_pinyin", by_key!("pinyin"));
static BY_INITIALS: Statement = Statement::new("arrivals.by_initials", by_key!("initials"));

pub(super) const STATEMENTS: &[&Statement] = &[&BY_NAME, &BY_PINYIN, &BY_INITIALS];

/// Where a list goes on: the way, then key, grid and arrival.
type After = (usize, Option<Key>);
type Key = (String, i64, String);

/// The arrivals whose name begins so, in these ranges, in order of their names; none where nothing can be a name.
pub(super) fn list(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    filter: Narrowed<'_>,
    (typed, ranges): (&str, &[OrdRange]),
    (cursor, limit): (Option<&str>, usize),
) -> Result<Page<ArrivalRecord>, Error> {
    let prefix = search_key(half_width(typed).trim());
    let (mut way, mut after): After = listing::after(cursor)?.unwrap_or((0, None));
    let mut found: Vec<ArrivalRecord> = Vec::new();
    while let Some(by) = name_keys(&prefix).get(way) {
        let start = after.take().unwrap_or_else(|| (prefix.clone(), -1, String::new()));
        let room = listing::room(limit, found.len());
        let mut some = Vec::new();
        for range in ranges {
            some.extend(look(tx, ctx, filter, (*by, &prefix, &start), (*range, room))?);
        }
        some.sort_by_cached_key(|one| key(*by, one));
        let taken = limit - found.len();
        let more = some.len() > taken;
        found.extend(some.into_iter().take(taken));
        if more {
            let last = found.last().map_or(start, |last| key(*by, last));
            return Ok(Page { items: found, next: Some(listing::cursor(&(way, Some(last)))?) });
        }
        way += 1;
    }
    Ok(Page::whole(found))
}

fn key(by: NameKey, one: &ArrivalRecord) -> Key {
    let text = match by {
        NameKey::Name => &one.name.text,
        NameKey::Pinyin => &one.name.pinyin,
        NameKey::Initials => &one.name.initials,
    };
    (text.clone(), one.destination.grid_ord, one.id.to_string())
}

fn look(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    filter: Narrowed<'_>,
    (by, prefix, start): (NameKey, &str, &Key),
    (range, room): (OrdRange, i64),
) -> Result<Vec<ArrivalRecord>, Error> {
    let statement = match by {
        NameKey::Name => &BY_NAME,
        NameKey::Pinyin => &BY_PINYIN,
        NameKey::Initials => &BY_INITIALS,
    };
    // Whoever the initials found is not found again by the pinyin.
    let without = if by == NameKey::Pinyin { (prefix.to_owned(), past(prefix)) } else { (past(""), past("")) };
    let day = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
    let asked = params![
        filter.response.to_string(),
        &start.0,
        start.1,
        &start.2,
        past(prefix),
        range.from,
        range.to,
        filter.origin,
        format!("{}a", filter.origin),
        filter.state.map_or("", ArrivalState::name),
        &without.0,
        &without.1,
        room,
        filter.origin_kind.map_or("", OriginKind::name),
        filter.measure.unwrap_or(""),
        day(filter.returned.map(|days| days.0)),
        day(filter.returned.map(|days| days.1)),
    ];
    opened(&ctx.keys, tx.all(statement, &asked, sealed)?)
}
