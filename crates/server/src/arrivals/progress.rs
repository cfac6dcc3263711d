//! An arrival goes on: they came, it is verified, or it ends by one of the side exits.

use gridward_database::Tx;
use gridward_domain::Id;
use gridward_domain::arrivals::{ArrivalState, VerifiedBy};
use gridward_domain::directives::HowKnown;
use gridward_domain::plans::Cause;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::arrival::{ArrivalRecord, ArrivalStanding, Deed, changing, put};
use super::input::{check_days, reason};
use super::{faults, store};
use crate::{Ctx, Error, plans};

/// They came.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Arrive {
    /// The revision the asker saw.
    pub rev: i64,
    /// The day they came.
    #[schema(value_type = String, format = Date)]
    pub arrived_on: Date,
    /// How it is known.
    pub how_known: HowKnown,
}

/// It was verified.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VerifyArrival {
    /// The revision the asker saw.
    pub rev: i64,
    /// By phone or at the door.
    pub by: VerifiedBy,
    /// The day they came, where they were still expected.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    pub arrived_on: Option<Date>,
}

/// It ends by a side exit.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EndArrival {
    /// The revision the asker saw.
    pub rev: i64,
    /// `not_coming`, `not_living_here`, `wrong_data`, `past_window` or `transferred`.
    pub state: ArrivalState,
    /// How it is known.
    pub how_known: HowKnown,
    /// Why, 2 to 200 characters; kept with the arrival and erased with it.
    pub reason: String,
}

/// They came.
pub fn arrive(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, input: Arrive) -> Result<ArrivalStanding, Error> {
    let before = changing(tx, ctx, id, input.rev)?;
    let after = arrived(ctx, &before, input.arrived_on, input.how_known)?;
    put(tx, ctx, &before, &after, Deed { verb: "arrivals.arrive", reason: "" })?;
    Ok(after.standing())
}

/// It was verified by phone or at the door; whoever was still expected has come. It is assessed at once where the
/// response goes by a programme.
pub fn verify(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, input: VerifyArrival) -> Result<ArrivalStanding, Error> {
    let mut before = changing(tx, ctx, id, input.rev)?;
    if let (ArrivalState::Expected, Some(day)) = (before.state, input.arrived_on) {
        let here = arrived(ctx, &before, day, input.by.how_known())?;
        put(tx, ctx, &before, &here, Deed { verb: "arrivals.arrive", reason: "" })?;
        before = here;
    }
    let after = ArrivalRecord {
        state: before.state.turned(ArrivalState::Verified)?,
        verified_by: Some(input.by),
        how_known: input.by.how_known(),
        rev: before.rev + 1,
        ..before.clone()
    };
    put(tx, ctx, &before, &after, Deed { verb: "arrivals.verify", reason: "" })?;
    plans::assess_by(tx, ctx, &after, Cause::Facts)?;
    now(tx, ctx, id)
}

/// Where an arrival stands after what followed by itself.
pub(super) fn now(tx: &mut Tx<'_>, ctx: &Ctx, id: Id) -> Result<ArrivalStanding, Error> {
    let record = store::stored(tx, ctx, id)?.ok_or_else(|| gridward_domain::faults::NOT_FOUND.refuse())?;
    Ok(record.standing())
}

/// It ends by a side exit that needs nobody else: forwarding and linking have verbs of their own.
pub fn end(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, input: &EndArrival) -> Result<ArrivalStanding, Error> {
    use ArrivalState as S;
    let before = changing(tx, ctx, id, input.rev)?;
    if !matches!(input.state, S::NotComing | S::NotLivingHere | S::WrongData | S::PastWindow | S::Transferred) {
        return Err(faults::NO_SIDE_EXIT.at("state").into());
    }
    let reason = reason(&input.reason)?;
    let after = ArrivalRecord {
        state: before.state.turned(input.state)?,
        how_known: input.how_known,
        rev: before.rev + 1,
        ..before.clone()
    };
    put(tx, ctx, &before, &after, Deed { verb: "arrivals.end", reason })?;
    Ok(after.standing())
}

/// Moves an arrival to a state that follows from elsewhere: from an assessment, a measure that begins, a release.
pub fn advance(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    id: Id,
    next: ArrivalState,
    verb: &'static str,
) -> Result<ArrivalStanding, Error> {
    let before = store::find(tx, &ctx.keys, id)?.ok_or_else(|| gridward_domain::faults::NOT_FOUND.refuse())?;
    let after = ArrivalRecord { state: before.state.turned(next)?, rev: before.rev + 1, ..before.clone() };
    put(tx, ctx, &before, &after, Deed { verb, reason: "" })?;
    Ok(after.standing())
}

/// The same arrival, here since a day.
pub(super) fn arrived(
    ctx: &Ctx,
    before: &ArrivalRecord,
    day: Date,
    how_known: HowKnown,
) -> Result<ArrivalRecord, Error> {
    let state = before.state.turned(ArrivalState::Arrived)?;
    check_days(ctx, before.expected_on, Some(day))?;
    Ok(ArrivalRecord { state, arrived_on: Some(day), how_known, rev: before.rev + 1, ..before.clone() })
}
