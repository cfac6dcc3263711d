//! The SQL of risk lists and of the places on them.

use gridward_database::{DbError, Param, Row, SetStatement, Statement, Tx, params};
use gridward_domain::risk_areas::{Certainty, ListedPlace, PlaceMatch};
use gridward_domain::{Id, Timestamp};
use jiff::civil::Date;

use super::list::{LevelCounts, StoredList};

macro_rules! list {
    ($rest:literal) => {
        concat!(
            "SELECT l.id, l.response_id, l.as_of, l.source, l.declared_high, l.declared_medium, l.declared_low,
       l.listed_high, l.listed_medium, l.listed_low, l.added, l.raised, l.lowered, l.removed, l.in_force_at,
       l.entered_at, COALESCE(p.name, ''), l.withdrawn_at
     FROM risk_list l LEFT JOIN person p ON p.id = l.entered_by ",
            $rest
        )
    };
}

static FIND_LIST: Statement = Statement::new("risk_areas.find_list", list!("WHERE l.id = $1"));
static NEWEST_LIST: Statement = Statement::new(
    "risk_areas.newest_list",
    list!("WHERE l.response_id = $1 AND l.withdrawn_at IS NULL ORDER BY l.in_force_at DESC, l.id DESC LIMIT 1"),
);
static LISTS: Statement = Statement::new(
    "risk_areas.lists",
    list!(
        "WHERE l.response_id = $1 AND (l.in_force_at, l.id) < ($2, $3) ORDER BY l.in_force_at DESC, l.id DESC LIMIT $4"
    ),
);
static ADD_LIST: Statement = Statement::new(
    "risk_areas.add_list",
    "INSERT INTO risk_list (id, response_id, as_of, source, file_digest, declared_high, declared_medium, declared_low,
       listed_high, listed_medium, listed_low, added, raised, lowered, removed, in_force_at, entered_at, entered_by,
       withdrawn_at, withdrawn_by, withdrawn_reason)
     VALUES ($1, $2, $3, $4, $5, CAST($6 AS BIGINT), CAST($7 AS BIGINT), CAST($8 AS BIGINT), $9, $10, $11, $12, $13, $14,
       $15, $16, $17, $18, NULL, NULL, '')",
);
static WITHDRAW_LIST: Statement = Statement::new(
    "risk_areas.withdraw_list",
    "UPDATE risk_list SET withdrawn_at = $2, withdrawn_by = $3, withdrawn_reason = $4 WHERE id = $1",
);
static LISTED: Statement = Statement::new(
    "risk_areas.listed",
    "SELECT id, level, province, city, county, place_text FROM risk_place
     WHERE response_id = $1 AND to_on IS NULL ORDER BY id",
);
static END_PLACES: SetStatement = SetStatement::new(
    "risk_areas.end_places",
    "UPDATE risk_place SET last_list_id = $1, waits = FALSE,
       to_on = CASE WHEN from_on > $2 THEN from_on ELSE $2 END WHERE id IN (",
    "?",
    ")",
);
static TAKE_BACK_NEW: Statement =
    Statement::new("risk_areas.take_back_new", "DELETE FROM risk_place WHERE first_list_id = $1");
static TAKE_BACK_ENDED: Statement = Statement::new(
    "risk_areas.take_back_ended",
    "UPDATE risk_place SET to_on = NULL, last_list_id = '', waits = certainty <> 'certain' AND NOT EXISTS
       (SELECT 1 FROM risk_match m WHERE m.response_id = risk_place.response_id AND m.text_key = risk_place.text_key)
     WHERE last_list_id = $1",
);
static REMEMBERED: Statement =
    Statement::new("risk_areas.remembered", "SELECT text_key, area_code FROM risk_match WHERE response_id = $1");
static REMEMBER: Statement = Statement::new(
    "risk_areas.remember",
    "INSERT INTO risk_match (response_id, text_key, area_code, decided_at, decided_by) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (response_id, text_key) DO UPDATE SET area_code = excluded.area_code,
       decided_at = excluded.decided_at, decided_by = excluded.decided_by",
);
static DECIDE: Statement = Statement::new(
    "risk_areas.decide",
    "UPDATE risk_place SET area_code = $3, within_code = CASE WHEN $4 = 'certain' THEN $3 ELSE within_code END,
       certainty = $4, waits = FALSE WHERE response_id = $1 AND text_key = $2",
);

pub(super) const STATEMENTS: &[&Statement] = &[
    &FIND_LIST,
    &NEWEST_LIST,
    &LISTS,
    &ADD_LIST,
    &WITHDRAW_LIST,
    &LISTED,
    &TAKE_BACK_NEW,
    &TAKE_BACK_ENDED,
    &REMEMBERED,
    &REMEMBER,
    &DECIDE,
];
pub(super) const SET_STATEMENTS: &[&SetStatement] = &[&END_PLACES];

const PLACE_COLUMNS: &[&str] = &[
    "id",
    "response_id",
    "level",
    "province",
    "city",
    "county",
    "place_text",
    "text_key",
    "area_code",
    "within_code",
    "certainty",
    "waits",
    "from_on",
    "first_list_id",
    "last_list_id",
];

/// A place that comes onto a list.
pub(super) struct NewPlace<'a> {
    pub(super) id: Id,
    pub(super) place: &'a ListedPlace,
    pub(super) found: PlaceMatch,
    /// Whether a person has to say where it is.
    pub(super) waits: bool,
    pub(super) from_on: Date,
}

/// What a person decided before: the code of the area, or nothing where none fits.
pub(super) struct Decided {
    pub(super) text_key: String,
    pub(super) area_code: Option<String>,
}

pub(super) fn find_list(tx: &mut Tx<'_>, id: Id) -> Result<Option<StoredList>, DbError> {
    tx.opt(&FIND_LIST, &params![id.to_string()], list)
}

/// The list in force.
pub(super) fn newest_list(tx: &mut Tx<'_>, response: Id) -> Result<Option<StoredList>, DbError> {
    tx.opt(&NEWEST_LIST, &params![response.to_string()], list)
}

/// The lists of a response before one (by when they came into force), newest first, those taken back among them.
pub(super) fn lists(
    tx: &mut Tx<'_>,
    response: Id,
    (in_force_at, id): (i64, &str),
    limit: i64,
) -> Result<Vec<StoredList>, DbError> {
    tx.all(&LISTS, &params![response.to_string(), in_force_at, id, limit], list)
}

pub(super) fn add_list(tx: &mut Tx<'_>, list: &StoredList, digest: &str, by: Id) -> Result<(), DbError> {
    let (declared, listed) = (list.declared, list.listed);
    let values = params![
        list.id.to_string(),
        list.response_id.to_string(),
        &list.as_of,
        &list.source,
        digest,
        declared.high,
        declared.medium,
        declared.low,
        listed.high.unwrap_or(0),
        listed.medium.unwrap_or(0),
        listed.low.unwrap_or(0),
        list.added,
        list.raised,
        list.lowered,
        list.removed,
        list.in_force_at.0,
        list.entered_at.0,
        by.to_string()
    ];
    tx.exec(&ADD_LIST, &values).map(drop)
}

/// Marks a list as taken back.
pub(super) fn withdraw_list(tx: &mut Tx<'_>, id: Id, at: Timestamp, by: Id, reason: &str) -> Result<(), DbError> {
    tx.exec(&WITHDRAW_LIST, &params![id.to_string(), at.0, by.to_string(), reason]).map(drop)
}

/// The places in force with their rows.
pub(super) fn listed(tx: &mut Tx<'_>, response: Id) -> Result<Vec<(String, ListedPlace)>, DbError> {
    tx.all(&LISTED, &params![response.to_string()], |row| {
        let parts = [row.text(2)?, row.text(3)?, row.text(4)?];
        Ok((row.get(0)?, ListedPlace::new(row.parse(1)?, parts, row.text(5)?)))
    })
}

/// Ends places: this was the last day on which they were listed so.
pub(super) fn end_places(tx: &mut Tx<'_>, ids: &[&str], list: Id, on: Date) -> Result<(), DbError> {
    let rows: Vec<[Param<'_>; 1]> = ids.iter().map(|id| params![*id]).collect();
    tx.exec_set(&END_PLACES, &params![list.to_string(), on.to_string()], &rows).map(drop)
}

pub(super) fn add_places(tx: &mut Tx<'_>, response: Id, list: Id, places: &[NewPlace<'_>]) -> Result<(), DbError> {
    let (response, list) = (response.to_string(), list.to_string());
    let rows = places.iter().map(|new| {
        let place = new.place;
        params![
            new.id.to_string(),
            response.as_str(),
            place.level.name(),
            &place.province,
            &place.city,
            &place.county,
            &place.text,
            place.key(),
            new.found.code.as_deref().unwrap_or(""),
            new.found.within.as_deref().unwrap_or(""),
            new.found.certainty.name(),
            new.waits,
            new.from_on.to_string(),
            list.as_str(),
            ""
        ]
        .to_vec()
    });
    tx.bulk("risk_place", PLACE_COLUMNS, rows).map(drop)
}

/// Removes what a list brought and takes up again what it ended.
pub(super) fn take_back(tx: &mut Tx<'_>, list: Id) -> Result<(), DbError> {
    tx.exec(&TAKE_BACK_NEW, &params![list.to_string()])?;
    tx.exec(&TAKE_BACK_ENDED, &params![list.to_string()]).map(drop)
}

pub(super) fn remembered(tx: &mut Tx<'_>, response: Id) -> Result<Vec<Decided>, DbError> {
    tx.all(&REMEMBERED, &params![response.to_string()], |row| {
        let code: String = row.get(1)?;
        Ok(Decided { text_key: row.get(0)?, area_code: Some(code).filter(|code| !code.is_empty()) })
    })
}

/// Remembers which area a text means, or that none fits, and says so on every place with this text.
pub(super) fn decide(
    tx: &mut Tx<'_>,
    response: Id,
    text_key: &str,
    area_code: Option<&str>,
    (at, by): (Timestamp, Id),
) -> Result<(), DbError> {
    let (response, code) = (response.to_string(), area_code.unwrap_or(""));
    tx.exec(&REMEMBER, &params![&response, text_key, code, at.0, by.to_string()])?;
    let certainty = if area_code.is_some() { Certainty::Certain } else { Certainty::None };
    tx.exec(&DECIDE, &params![&response, text_key, code, certainty.name()]).map(drop)
}

fn list(row: &Row<'_>) -> Result<StoredList, DbError> {
    Ok(StoredList {
        id: row.parse(0)?,
        response_id: row.parse(1)?,
        as_of: row.get(2)?,
        source: row.get(3)?,
        declared: LevelCounts { high: row.get(4)?, medium: row.get(5)?, low: row.get(6)? },
        listed: LevelCounts { high: row.get(7)?, medium: row.get(8)?, low: row.get(9)? },
        added: row.get(10)?,
        raised: row.get(11)?,
        lowered: row.get(12)?,
        removed: row.get(13)?,
        in_force_at: Timestamp(row.get(14)?),
        entered_at: Timestamp(row.get(15)?),
        entered_by: row.get(16)?,
        withdrawn_at: row.get::<Option<i64>>(17)?.map(Timestamp),
    })
}
