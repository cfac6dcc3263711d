//! Exposures that somebody was told of as facts: a contact with a case, an exposed job, a return from abroad.

use gridward_database::{DbError, Statement, Tx, params};
use gridward_domain::Id;
use gridward_domain::assessment::{Exposure, ExposureKind};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::faults;
use crate::arrivals::ArrivalRecord;
use crate::{Ctx, Error};

/// As many as one person may have.
const MOST: usize = 10;

static OF_ARRIVAL: Statement =
    Statement::new("exposures.of_arrival", "SELECT kind, last_on FROM exposure WHERE arrival_id = $1 ORDER BY id");
static ADD: Statement = Statement::new(
    "exposures.add",
    "INSERT INTO exposure (id, response_id, arrival_id, kind, last_on) VALUES ($1, $2, $3, $4, $5)",
);
static REMOVE: Statement = Statement::new("exposures.remove", "DELETE FROM exposure WHERE arrival_id = $1");

pub(super) const STATEMENTS: &[&Statement] = &[&OF_ARRIVAL, &ADD, &REMOVE];

/// An exposure that is told as a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ToldExposure {
    /// Which.
    pub kind: ExposureKind,
    /// The day of the last contact, of the last work day, or of leaving the country.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    pub last_on: Option<Date>,
}

/// The exposures of an arrival as they were told.
pub(crate) fn told_of(tx: &mut Tx<'_>, arrival: Id) -> Result<Vec<ToldExposure>, DbError> {
    let told = |one: Exposure| ToldExposure { kind: one.kind, last_on: one.last };
    Ok(of_arrival(tx, arrival)?.into_iter().map(told).collect())
}

/// Whether somebody told that an arrival comes from abroad.
pub(crate) fn is_told_abroad(tx: &mut Tx<'_>, arrival: Id) -> Result<bool, DbError> {
    Ok(of_arrival(tx, arrival)?.iter().any(|one| one.kind == ExposureKind::Abroad))
}

pub(super) fn of_arrival(tx: &mut Tx<'_>, arrival: Id) -> Result<Vec<Exposure>, DbError> {
    tx.all(&OF_ARRIVAL, &params![arrival.to_string()], |row| {
        Ok(Exposure { kind: row.parse(0)?, last: row.parse_opt(1)? })
    })
}

/// Writes the exposures of a person in the place of those told before.
pub(super) fn put(tx: &mut Tx<'_>, ctx: &Ctx, record: &ArrivalRecord, told: &[ToldExposure]) -> Result<(), Error> {
    let today = ctx.zone.date(ctx.now);
    if told.len() > MOST || told.iter().any(|one| one.last_on.is_some_and(|day| day > today)) {
        return Err(faults::BAD_EXPOSURE.at("exposures").with("most", MOST).into());
    }
    tx.exec(&REMOVE, &params![record.id.to_string()])?;
    for one in told {
        let values = params![
            ctx.ids.make().to_string(),
            record.response_id.to_string(),
            record.id.to_string(),
            one.kind.name(),
            one.last_on.map(|day| day.to_string()),
        ];
        tx.exec(&ADD, &values)?;
    }
    Ok(())
}
