//! Risk areas: officially listed places, the lists they stand on, and what people decided their texts mean.

mod decide;
mod downgrades;
mod erase;
mod faults;
mod http;
mod list;
mod place;
mod preview;
mod put_in_force;
mod store;
mod trial;
mod uploads;
mod withdraw;

pub use decide::{DecidePlace, decide};
pub use downgrades::{DowngradeQuery, DowngradeRule, Downgrades, ProposedDowngrade, downgrades};
pub use list::{LevelCounts, ListQuery, StoredList, lists};
pub use place::{PlaceQuery, RiskPlace, WaitingCounts, WaitingPlaces, WaitingQuery, list, waiting};
pub use preview::{ChangeKind, ChangedPlace, ListDifference, ListPreview, ListProblem, MatchCounts, preview, read};
pub use put_in_force::{PutInForce, put_in_force};
pub use trial::trial;
pub use uploads::{UploadedList, UploadedLists};
pub use withdraw::{WithdrawList, withdraw};

pub(crate) use erase::ERASERS;
pub(crate) use http::routes;

use gridward_database::{SetStatement, Statement};

/// Every statement of risk areas.
pub(crate) fn statements() -> Vec<&'static Statement> {
    [store::STATEMENTS, place::STATEMENTS, erase::STATEMENTS].concat()
}

/// Every set-wise statement of risk areas.
pub(crate) fn set_statements() -> Vec<&'static SetStatement> {
    [store::SET_STATEMENTS, place::SET_STATEMENTS].concat()
}
