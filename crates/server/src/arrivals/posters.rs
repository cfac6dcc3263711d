//! Posters: the short code in a QR code leads to the page where returnees register themselves.

use gridward_database::{Change, DbError, Row, Statement, Tx, params};
use gridward_domain::access::Verb;
use gridward_domain::areas::Level;
use gridward_domain::arrivals::PosterKind;
use gridward_domain::{Id, Timestamp, faults as general};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::{IntoParams, ToSchema};

use super::{code, counts, faults, response};
use crate::areas::Area;
use crate::{Ctx, Error, areas, audit, households, responses};

/// The longest label, in characters.
const LONGEST: usize = 40;

macro_rules! poster_sql {
    ($rest:literal) => {
        concat!(
            "SELECT p.code, p.response_id, p.kind, p.area_id, a.name, p.household_id, p.label, p.made_at, p.ended_at
             FROM poster p JOIN area a ON a.id = p.area_id ",
            $rest
        )
    };
}

static FIND: Statement = Statement::new("posters.find", poster_sql!("WHERE p.code = $1"));
static LIST: Statement = Statement::new(
    "posters.list",
    poster_sql!(
        "WHERE p.response_id = $1 AND p.area_ord >= $2 AND p.area_ord < $3 AND p.ended_at IS NULL
         ORDER BY p.area_ord, p.code LIMIT 500"
    ),
);
static ADD: Statement = Statement::new(
    "posters.add",
    "INSERT INTO poster (code, response_id, kind, area_id, area_ord, household_id, label, made_at, made_by, ended_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, NULL)",
);
static END: Statement = Statement::new("posters.end", "UPDATE poster SET ended_at = $2 WHERE code = $1");

pub(super) const STATEMENTS: &[&Statement] = &[&FIND, &LIST, &ADD, &END];

/// A poster to be made.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPoster {
    /// The response it is for.
    pub response_id: Id,
    /// Where it hangs.
    pub kind: PosterKind,
    /// The area whose villages and groups can be chosen on its page.
    pub area_id: Id,
    /// The household of a family card.
    #[serde(default)]
    pub household_id: Option<Id>,
    /// What stands on it besides, such as the name of a checkpoint; at most 40 characters.
    #[serde(default)]
    pub label: String,
}

/// Which posters are asked for.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PosterQuery {
    /// The response.
    #[param(value_type = String)]
    pub response: Id,
    /// The area; all in reach when absent.
    #[param(value_type = Option<String>)]
    pub area: Option<Id>,
}

/// A poster.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Poster {
    /// The code in its address.
    pub code: String,
    /// The response it is for.
    pub response_id: Id,
    /// Where it hangs.
    pub kind: PosterKind,
    /// The area whose villages and groups can be chosen on its page.
    pub area_id: Id,
    /// That area's name.
    pub area_name: String,
    /// The household of a family card.
    pub household_id: Option<Id>,
    /// What stands on it besides.
    pub label: String,
    /// The address of its page.
    pub path: String,
    /// The address of the sheet to print.
    pub sheet: String,
    /// When it was made.
    pub made_at: Timestamp,
    /// Since when its page is closed, if it is.
    pub ended_at: Option<Timestamp>,
}

/// Posters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Posters {
    /// In order of their areas; those whose page is closed are left out.
    pub items: Vec<Poster>,
}

/// What a code in the address of the public page opens.
#[derive(Debug, Clone)]
pub(crate) struct Entrance {
    pub(crate) response_id: Id,
    /// What the response is called.
    pub(crate) response_name: String,
    pub(crate) kind: Option<PosterKind>,
    /// Villages and groups below it can be chosen.
    pub(crate) area: Area,
    pub(crate) household_id: Option<Id>,
    pub(crate) label: String,
}

/// Makes a poster.
pub fn make(tx: &mut Tx<'_>, ctx: &Ctx, input: &NewPoster) -> Result<Poster, Error> {
    ctx.may_somewhere(Verb::ArrivalsDecide)?;
    let area = areas::stored(tx, input.area_id)?.ok_or_else(|| general::NOT_FOUND.at("area_id"))?;
    ctx.may(Verb::ArrivalsDecide, area.range())?;
    response::running_at(tx, input.response_id, area.ord)?;
    let household = match (input.kind, input.household_id) {
        (PosterKind::Family, Some(id)) => Some(households::reached(tx, ctx, Verb::ArrivalsDecide, id)?.id),
        (PosterKind::Family, None) => return Err(faults::NO_HOUSEHOLD.at("household_id").into()),
        (PosterKind::Village | PosterKind::Checkpoint, _) => None,
    };
    if area.level < Level::Town {
        return Err(faults::POSTER_TOO_WIDE.at("area_id").into());
    }
    let label = input.label.trim();
    if label.chars().count() > LONGEST {
        return Err(faults::PLACE_TOO_LONG.at("label").with("most", LONGEST).into());
    }
    let code = code::of_poster()?;
    let values = params![
        &code,
        input.response_id.to_string(),
        input.kind.name(),
        area.id.to_string(),
        area.ord,
        household.map(|id| id.to_string()),
        label,
        ctx.now.0,
        ctx.actor.to_string(),
    ];
    tx.exec(&ADD, &values)?;
    tell(tx, ctx, &code, &area, "posters.make")
}

/// The open posters of a response in the asker's reach.
pub fn list(tx: &mut Tx<'_>, ctx: &Ctx, asked: PosterQuery) -> Result<Posters, Error> {
    let mut items = Vec::new();
    for range in counts::ranges(tx, ctx, asked.area)? {
        items.extend(tx.all(&LIST, &params![asked.response.to_string(), range.from, range.to], poster)?);
    }
    Ok(Posters { items })
}

/// Closes the page of a poster.
pub fn end(tx: &mut Tx<'_>, ctx: &Ctx, code: &str) -> Result<Poster, Error> {
    ctx.may_somewhere(Verb::ArrivalsDecide)?;
    let found = tx.opt(&FIND, &params![code], poster)?.ok_or_else(|| general::NOT_FOUND.refuse())?;
    let area = areas::stored(tx, found.area_id)?.ok_or_else(|| Error::broken("a poster without an area"))?;
    ctx.may(Verb::ArrivalsDecide, area.range())?;
    tx.exec(&END, &params![code, ctx.now.0])?;
    tell(tx, ctx, code, &area, "posters.end")
}

/// What a code opens: a poster's page, or by its identity the page of a whole response. Both only while the response is
/// open.
pub(crate) fn entrance(tx: &mut Tx<'_>, code: &str) -> Result<Entrance, Error> {
    let closed = || Error::from(faults::PAGE_CLOSED.refuse());
    if let Some(poster) = tx.opt(&FIND, &params![&code.to_ascii_uppercase()], poster)? {
        let response = responses::running(tx, poster.response_id).map_err(|_| closed())?;
        let area = areas::stored(tx, poster.area_id)?.filter(|_| poster.ended_at.is_none()).ok_or_else(closed)?;
        return Ok(Entrance {
            response_id: poster.response_id,
            response_name: response.terms.name,
            kind: Some(poster.kind),
            area,
            household_id: poster.household_id,
            label: poster.label,
        });
    }
    let id = code.parse().map_err(|_| closed())?;
    let response = responses::running(tx, id).map_err(|_| closed())?;
    let area = areas::stored(tx, response.area_id)?.ok_or_else(closed)?;
    let response_name = response.terms.name;
    Ok(Entrance { response_id: id, response_name, kind: None, area, household_id: None, label: String::new() })
}

fn tell(tx: &mut Tx<'_>, ctx: &Ctx, code: &str, area: &Area, verb: &'static str) -> Result<Poster, Error> {
    let poster = tx.one(&FIND, &params![code], poster)?;
    let op = verb.rsplit('.').next().unwrap_or(verb);
    tx.note_change(Change { area: area.ord, noun: "posters", id: code.to_owned(), rev: 0, op });
    let detail = json!({ "poster": code, "kind": poster.kind });
    let entry =
        audit::Entry { verb, noun: "posters", record: poster.response_id, area_ord: area.ord, reason: "", detail };
    audit::note(tx, ctx, &entry)?;
    Ok(poster)
}

fn poster(row: &Row<'_>) -> Result<Poster, DbError> {
    let code: String = row.get(0)?;
    Ok(Poster {
        path: format!("/p/{code}"),
        sheet: format!("/p/{code}/poster"),
        code,
        response_id: row.parse(1)?,
        kind: row.parse(2)?,
        area_id: row.parse(3)?,
        area_name: row.get(4)?,
        household_id: row.parse_opt(5)?,
        label: row.get(6)?,
        made_at: Timestamp(row.get(7)?),
        ended_at: row.get::<Option<i64>>(8)?.map(Timestamp),
    })
}
