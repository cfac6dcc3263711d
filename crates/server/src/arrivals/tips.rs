//! Tips: what a neighbour told without a name. A lead that somebody looks into; nothing follows from it by itself.

use gridward_database::{Change, DbError, Row, Statement, Tx, params};
use gridward_domain::access::Verb;
use gridward_domain::arrivals::TipOutcome;
use gridward_domain::{Id, Timestamp, faults as general};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::{IntoParams, ToSchema};

use super::{counts, faults, response};
use crate::areas::Area;
use crate::{Ctx, Error, audit};

/// The longest tip, in characters.
const LONGEST: usize = 500;

macro_rules! tip_sql {
    ($rest:literal) => {
        concat!(
            "SELECT t.id, t.response_id, t.area_id, a.name, t.area_ord, t.told, t.told_on, t.looked_at, t.outcome
             FROM tip t JOIN area a ON a.id = t.area_id ",
            $rest
        )
    };
}

static FIND: Statement = Statement::new("tips.find", tip_sql!("WHERE t.id = $1"));
static LIST: Statement = Statement::new(
    "tips.list",
    tip_sql!(
        "WHERE t.response_id = $1 AND t.area_ord >= $2 AND t.area_ord < $3
         ORDER BY t.area_ord, t.id LIMIT 500"
    ),
);
static ADD: Statement = Statement::new(
    "tips.add",
    "INSERT INTO tip (id, response_id, area_id, area_ord, told, told_on, looked_at, looked_by, outcome)
     VALUES ($1, $2, $3, $4, $5, $6, NULL, NULL, '') ON CONFLICT (id) DO NOTHING",
);
static LOOK: Statement =
    Statement::new("tips.look", "UPDATE tip SET looked_at = $2, looked_by = $3, outcome = $4 WHERE id = $1");

pub(super) const STATEMENTS: &[&Statement] = &[&FIND, &LIST, &ADD, &LOOK];

/// Which tips are asked for.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct TipQuery {
    /// The response.
    #[param(value_type = String)]
    pub response: Id,
    /// The area; all in reach when absent.
    #[param(value_type = Option<String>)]
    pub area: Option<Id>,
}

/// A tip. It says nothing of who told it; even the time is the day only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Tip {
    /// The tip.
    pub id: Id,
    /// The response it belongs to.
    pub response_id: Id,
    /// The village or grid it is about.
    pub area_id: Id,
    /// That area's name.
    pub area_name: String,
    /// What was told.
    pub told: String,
    /// The day it was told.
    #[schema(value_type = String, format = Date)]
    pub told_on: Date,
    /// When somebody looked into it, if somebody did.
    pub looked_at: Option<Timestamp>,
    /// What they found.
    pub outcome: Option<TipOutcome>,
    #[serde(skip)]
    area_ord: i64,
}

/// Tips.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Tips {
    /// In order of their areas.
    pub items: Vec<Tip>,
}

/// What a look at a tip found.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LookAtTip {
    /// What was found.
    pub outcome: TipOutcome,
}

/// A tip that was looked into; kept with the op_id, so it repeats nothing of what was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LookedAt {
    /// The tip.
    pub id: Id,
    /// What was found.
    pub outcome: TipOutcome,
}

/// The tips of a response in the asker's reach.
pub fn list(tx: &mut Tx<'_>, ctx: &Ctx, asked: TipQuery) -> Result<Tips, Error> {
    let mut items = Vec::new();
    for range in counts::ranges(tx, ctx, asked.area)? {
        items.extend(tx.all(&LIST, &params![asked.response.to_string(), range.from, range.to], tip)?);
    }
    Ok(Tips { items })
}

/// Notes that somebody looked into a tip, and what they found.
pub fn look(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, input: LookAtTip) -> Result<LookedAt, Error> {
    ctx.may_somewhere(Verb::ArrivalsDecide)?;
    let found = tx.opt(&FIND, &params![id.to_string()], tip)?.ok_or_else(|| general::NOT_FOUND.refuse())?;
    if !ctx.ranges(Verb::ArrivalsDecide).iter().any(|range| range.holds(found.area_ord)) {
        return Err(general::NOT_FOUND.refuse().into());
    }
    tx.exec(&LOOK, &params![id.to_string(), ctx.now.0, ctx.actor.to_string(), input.outcome.name()])?;
    tx.note_change(Change { area: found.area_ord, noun: "tips", id: id.to_string(), rev: 0, op: "look" });
    let (area_ord, detail) = (found.area_ord, json!({ "outcome": input.outcome }));
    audit::note(tx, ctx, &audit::Entry { verb: "tips.look", noun: "tips", record: id, area_ord, reason: "", detail })?;
    Ok(LookedAt { id, outcome: input.outcome })
}

/// Keeps what a neighbour told, once for each `id`. Neither the audit log nor the store of commands is told: both would
/// say when.
pub fn tell(tx: &mut Tx<'_>, ctx: &Ctx, (id, response): (Id, Id), area: &Area, told: &str) -> Result<(), Error> {
    let told = told.trim();
    if !(4..=LONGEST).contains(&told.chars().count()) {
        return Err(faults::TIP_LENGTH.at("told").with("most", LONGEST).into());
    }
    response::running_at(tx, response, area.ord)?;
    let day = ctx.zone.date(ctx.now).to_string();
    let values = params![id.to_string(), response.to_string(), area.id.to_string(), area.ord, told, day];
    tx.exec(&ADD, &values)?;
    tx.note_change(Change { area: area.ord, noun: "tips", id: id.to_string(), rev: 0, op: "tell" });
    Ok(())
}

fn tip(row: &Row<'_>) -> Result<Tip, DbError> {
    Ok(Tip {
        id: row.parse(0)?,
        response_id: row.parse(1)?,
        area_id: row.parse(2)?,
        area_name: row.get(3)?,
        area_ord: row.get(4)?,
        told: row.get(5)?,
        told_on: row.parse(6)?,
        looked_at: row.get::<Option<i64>>(7)?.map(Timestamp),
        outcome: row.text(8)?.parse().ok(),
    })
}
