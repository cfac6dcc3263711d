//! What a phone holds of arrivals: returnees of its holder's own grids who are not verified yet.

use gridward_database::Tx;
use gridward_domain::Id;
use gridward_domain::access::Verb;
use gridward_domain::areas::{AreaOrd, Level, OrdRange};
use gridward_domain::arrivals::ArrivalState;
use gridward_domain::identity::Phone;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::arrival::ArrivalRecord;
use super::store::{self, Filter};
use crate::responses::HeldResponse;
use crate::{Ctx, Error};

/// Returnees in one state that a phone holds for a post and a response at most; more is work for the desk.
const MOST: i64 = 200;
/// Those who are here come first: somebody has to see them.
const OPEN: [ArrivalState; 2] = [ArrivalState::Arrived, ArrivalState::Expected];

/// A returnee whom nobody has verified.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HeldArrival {
    /// The arrival.
    pub id: Id,
    /// The response it belongs to.
    pub response_id: Id,
    /// Where it stands: `expected` or `arrived`.
    pub state: ArrivalState,
    /// The name.
    pub name: String,
    /// The phone, masked.
    pub phone: Option<String>,
    /// The household they go to, where it is known.
    pub household_id: Option<Id>,
    /// The door, the hotel or the place in words.
    pub place: String,
    /// The grid; the village, while nobody knows the grid.
    pub grid_id: Id,
    /// Where they come from, in words.
    pub origin: String,
    /// The day they are expected.
    #[schema(value_type = Option<String>, format = Date)]
    pub expected_on: Option<Date>,
    /// The day they came.
    #[schema(value_type = Option<String>, format = Date)]
    pub arrived_on: Option<Date>,
    /// Revision: a change names the one it saw.
    pub rev: i64,
}

impl From<ArrivalRecord> for HeldArrival {
    fn from(record: ArrivalRecord) -> Self {
        Self {
            id: record.id,
            response_id: record.response_id,
            state: record.state,
            name: record.name.text,
            phone: record.phone.as_ref().map(Phone::masked),
            household_id: record.destination.household_id,
            place: record.destination.place,
            grid_id: record.destination.grid_id,
            origin: record.origin.place,
            expected_on: record.expected_on,
            arrived_on: record.arrived_on,
            rev: record.rev,
        }
    }
}

/// The returnees of these responses in the asker's own grids who are expected, or came and are not verified. A post for
/// more than a village works at the desk.
pub(crate) fn held(tx: &mut Tx<'_>, ctx: &Ctx, responses: &[HeldResponse]) -> Result<Vec<HeldArrival>, Error> {
    let mut held = Vec::new();
    let own = |range: &OrdRange| range.to.saturating_sub(range.from) <= AreaOrd::span(Level::Village);
    for range in ctx.ranges(Verb::ArrivalsDecide).into_iter().filter(own) {
        for response in responses {
            for state in OPEN {
                let filter = Filter { response: response.id, state: Some(state.name()), origin: "" };
                let before: store::After = (-1, String::new());
                let found = store::list(tx, &ctx.keys, filter, (range, &before), MOST)?;
                held.extend(found.into_iter().map(HeldArrival::from));
            }
        }
    }
    Ok(held)
}
