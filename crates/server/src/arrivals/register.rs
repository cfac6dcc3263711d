//! Register somebody's return: on their behalf, at a desk, by phone; or by themselves, without a log-in.

use gridward_database::Tx;
use gridward_domain::Id;
use gridward_domain::access::Verb;
use gridward_domain::arrivals::{ArrivalChannel, ArrivalState, Stay, same_arrival};
use gridward_domain::directives::HowKnown;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::arrival::{ArrivalRecord, ArrivalStanding, Deed, Origin, Placed, tell};
use super::destination::{Destination, place, place_within};
use super::input::{ArrivalPerson, check_days, people};
use super::origin::settle;
use super::stays::{self, ArrivalStay};
use super::{faults, history, response, store};
use crate::{Ctx, Error};

/// A registration of one person and of those who travel along.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewArrival {
    /// The response it belongs to.
    pub response_id: Id,
    /// The way it comes in: `on_behalf`, `desk` or `phone_call`.
    pub channel: ArrivalChannel,
    /// How it is known; what the channel says when absent.
    #[serde(default)]
    pub how_known: Option<HowKnown>,
    /// Where they go.
    pub destination: Destination,
    /// The day they are expected; absent for those who are here.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    pub expected_on: Option<Date>,
    /// The day they came; absent for those who are not here yet.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    pub arrived_on: Option<Date>,
    /// Who: the first, then those who travel along; 1 to 10.
    pub people: Vec<ArrivalPerson>,
    /// Where they were, for all of them; at most 20.
    #[serde(default)]
    pub stays: Vec<ArrivalStay>,
    /// Where they come from, in words, when no stay is known.
    #[serde(default)]
    pub origin: String,
}

/// What a registration became, person by person. It is kept with the op_id, so it names nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Registered {
    /// In the order of the people.
    pub items: Vec<ArrivalStanding>,
}

/// Registers somebody's return on their behalf.
pub fn register(tx: &mut Tx<'_>, ctx: &Ctx, input: &NewArrival) -> Result<Registered, Error> {
    use ArrivalChannel as C;
    ctx.may_somewhere(Verb::ArrivalsRegister)?;
    if !matches!(input.channel, C::OnBehalf | C::Desk | C::PhoneCall) {
        return Err(faults::CHANNEL_WRONG.at("channel").into());
    }
    let destination = place_within(tx, ctx, Verb::ArrivalsRegister, &input.destination)?;
    enter(tx, ctx, input, &destination, (Some(ctx.actor), None))
}

/// Registers a return that the returnee told without a log-in; `code_hash` is that of the code they get.
pub fn register_self(tx: &mut Tx<'_>, ctx: &Ctx, input: &NewArrival, code_hash: &str) -> Result<Registered, Error> {
    let destination = place(tx, &input.destination)?;
    enter(tx, ctx, input, &destination, (None, Some(code_hash)))
}

/// Writes the arrivals of a registration, each linked to an earlier one of the same person where there is one.
pub(super) fn enter(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    input: &NewArrival,
    destination: &Placed,
    (registered_by, code_hash): (Option<Id>, Option<&str>),
) -> Result<Registered, Error> {
    response::running_at(tx, input.response_id, destination.grid_ord)?;
    check_days(ctx, input.expected_on, input.arrived_on)?;
    let people = people(ctx, &input.people)?;
    let stays = stays::checked(ctx, &input.stays, input.arrived_on.or(input.expected_on))?;
    let mut items = Vec::with_capacity(people.len());
    let mut first = None;
    for person in people {
        let record = ArrivalRecord {
            id: ctx.ids.make(),
            response_id: input.response_id,
            state: if input.arrived_on.is_some() { ArrivalState::Arrived } else { ArrivalState::Expected },
            destination: destination.clone(),
            origin: origin(input, &stays),
            expected_on: input.expected_on,
            arrived_on: input.arrived_on,
            channel: input.channel,
            how_known: input.how_known.unwrap_or(input.channel.how_known()),
            verified_by: None,
            registered_by,
            registered_at: ctx.now,
            code_hash: code_hash.map(str::to_owned),
            companions_of: first,
            duplicate_of: None,
            forwarded_to: String::new(),
            accepted_at: None,
            rev: 1,
            name: person.name.clone(),
            document: person.document,
            phone: person.phone,
        };
        first = first.or(Some(record.id));
        items.push(add(tx, ctx, record, &stays)?);
    }
    Ok(Registered { items })
}

fn origin(input: &NewArrival, stays: &[Stay]) -> Origin {
    let told = input.origin.trim();
    if stays.is_empty() && !told.is_empty() {
        return Origin::new(told.chars().take(100).collect(), String::new());
    }
    stays::origin_of(stays)
}

/// Writes one arrival; a second registration of the same person is kept as an addition and not counted again.
fn add(tx: &mut Tx<'_>, ctx: &Ctx, mut record: ArrivalRecord, stays: &[Stay]) -> Result<ArrivalStanding, Error> {
    if let Some(earlier) = earlier(tx, ctx, &record)? {
        record.state = record.state.turned(ArrivalState::Duplicate)?;
        record.duplicate_of = Some(earlier);
    }
    settle(tx, &mut record)?;
    store::add(tx, &ctx.keys, &record)?;
    stays::add(tx, ctx, &record, stays)?;
    let deed = Deed { verb: "arrivals.register", reason: "" };
    history::record(tx, ctx, &record, deed, None)?;
    tell(tx, ctx, &record, deed.verb)?;
    Ok(record.standing())
}

/// The registration of the same person that is under way, if there is one.
fn earlier(tx: &mut Tx<'_>, ctx: &Ctx, record: &ArrivalRecord) -> Result<Option<Id>, Error> {
    let found = store::like(tx, &ctx.keys, record)?.into_iter();
    let mut same = found.filter(|one| one.state.is_under_way() && same_arrival(one.keys(), record.keys()).is_some());
    Ok(same.next().map(|one| one.id))
}
