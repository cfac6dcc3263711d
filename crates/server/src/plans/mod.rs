//! Plans (管控措施): which rule holds for whom, from which document, until when; and what a change of the list or of the
//! rules makes of it.

mod assess;
mod close;
mod counts;
mod decide;
mod erase;
mod exposures;
mod faults;
mod grounds;
mod held;
mod http;
mod list;
mod notice;
mod plan;
mod release;
mod screen;
mod screening;
mod send;
mod store;
mod trial;

pub use assess::{AssessArrival, Assessed, assess};
pub use counts::{PlanCount, PlanCountQuery, PlanCounts, counts};
pub use decide::{ConfirmPlan, DecidePlan, EndPlan, confirm, end, reject, release};
pub use exposures::ToldExposure;
pub(crate) use exposures::{is_told_abroad, told_of as exposures_of};
pub(crate) use grounds::home;
pub use held::{HeldScreening, ScreenedPerson, ScreeningChange};
pub use list::{PlanQuery, find, list};
pub use notice::{PlanNotice, notice};
pub use plan::{DecidedBy, Plan, PlanGround, PlanRecord, PlanStanding, Told};
pub use release::release_over;
pub use screen::{Screening, ScreeningCount, ScreeningQuery, Screenings, list as screenings, screen_within};
pub use send::{AcknowledgeScreening, ScreeningAcknowledged, ScreeningGrid, ScreeningSent, acknowledge, send};
pub use trial::ScreeningTrial;

pub(crate) use assess::assess_by;
pub(crate) use close::follow;
pub(crate) use counts::{open_measures, ranges};
pub(crate) use erase::ERASERS;
pub(crate) use grounds::{Grounds, Rules, places};
pub(crate) use held::held;
pub(crate) use http::routes;
pub(crate) use release::release_due;
pub(crate) use screen::screen_open;
pub(crate) use screening::{places_changed, places_of_list, places_of_text, rules_changed, rules_corrected};
pub(crate) use store::{failed_contacts, open_of, put_failed_contacts, released_of};
pub(crate) use trial::{grounds_for_everybody, trial, try_rules};

use gridward_database::{SetStatement, Statement};

/// Every statement of plans.
pub(crate) fn statements() -> Vec<&'static Statement> {
    [
        store::STATEMENTS,
        counts::STATEMENTS,
        erase::STATEMENTS,
        exposures::STATEMENTS,
        grounds::STATEMENTS,
        held::STATEMENTS,
        screen::STATEMENTS,
        screening::STATEMENTS,
        send::STATEMENTS,
    ]
    .concat()
}

/// Every set-wise statement of plans.
pub(crate) fn set_statements() -> Vec<&'static SetStatement> {
    [counts::SET_STATEMENTS, grounds::SET_STATEMENTS, screen::SET_STATEMENTS].concat()
}
