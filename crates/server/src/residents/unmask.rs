//! See one number in full: with a reason, and never without a trace.

use gridward_database::Tx;
use gridward_domain::Id;
use gridward_domain::access::Verb;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::faults;
use super::resident::reached;
use crate::{Ctx, Error, audit};

/// The shortest reason, in characters: 核对信息 has four.
const LEAST: usize = 4;

/// Which number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum NumberField {
    /// The number of the identity document.
    Document,
    /// The phone.
    Phone,
    /// The other phone.
    SecondPhone,
}

/// Which number is to be seen, and why.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Unmask {
    /// Which number.
    pub field: NumberField,
    /// Why, at least four characters; kept in the audit log.
    pub reason: String,
}

/// The number in full.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
pub struct Unmasked {
    /// The number.
    pub number: String,
}

/// Shows one number of one person in full and writes who saw it, and why, to the audit log.
pub fn unmask(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, input: &Unmask) -> Result<Unmasked, Error> {
    ctx.may_somewhere(Verb::NumbersUnmask)?;
    let reason = super::reason(&input.reason, LEAST)?;
    let (resident, household) = reached(tx, ctx, Verb::NumbersUnmask, id)?;
    let facts = resident.facts;
    let number = match input.field {
        NumberField::Document => facts.document.map(|document| document.number),
        NumberField::Phone => facts.phone.map(|phone| phone.number),
        NumberField::SecondPhone => facts.second_phone.map(|phone| phone.number),
    };
    let number = number.ok_or_else(|| faults::NO_NUMBER.at("field"))?;
    let entry = audit::Entry {
        verb: "residents.unmask",
        noun: "residents",
        record: id,
        area_ord: household.grid_ord,
        reason,
        detail: json!({ "field": input.field, "household": household.id }),
    };
    audit::note(tx, ctx, &entry)?;
    Ok(Unmasked { number })
}
