//! What happened to an arrival, with the values before. It goes with the response.

use gridward_database::{DbError, Statement, Tx, params};
use gridward_domain::directives::HowKnown;
use gridward_domain::identity::{mask_document, mask_phone};
use gridward_domain::{Id, Timestamp};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::arrival::{ArrivalRecord, Deed};
use crate::{Ctx, Error};

const SEALED_AS: &str = "arrival_event.before";

static ADD: Statement = Statement::new(
    "arrivals.add_event",
    "INSERT INTO arrival_event (id, response_id, arrival_id, verb, at, person_id, how_known, reason, before_sealed)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
);
static LIST: Statement = Statement::new(
    "arrivals.events",
    "SELECT e.id, e.verb, e.at, e.person_id, COALESCE(p.name, ''), e.how_known, e.reason, e.before_sealed
     FROM arrival_event e LEFT JOIN person p ON p.id = e.person_id
     WHERE e.arrival_id = $1 ORDER BY e.at DESC, e.id DESC LIMIT 200",
);

pub(super) const STATEMENTS: &[&Statement] = &[&ADD, &LIST];

/// An event of an arrival.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ArrivalEvent {
    /// The event.
    pub id: Id,
    /// What happened: `arrivals.register`, `arrivals.verify` ...
    pub verb: String,
    /// When.
    pub at: Timestamp,
    /// Who did it; the returnee when nobody of the office did.
    pub person_id: Id,
    /// Their name; empty for the returnee.
    pub person_name: String,
    /// How it was known.
    pub how_known: HowKnown,
    /// Why.
    pub reason: String,
    /// The values before, numbers masked.
    #[schema(value_type = Option<Object>)]
    pub before: Option<Value>,
}

/// Keeps an event, the values before under seal.
pub(super) fn record(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    arrival: &ArrivalRecord,
    deed: Deed<'_>,
    before: Option<Value>,
) -> Result<(), Error> {
    let seal = |before: Value| ctx.keys.seal(SEALED_AS, &before.to_string()).map_err(Error::broken);
    let values = params![
        ctx.ids.make().to_string(),
        arrival.response_id.to_string(),
        arrival.id.to_string(),
        deed.verb,
        ctx.now.0,
        ctx.actor.to_string(),
        arrival.how_known.name(),
        deed.reason,
        before.map(seal).transpose()?,
    ];
    tx.exec(&ADD, &values)?;
    Ok(())
}

/// The newest 200 events, newest first.
pub(super) fn events(tx: &mut Tx<'_>, ctx: &Ctx, arrival: Id) -> Result<Vec<ArrivalEvent>, Error> {
    let rows = tx.all(&LIST, &params![arrival.to_string()], |row| {
        let event = ArrivalEvent {
            id: row.parse(0)?,
            verb: row.get(1)?,
            at: Timestamp(row.get(2)?),
            person_id: row.parse(3)?,
            person_name: row.get(4)?,
            how_known: row.parse(5)?,
            reason: row.get(6)?,
            before: None,
        };
        Ok::<_, DbError>((event, row.get::<Option<Vec<u8>>>(7)?))
    })?;
    let open = |(mut event, sealed): (ArrivalEvent, Option<Vec<u8>>)| {
        if let Some(sealed) = sealed {
            let mut before = serde_json::from_str(&ctx.keys.open(SEALED_AS, &sealed).map_err(Error::broken)?)?;
            mask(&mut before);
            event.before = Some(before);
        }
        Ok(event)
    };
    rows.into_iter().map(open).collect()
}

/// Numbers are kept in full under seal and shown masked.
fn mask(before: &mut Value) {
    let Value::Object(fields) = before else { return };
    for (name, value) in fields {
        let Value::String(number) = value else { continue };
        *number = match name.as_str() {
            "document" => mask_document(number),
            "phone" => mask_phone(number),
            _ => continue,
        };
    }
}
