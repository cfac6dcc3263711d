//! They went elsewhere: the arrival is forwarded, and stays open until the other place accepts.

use gridward_database::Tx;
use gridward_domain::Id;
use gridward_domain::arrivals::ArrivalState;
use gridward_domain::directives::HowKnown;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::arrival::{ArrivalRecord, ArrivalStanding, Deed, changing, put};
use super::faults;
use super::input::reason;
use crate::{Ctx, Error};

/// The longest name of a place, in characters.
const LONGEST: usize = 100;

/// Where they went.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ForwardArrival {
    /// The revision the asker saw.
    pub rev: i64,
    /// The place that answers for them from now on, in words.
    pub to: String,
    /// How it is known.
    pub how_known: HowKnown,
    /// Why, 2 to 200 characters; kept with the arrival and erased with it.
    pub reason: String,
}

/// The other place has taken them over.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AcceptArrival {
    /// The revision the asker saw.
    pub rev: i64,
    /// Who accepted, and how that is known: 2 to 200 characters; kept with the arrival and erased with it.
    pub reason: String,
}

/// Forwards an arrival to the place they went to.
pub fn forward(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, input: &ForwardArrival) -> Result<ArrivalStanding, Error> {
    let before = changing(tx, ctx, id, input.rev)?;
    let state = before.state.turned(ArrivalState::WentElsewhere)?;
    let to = input.to.trim();
    if to.is_empty() || to.chars().count() > LONGEST {
        return Err(faults::PLACE_TOO_LONG.at("to").with("most", LONGEST).into());
    }
    let reason = reason(&input.reason)?;
    let after = ArrivalRecord {
        state,
        forwarded_to: to.to_owned(),
        how_known: input.how_known,
        rev: before.rev + 1,
        ..before.clone()
    };
    put(tx, ctx, &before, &after, Deed { verb: "arrivals.forward", reason })?;
    Ok(after.standing())
}

/// Notes that the other place has accepted a forwarded arrival: nothing is open here any more.
pub fn accept(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, input: &AcceptArrival) -> Result<ArrivalStanding, Error> {
    let before = changing(tx, ctx, id, input.rev)?;
    if before.state != ArrivalState::WentElsewhere || before.accepted_at.is_some() {
        return Err(faults::NOT_FORWARDED.refuse().into());
    }
    let reason = reason(&input.reason)?;
    let after = ArrivalRecord { accepted_at: Some(ctx.now), rev: before.rev + 1, ..before.clone() };
    put(tx, ctx, &before, &after, Deed { verb: "arrivals.accept", reason })?;
    Ok(after.standing())
}
