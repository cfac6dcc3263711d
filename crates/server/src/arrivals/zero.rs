//! A village says that nobody returned on a day. A zero report is a report: without it nobody knows whether nobody came
//! or nobody looked.

use gridward_database::{Change, Statement, Tx, params};
use gridward_domain::Id;
use gridward_domain::access::Verb;
use gridward_domain::areas::{Level, OrdRange};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::{faults, response};
use crate::{Ctx, Error, areas, audit};

static SOMEBODY: Statement = Statement::new(
    "returned.on_day",
    "SELECT CAST(COALESCE(SUM(arrivals), 0) AS BIGINT) FROM returned_count
     WHERE response_id = $1 AND grid_ord >= $2 AND grid_ord < $3 AND arrived_on = $4",
);
static ADD: Statement = Statement::new(
    "returned.report_zero",
    "INSERT INTO zero_report (response_id, area_id, area_ord, on_day, person_id, at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (response_id, area_id, on_day) DO NOTHING",
);

pub(super) const STATEMENTS: &[&Statement] = &[&SOMEBODY, &ADD];

/// Nobody returned to a village on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReportZero {
    /// The response.
    pub response_id: Id,
    /// The village.
    pub area_id: Id,
    /// The day; not later than today.
    #[schema(value_type = String, format = Date)]
    pub on: Date,
}

/// Notes that nobody returned to a village on a day. Said twice it is said once.
pub fn report_zero(tx: &mut Tx<'_>, ctx: &Ctx, input: ReportZero) -> Result<ReportZero, Error> {
    let area = areas::find(tx, ctx, input.area_id)?;
    ctx.may(Verb::ArrivalsRegister, area.range())?;
    response::running_at(tx, input.response_id, area.ord)?;
    if area.level != Level::Village {
        return Err(faults::ZERO_OF_VILLAGE.at("area_id").into());
    }
    if input.on > ctx.zone.date(ctx.now) {
        return Err(faults::ZERO_AHEAD.at("on").into());
    }
    let (response, on) = (input.response_id.to_string(), input.on.to_string());
    let OrdRange { from, to } = area.range();
    let somebody = tx.opt(&SOMEBODY, &params![&response, from, to, &on], |row| row.get::<i64>(0))?.unwrap_or(0);
    if somebody > 0 {
        return Err(faults::ZERO_AND_SOMEBODY.refuse().with("count", somebody).into());
    }
    let values = params![&response, area.id.to_string(), area.ord, &on, ctx.actor.to_string(), ctx.now.0];
    if tx.exec(&ADD, &values)? == 0 {
        return Ok(input);
    }
    tx.note_change(Change { area: area.ord, noun: "arrivals", id: area.id.to_string(), rev: 0, op: "report_zero" });
    let detail = json!({ "response": input.response_id, "on": input.on });
    let (verb, noun, area_ord) = ("arrivals.report_zero", "arrivals", area.ord);
    audit::note(tx, ctx, &audit::Entry { verb, noun, record: area.id, area_ord, reason: "", detail })?;
    Ok(input)
}
