//! Correct what is known of an arrival.

use gridward_database::Tx;
use gridward_domain::arrivals::ArrivalState;
use gridward_domain::plans::Cause;
use gridward_domain::{Id, Refusal};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::arrival::{ArrivalRecord, ArrivalStanding, Deed, changing, tell};
use super::input::{ArrivalPerson, check_days, reason};
use super::origin::settle;
use super::progress::now;
use super::stays::{self, ArrivalStay};
use super::{faults, history, store};
use crate::{Ctx, Error, plans};

/// A correction: what is absent stays as it is.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EditArrival {
    /// The revision the asker saw.
    pub rev: i64,
    /// Who; a document or phone that is left out is taken away.
    #[serde(default)]
    pub person: Option<ArrivalPerson>,
    /// The day they are expected.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    pub expected_on: Option<Date>,
    /// The day they came; only for those who came.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    pub arrived_on: Option<Date>,
    /// Where they were, in the place of all stays so far.
    #[serde(default)]
    pub stays: Option<Vec<ArrivalStay>>,
    /// Why, 2 to 200 characters; kept with the arrival and erased with it.
    pub reason: String,
}

/// Corrects an arrival.
pub fn edit(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, input: &EditArrival) -> Result<ArrivalStanding, Error> {
    let before = changing(tx, ctx, id, input.rev)?;
    correct(tx, ctx, &before, input)
}

/// Passes while something can still be changed: a linked, forwarded or ended arrival stays as it was.
pub(super) fn open(record: &ArrivalRecord) -> Result<(), Refusal> {
    if record.state.is_under_way() || record.state == ArrivalState::Released {
        return Ok(());
    }
    let (state, state_en) = (record.state.title(), record.state.name());
    Err(faults::ENDED.refuse().with("state_en", state_en).with("state", state))
}

/// Writes a correction, with the values before.
pub(super) fn correct(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    before: &ArrivalRecord,
    input: &EditArrival,
) -> Result<ArrivalStanding, Error> {
    open(before)?;
    let reason = reason(&input.reason)?;
    let mut after = ArrivalRecord { rev: before.rev + 1, ..before.clone() };
    if let Some(person) = &input.person {
        let checked = person.check(ctx, "person")?;
        (after.name, after.document, after.phone) = (checked.name, checked.document, checked.phone);
    }
    after.expected_on = input.expected_on.or(before.expected_on);
    // Coming is a deed of its own: a correction moves the day of those who came.
    after.arrived_on = before.arrived_on.and(input.arrived_on).or(before.arrived_on);
    check_days(ctx, after.expected_on, after.arrived_on)?;
    let stays_before = stays::of_arrival(tx, before.id)?;
    if let Some(entered) = &input.stays {
        let checked = stays::checked(ctx, entered, after.back_on())?;
        after.origin = stays::origin_of(&checked);
        settle(tx, &mut after)?;
        stays::put(tx, ctx, &after, &checked)?;
    }
    store::put(tx, &ctx.keys, before, &after)?;
    let mut kept = before.before();
    if let Some(fields) = kept.as_object_mut() {
        fields.insert("stays".to_owned(), stays::before(&stays_before));
    }
    let deed = Deed { verb: "arrivals.edit", reason };
    history::record(tx, ctx, &after, deed, Some(kept))?;
    tell(tx, ctx, &after, deed.verb)?;
    // What was verified is assessed anew: a measure never rests on facts that were corrected.
    plans::assess_by(tx, ctx, &after, Cause::Facts)?;
    now(tx, ctx, after.id)
}
