//! Arrivals (返乡报备): who comes back, from where, to which grid, and what became of it.

mod arrival;
mod counts;
mod destination;
mod edit;
mod erase;
mod faults;
mod forward;
mod history;
mod http;
mod input;
mod link;
mod list;
mod owner;
mod progress;
mod register;
mod response;
mod route;
mod stays;
mod store;
mod unmask;

pub use arrival::{Arrival, ArrivalRecord, ArrivalStanding, Origin, Placed};
pub use counts::{ArrivalCount, ArrivalCountQuery, ArrivalCounts, counts};
pub use destination::Destination;
pub use edit::{EditArrival, edit};
pub use erase::erase;
pub use forward::{AcceptArrival, ForwardArrival, accept, forward};
pub use history::ArrivalEvent;
pub use input::ArrivalPerson;
pub use link::{LinkArrival, link};
pub use list::{ArrivalDetail, ArrivalQuery, find, list};
pub use owner::ArrivalOwner;
pub use progress::{Arrive, EndArrival, VerifyArrival, advance, arrive, end, verify};
pub use register::{NewArrival, Registered, register};
pub use route::{RouteArrival, route};
pub use stays::{ArrivalStay, StayGap};
pub use unmask::{ArrivalNumber, UnmaskArrival, unmask};

pub(crate) use http::routes;

use gridward_database::{SetStatement, Statement};

/// Every statement of arrivals.
pub(crate) fn statements() -> Vec<&'static Statement> {
    [
        store::STATEMENTS,
        counts::STATEMENTS,
        destination::STATEMENTS,
        erase::STATEMENTS,
        history::STATEMENTS,
        stays::STATEMENTS,
    ]
    .concat()
}

/// Every set-wise statement of arrivals.
pub(crate) const SET_STATEMENTS: &[&SetStatement] = counts::SET_STATEMENTS;
