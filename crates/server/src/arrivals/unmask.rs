//! See one number of a returnee in full: with a reason, and never without a trace.

use gridward_database::Tx;
use gridward_domain::Id;
use gridward_domain::access::Verb;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::arrival::reached;
use super::faults;
use crate::residents::{Unmasked, reason};
use crate::{Ctx, Error, audit};

/// The shortest reason, in characters: 核对信息 has four.
const LEAST: usize = 4;

/// Which number of a returnee.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ArrivalNumber {
    /// The number of the identity document.
    Document,
    /// The phone.
    Phone,
}

/// Which number is to be seen, and why.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UnmaskArrival {
    /// Which number.
    pub field: ArrivalNumber,
    /// Why, at least four characters; kept in the audit log.
    pub reason: String,
}

/// Shows one number of one returnee in full and writes who saw it, and why, to the audit log.
pub fn unmask(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, input: &UnmaskArrival) -> Result<Unmasked, Error> {
    ctx.may_somewhere(Verb::NumbersUnmask)?;
    let record = reached(tx, ctx, Verb::ArrivalsRead, id)?;
    let area_ord = record.destination.grid_ord;
    if !ctx.ranges(Verb::NumbersUnmask).iter().any(|range| range.holds(area_ord)) {
        return Err(gridward_domain::faults::NOT_FOUND.refuse().into());
    }
    let reason = reason(&input.reason, LEAST)?;
    let number = match input.field {
        ArrivalNumber::Document => record.document.map(|document| document.number),
        ArrivalNumber::Phone => record.phone.map(|phone| phone.number),
    };
    let number = number.ok_or_else(|| faults::NO_NUMBER.at("field"))?;
    let detail = json!({ "field": input.field, "response": record.response_id });
    audit::note(
        tx,
        ctx,
        &audit::Entry { verb: "arrivals.unmask", noun: "arrivals", record: id, area_ord, reason, detail },
    )?;
    Ok(Unmasked { number })
}
