//! Follow-ups (随访): what is due at which door on which day by a plan, and what came of it.

mod counts;
mod day;
mod end_day;
mod erase;
mod faults;
mod follow_up;
mod held;
mod http;
mod of_plan;
mod record;
mod reports;
mod store;

pub use counts::{FollowUpCount, FollowUpCountQuery, FollowUpCounts, counts};
pub use day::{FollowUpQuery, list};
pub use end_day::end_day;
pub use follow_up::{FollowUp, FollowUpRecord, FollowUpStanding};
pub use held::HeldFollowUp;
pub use record::{ReportFollowUp, record};
pub use reports::{FollowUpReport, FollowUpReports, ReportableSymptom, reports};

pub(crate) use end_day::end_days;
pub(crate) use erase::ERASERS;
pub(crate) use held::held;
pub(crate) use http::routes;
pub(crate) use of_plan::{begin, cancel, due_from, move_along, not_had_yet};
pub(crate) use store::{due_of_plan, has_tests_left};

use gridward_database::{SetStatement, Statement};

/// Every statement of follow-ups.
pub(crate) fn statements() -> Vec<&'static Statement> {
    [
        store::STATEMENTS,
        counts::STATEMENTS,
        erase::STATEMENTS,
        held::STATEMENTS,
        record::STATEMENTS,
        reports::STATEMENTS,
    ]
    .concat()
}

/// Every set-wise statement of follow-ups.
pub(crate) const SET_STATEMENTS: &[&SetStatement] = counts::SET_STATEMENTS;
