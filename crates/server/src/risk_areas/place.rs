//! The places in force, and those that wait for a person to say where they are.

use std::collections::HashMap;

use gridward_database::{DbError, Param, Row, SetStatement, Statement, Tx, params};
use gridward_domain::Id;
use gridward_domain::access::Verb;
use gridward_domain::households::place_key;
use gridward_domain::risk_areas::{Certainty, RiskLevel};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::listing::{self, Page};
use crate::responses::known;
use crate::{Ctx, Error};

macro_rules! place {
    ($rest:literal) => {
        concat!(
            "SELECT id, response_id, level, province, city, county, place_text, text_key, area_code, within_code,
       certainty, waits, from_on, to_on FROM risk_place ",
            $rest
        )
    };
}

static FIND: Statement = Statement::new("risk_areas.find", place!("WHERE id = $1"));
static LISTED: Statement = Statement::new(
    "risk_areas.list",
    place!(
        "WHERE response_id = $1 AND to_on IS NULL AND id > $2 AND ($3 = '' OR level = $3) AND text_key LIKE $4
     ORDER BY id LIMIT $5"
    ),
);
static WAITING: Statement = Statement::new(
    "risk_areas.waiting",
    place!(
        "WHERE response_id = $1 AND waits = TRUE AND id > $2 AND ($3 = '' OR certainty = $3) AND text_key LIKE $4
     ORDER BY id LIMIT $5"
    ),
);
static SINCE: Statement = Statement::new(
    "risk_areas.listed_since",
    place!(
        "WHERE response_id = $1 AND to_on IS NULL AND id > $2
       AND ((level = 'high' AND from_on <= $3) OR (level = 'medium' AND from_on <= $4)) ORDER BY id LIMIT $5"
    ),
);
static COUNT_WAITING: Statement = Statement::new(
    "risk_areas.count_waiting",
    "SELECT certainty, COUNT(*) FROM risk_place WHERE response_id = $1 AND waits = TRUE GROUP BY certainty",
);
static NAMES: SetStatement = SetStatement::new(
    "risk_areas.area_names",
    "SELECT c.code, a.name FROM area_code c JOIN area a ON a.id = c.area_id
     WHERE c.to_on IS NULL AND a.to_at IS NULL AND c.code IN (",
    "?",
    ")",
);

pub(super) const STATEMENTS: &[&Statement] = &[&FIND, &LISTED, &WAITING, &SINCE, &COUNT_WAITING];
pub(super) const SET_STATEMENTS: &[&SetStatement] = &[&NAMES];

/// A listed place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RiskPlace {
    /// The place.
    pub id: Id,
    /// Its level.
    pub level: RiskLevel,
    /// The province as the list names it.
    pub province: String,
    /// The city as the list names it.
    pub city: String,
    /// The county as the list names it.
    pub county: String,
    /// The place in the list's own words.
    pub text: String,
    /// The code of its area, if one is known or likely.
    pub area_code: Option<String>,
    /// The name of that area, where it lies in the own tree.
    pub area_name: Option<String>,
    /// The code of the smallest area that it surely lies in.
    pub within_code: Option<String>,
    /// How sure the area is.
    pub certainty: Certainty,
    /// Whether a person has to say where it is.
    pub waits: bool,
    /// The first day on this level.
    #[schema(value_type = String, format = Date)]
    pub from_on: Date,
    /// The last day on this level; absent while it is listed.
    #[schema(value_type = Option<String>, format = Date)]
    pub to_on: Option<Date>,
    #[serde(skip, default = "nobody")]
    pub(super) response_id: Id,
    #[serde(skip)]
    pub(super) text_key: String,
}

fn nobody() -> Id {
    Id::from_number(0)
}

/// Which places.
#[derive(Debug, Clone, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PlaceQuery {
    /// The response.
    #[param(value_type = String)]
    pub response: Id,
    /// Only places of this level.
    #[param(inline)]
    pub level: Option<RiskLevel>,
    /// Only places whose name holds this text.
    pub q: Option<String>,
    /// Where the page before ended.
    pub cursor: Option<String>,
    /// Rows of a page: 1 to 200, 50 when absent.
    pub limit: Option<i64>,
}

/// Which places that wait.
#[derive(Debug, Clone, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct WaitingQuery {
    /// The response.
    #[param(value_type = String)]
    pub response: Id,
    /// Only those with a township to confirm (`possible`), or those with nothing (`none`).
    #[param(inline)]
    pub certainty: Option<Certainty>,
    /// Only places whose name holds this text.
    pub q: Option<String>,
    /// Where the page before ended.
    pub cursor: Option<String>,
    /// Rows of a page: 1 to 200, 50 when absent.
    pub limit: Option<i64>,
}

/// How many places wait for a person.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct WaitingCounts {
    /// With a township to confirm.
    pub possible: i64,
    /// With nothing.
    pub none: i64,
}

/// The places that wait, with how many there are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct WaitingPlaces {
    /// All that wait, whatever was asked for.
    pub counts: WaitingCounts,
    /// A page of them.
    #[serde(flatten)]
    pub page: Page<RiskPlace>,
}

/// The places in force.
pub fn list(tx: &mut Tx<'_>, ctx: &Ctx, asked: &PlaceQuery) -> Result<Page<RiskPlace>, Error> {
    known(tx, ctx, asked.response, Verb::RiskListsRead)?;
    let level = asked.level.map_or("", RiskLevel::name);
    page(tx, &LISTED, asked.response, (level, asked.q.as_deref()), (asked.cursor.as_deref(), asked.limit))
}

/// The places in force of which nobody has said for sure where they are.
pub fn waiting(tx: &mut Tx<'_>, ctx: &Ctx, asked: &WaitingQuery) -> Result<WaitingPlaces, Error> {
    known(tx, ctx, asked.response, Verb::RiskListsRead)?;
    let mut counts = WaitingCounts::default();
    for (certainty, number) in
        tx.all(&COUNT_WAITING, &params![asked.response.to_string()], |row| Ok((row.parse(0)?, row.get(1)?)))?
    {
        match certainty {
            Certainty::Possible => counts.possible = number,
            Certainty::None | Certainty::Certain => counts.none += number,
        }
    }
    let certainty = asked.certainty.map_or("", Certainty::name);
    let keys = (asked.cursor.as_deref(), asked.limit);
    let page = page(tx, &WAITING, asked.response, (certainty, asked.q.as_deref()), keys)?;
    Ok(WaitingPlaces { counts, page })
}

fn page(
    tx: &mut Tx<'_>,
    statement: &Statement,
    response: Id,
    (wanted, q): (&str, Option<&str>),
    (cursor, limit): (Option<&str>, Option<i64>),
) -> Result<Page<RiskPlace>, Error> {
    let limit = listing::rows(limit);
    let after: String = listing::after(cursor)?.unwrap_or_default();
    let text = place_key(q.unwrap_or("")).replace(['%', '_', '\\'], "");
    let pattern = if text.is_empty() { "%".to_owned() } else { format!("%{text}%") };
    let asked = params![response.to_string(), &after, wanted, &pattern, listing::room(limit, 0)];
    let mut rows = tx.all(statement, &asked, place)?;
    name_areas(tx, &mut rows)?;
    Page::cut(rows, limit, |last| last.id.to_string())
}

/// The places in force on high and on medium since these days or longer, after one of them.
pub(super) fn listed_since(
    tx: &mut Tx<'_>,
    response: Id,
    after: &str,
    (high, medium): (Date, Date),
    limit: i64,
) -> Result<Vec<RiskPlace>, Error> {
    let asked = params![response.to_string(), after, high.to_string(), medium.to_string(), limit];
    let mut rows = tx.all(&SINCE, &asked, place)?;
    name_areas(tx, &mut rows)?;
    Ok(rows)
}

/// A place by its identity.
pub(super) fn find(tx: &mut Tx<'_>, id: Id) -> Result<Option<RiskPlace>, Error> {
    let mut rows: Vec<RiskPlace> = tx.opt(&FIND, &params![id.to_string()], place)?.into_iter().collect();
    name_areas(tx, &mut rows)?;
    Ok(rows.pop())
}

/// Adds the names of areas that lie in the own tree.
fn name_areas(tx: &mut Tx<'_>, places: &mut [RiskPlace]) -> Result<(), DbError> {
    let mut codes: Vec<&str> = places.iter().filter_map(|place| place.area_code.as_deref()).collect();
    codes.sort_unstable();
    codes.dedup();
    let rows: Vec<[Param<'_>; 1]> = codes.into_iter().map(|code| params![code]).collect();
    let names = tx.all_set(&NAMES, &[], &rows, |row| Ok((row.get(0)?, row.get(1)?)))?;
    let names: HashMap<String, String> = names.into_iter().collect();
    for place in places {
        place.area_name = place.area_code.as_ref().and_then(|code| names.get(code).cloned());
    }
    Ok(())
}

/// Whether an area of the own tree has this code.
pub(super) fn has_area(tx: &mut Tx<'_>, code: &str) -> Result<bool, DbError> {
    Ok(!tx.all_set(&NAMES, &[], &[params![code]], |row| row.get::<String>(0))?.is_empty())
}

fn place(row: &Row<'_>) -> Result<RiskPlace, DbError> {
    let code = |at| row.get(at).map(|code: String| Some(code).filter(|code| !code.is_empty()));
    Ok(RiskPlace {
        id: row.parse(0)?,
        response_id: row.parse(1)?,
        level: row.parse(2)?,
        province: row.get(3)?,
        city: row.get(4)?,
        county: row.get(5)?,
        text: row.get(6)?,
        text_key: row.get(7)?,
        area_code: code(8)?,
        area_name: None,
        within_code: code(9)?,
        certainty: row.parse(10)?,
        waits: row.get(11)?,
        from_on: row.parse(12)?,
        to_on: row.parse_opt(13)?,
    })
}
