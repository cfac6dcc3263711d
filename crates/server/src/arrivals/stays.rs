//! The stays of an arrival (旅居史): as entered, as stored, and what has to be asked about them.

use gridward_database::{DbError, Statement, Tx, params};
use gridward_domain::arrivals::{Stay, Travel, check_stays, gaps};
use gridward_domain::{Id, Refusal};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::arrival::{ArrivalRecord, Origin};
use crate::Ctx;

/// So many days before the return are asked about: the longest look-back of the rule sets we ship (*ours*).
pub(super) const ASKED_DAYS: i32 = 14;

static OF_ARRIVAL: Statement = Statement::new(
    "stays.of_arrival",
    "SELECT area_code, place, from_on, to_on, left_on FROM stay WHERE arrival_id = $1 ORDER BY from_on, id",
);
static ADD: Statement = Statement::new(
    "stays.add",
    "INSERT INTO stay (id, response_id, arrival_id, area_code, place, from_on, to_on, left_on)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
);
static REMOVE: Statement = Statement::new("stays.remove", "DELETE FROM stay WHERE arrival_id = $1");

pub(super) const STATEMENTS: &[&Statement] = &[&OF_ARRIVAL, &ADD, &REMOVE];

/// A stay: an area by its official code, a place in words, or both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ArrivalStay {
    /// The official code of the smallest area that is known: 2, 4, 6, 9 or 12 digits.
    #[serde(default)]
    pub area_code: Option<String>,
    /// The place in words, at most 100 characters.
    #[serde(default)]
    pub place: String,
    /// The first day there.
    #[schema(value_type = String, format = Date)]
    pub from_on: Date,
    /// The last day there.
    #[schema(value_type = String, format = Date)]
    pub to_on: Date,
    /// The day they left the area; the last day there when it is not said.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    pub left_on: Option<Date>,
}

/// Days of which nobody has said where they were spent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StayGap {
    /// The first such day.
    #[schema(value_type = String, format = Date)]
    pub from_on: Date,
    /// The last such day.
    #[schema(value_type = String, format = Date)]
    pub to_on: Date,
}

impl From<&ArrivalStay> for Stay {
    fn from(stay: &ArrivalStay) -> Self {
        Self {
            area_code: stay.area_code.clone(),
            place: stay.place.clone(),
            from_on: stay.from_on,
            to_on: stay.to_on,
            left_on: stay.left_on,
        }
    }
}

impl From<&Stay> for ArrivalStay {
    fn from(stay: &Stay) -> Self {
        Self {
            area_code: stay.area_code.clone(),
            place: stay.place.clone(),
            from_on: stay.from_on,
            to_on: stay.to_on,
            left_on: stay.left_on,
        }
    }
}

/// The stays as they will be kept, or what is wrong with them.
pub(super) fn checked(ctx: &Ctx, stays: &[ArrivalStay], back_on: Option<Date>) -> Result<Vec<Stay>, Refusal> {
    let entered: Vec<Stay> = stays.iter().map(Stay::from).collect();
    check_stays(&entered, Travel { today: ctx.zone.date(ctx.now), back_on })
}

/// Where somebody comes from: the place of the last stay.
pub(super) fn origin_of(stays: &[Stay]) -> Origin {
    let last = stays.iter().max_by_key(|stay| (stay.to_on, stay.from_on));
    let told = last.map(|stay| (stay.place.clone(), stay.area_code.clone().unwrap_or_default()));
    let (place, code) = told.unwrap_or_default();
    Origin::new(place, code)
}

/// The days before the return that have to be asked about.
pub(super) fn asked_about(ctx: &Ctx, stays: &[Stay], back_on: Option<Date>) -> Vec<StayGap> {
    let today = ctx.zone.date(ctx.now);
    let last = back_on.map_or(today, |back| back.min(today));
    let first = last.checked_sub(ASKED_DAYS.days()).unwrap_or(last);
    let last = last.checked_sub(1.day()).unwrap_or(last);
    gaps(stays, first, last).into_iter().map(|gap| StayGap { from_on: gap.from_on, to_on: gap.to_on }).collect()
}

/// Writes the stays of an arrival in the place of those it had.
pub(super) fn put(tx: &mut Tx<'_>, ctx: &Ctx, arrival: &ArrivalRecord, stays: &[Stay]) -> Result<(), DbError> {
    tx.exec(&REMOVE, &params![arrival.id.to_string()])?;
    add(tx, ctx, arrival, stays)
}

/// Writes the stays of an arrival that has none yet.
pub(super) fn add(tx: &mut Tx<'_>, ctx: &Ctx, arrival: &ArrivalRecord, stays: &[Stay]) -> Result<(), DbError> {
    for stay in stays {
        let values = params![
            ctx.ids.make().to_string(),
            arrival.response_id.to_string(),
            arrival.id.to_string(),
            stay.area_code.as_deref().unwrap_or(""),
            &stay.place,
            stay.from_on.to_string(),
            stay.to_on.to_string(),
            stay.left_on.map(|day| day.to_string()),
        ];
        tx.exec(&ADD, &values)?;
    }
    Ok(())
}

/// The stays of an arrival in order of their days.
pub(crate) fn of_arrival(tx: &mut Tx<'_>, arrival: Id) -> Result<Vec<Stay>, DbError> {
    tx.all(&OF_ARRIVAL, &params![arrival.to_string()], |row| {
        Ok(Stay {
            area_code: Some(row.get::<String>(0)?).filter(|code| !code.is_empty()),
            place: row.get(1)?,
            from_on: row.parse(2)?,
            to_on: row.parse(3)?,
            left_on: row.parse_opt(4)?,
        })
    })
}

/// The stays as they are kept under seal before a change.
pub(super) fn before(stays: &[Stay]) -> Value {
    json!(stays.iter().map(ArrivalStay::from).collect::<Vec<_>>())
}
