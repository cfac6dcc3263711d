//! Posts: person + role + area + dates, the one concept behind accountability and access.

mod answered;
mod appoint;
mod carry;
mod coverage;
mod coverage_store;
mod doors;
mod end;
mod faults;
mod http;
mod links;
mod list;
mod may;
mod plant;
mod post;
mod recount;
mod set;
mod stand_in;
mod store;
mod uncovered;

pub use answered::{
    Answerers, Answering, AreaAnswered, AtQuery, DoorAnswered, StoodIn, answered_for_area, answered_for_door,
};
pub use appoint::{Appoint, appoint};
pub use coverage::{AreaCoverage, CoverageGap, CoverageQuery, CoverageReport, GapKind, GapQuery, coverage, gaps};
pub use end::{EndPost, HandOver, HandedOver, end, end_of_person, hand_over};
pub use list::{Door, Doors, PostQuery, list, set_of};
pub use may::{Right, Rights, rights};
pub use plant::{NewPost, plant, plant_all};
pub use post::{Post, find};
pub use recount::{households_changed, recount_stale, wrong_coverage};
pub use set::{ChangeSet, change_set};
pub use stand_in::{StandIn, stand_in};

pub use uncovered::{
    AcceptedProposal, AcceptedSet, AppliedProposal, DoorLiaison, GridQuery, Proposal, ProposedSet, Uncovered,
    UncoveredDoor, UncoveredDoors, UncoveredQuery, accept, propose, uncovered,
};

pub(crate) use answered::above;
pub(crate) use carry::{Heir, carry_on};
pub(crate) use http::routes;
pub(crate) use post::open_within;
pub(crate) use recount::areas_changed;

use gridward_database::{SetStatement, Statement};

/// Every statement of posts.
pub(crate) fn statements() -> Vec<&'static Statement> {
    [
        store::STATEMENTS,
        links::STATEMENTS,
        coverage_store::STATEMENTS,
        answered::STATEMENTS,
        doors::STATEMENTS,
        uncovered::STATEMENTS,
    ]
    .concat()
}

/// Every set-wise statement of posts.
pub(crate) fn set_statements() -> Vec<&'static SetStatement> {
    [store::SET_STATEMENTS, links::SET_STATEMENTS, coverage_store::SET_STATEMENTS, doors::SET_STATEMENTS].concat()
}
