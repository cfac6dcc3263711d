//! Arrivals (返乡报备): who comes back, from where, to which grid, and what became of it.

mod along;
mod arrival;
mod code;
mod counts;
mod destination;
mod edit;
mod erase;
mod faults;
mod forward;
mod held;
mod history;
mod http;
mod input;
mod link;
mod list;
mod named;
mod narrowed;
mod origin;
mod own;
mod owner;
mod posters;
mod posters_http;
mod progress;
mod pushed;
mod register;
mod response;
mod returned;
mod returned_http;
mod roster;
mod roster_http;
mod route;
mod stays;
mod store;
mod tips;
mod unmask;
mod zero;

pub use arrival::{Arrival, ArrivalRecord, ArrivalStanding, Origin, Placed};
pub use code::{hash as code_hash, of_arrival as code_of};
pub use counts::{ArrivalCount, ArrivalCountQuery, ArrivalCounts, counts};
pub use destination::Destination;
pub(crate) use destination::town_of;
pub use edit::{EditArrival, edit};
pub use forward::{AcceptArrival, ForwardArrival, accept, forward};
pub use held::HeldArrival;
pub use history::ArrivalEvent;
pub use input::ArrivalPerson;
pub use link::{LinkArrival, link};
pub use list::{ArrivalDetail, ArrivalQuery, find, list};
pub(crate) use origin::settle_again as settle_origin;
pub use owner::ArrivalOwner;
pub(crate) use owner::{owner, owner_in};
pub use posters::{
    NewPoster, Poster, PosterQuery, Posters, end as end_poster, list as list_posters, make as make_poster,
};
pub use progress::{Arrive, EndArrival, VerifyArrival, advance, arrive, end, verify};
pub use pushed::{FindingCount, PushedFinding, PushedReport, hold_against};
pub use register::{NewArrival, Registered, register, register_self};
pub use returned::{Returned, ReturnedCount, ReturnedQuery, ZeroReport, returned};
pub use roster::{RosterItem, RosterProblem, RosterReport, RosterRows, RosterState, import_roster, read_roster};
pub use route::{RouteArrival, route};
pub use stays::{ArrivalStay, StayGap};
pub use tips::{LookAtTip, LookedAt, Tip, TipQuery, Tips, list as list_tips, look as look_at_tip, tell as tell_tip};
pub use unmask::{ArrivalNumber, UnmaskArrival, unmask};
pub use zero::{ReportZero, report_zero};

pub(crate) use along::{into_household, open_within, out_of_grid, out_of_household, with_household};
pub(crate) use arrival::reached;
pub(crate) use code::grouped;
pub(crate) use erase::ERASERS;
pub(crate) use held::held;
pub(crate) use own::{OwnArrival, by_code, correct_own};
pub(crate) use posters::{Entrance, entrance};
pub(crate) use stays::of_arrival as stays_of;
pub(crate) use store::{masked_phone, stored};

use gridward_database::{SetStatement, Statement};
use utoipa_axum::router::OpenApiRouter;

use crate::App;

pub(crate) fn routes() -> OpenApiRouter<App> {
    http::routes().merge(posters_http::routes()).merge(returned_http::routes()).merge(roster_http::routes())
}

/// Every statement of arrivals.
pub(crate) fn statements() -> Vec<&'static Statement> {
    [
        store::STATEMENTS,
        along::STATEMENTS,
        counts::STATEMENTS,
        destination::STATEMENTS,
        erase::STATEMENTS,
        history::STATEMENTS,
        named::STATEMENTS,
        narrowed::STATEMENTS,
        posters::STATEMENTS,
        returned::STATEMENTS,
        stays::STATEMENTS,
        tips::STATEMENTS,
        zero::STATEMENTS,
    ]
    .concat()
}

/// Every set-wise statement of arrivals.
pub(crate) fn set_statements() -> Vec<&'static SetStatement> {
    [counts::SET_STATEMENTS, returned::SET_STATEMENTS].concat()
}
