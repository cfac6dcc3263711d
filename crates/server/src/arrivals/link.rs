//! Two registrations of one person: both are kept, one counts.

use gridward_database::Tx;
use gridward_domain::Id;
use gridward_domain::access::Verb;
use gridward_domain::arrivals::ArrivalState;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::arrival::{ArrivalRecord, ArrivalStanding, Deed, changing, put, reached};
use super::faults;
use crate::{Ctx, Error};

/// Which arrival counts.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkArrival {
    /// The revision the asker saw.
    pub rev: i64,
    /// The arrival that counts from now on.
    pub into: Id,
}

/// Links an arrival to the one that counts.
pub fn link(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, input: LinkArrival) -> Result<ArrivalStanding, Error> {
    let before = changing(tx, ctx, id, input.rev)?;
    if id == input.into {
        return Err(faults::SAME_ARRIVAL.at("into").into());
    }
    let into = reached(tx, ctx, Verb::ArrivalsDecide, input.into)?;
    if into.response_id != before.response_id {
        return Err(faults::OTHER_RESPONSE.at("into").into());
    }
    if into.state == ArrivalState::Duplicate {
        return Err(faults::NOT_THE_FIRST.at("into").into());
    }
    let after = ArrivalRecord {
        state: before.state.turned(ArrivalState::Duplicate)?,
        duplicate_of: Some(into.id),
        rev: before.rev + 1,
        ..before.clone()
    };
    put(tx, ctx, &before, &after, Deed { verb: "arrivals.link", reason: "" })?;
    Ok(after.standing())
}
