//! What the doctor looks at: whether what is kept apart (counts, coverage) still says what the rows say, whether the
//! keys fit, whether the clock is sane.

mod arrivals;
mod clock;
mod counts;
mod follow_ups;
mod keys;
mod measures;
mod plans;
mod reach;
mod returned;
mod schema;

use gridward_database::Statement;

pub use arrivals::{mend_arrivals, wrong_arrivals};
pub use clock::{Newest, newest};
pub use counts::{GridDifference, counts, mend_counts};
pub use follow_ups::{mend_follow_ups, wrong_follow_ups};
pub use keys::keys_fit;
pub use measures::{mend_measures, wrong_measures};
pub use plans::{EXCEPTIONS, SMALL, WholeRead, unexpected_whole_reads, whole_reads};
pub use reach::{mend_reach, wrong_reach};
pub use schema::expected_indexes;

/// Every statement of the doctor.
pub(crate) fn statements() -> Vec<&'static Statement> {
    [
        arrivals::STATEMENTS,
        clock::STATEMENTS,
        counts::STATEMENTS,
        follow_ups::STATEMENTS,
        keys::STATEMENTS,
        measures::STATEMENTS,
        reach::STATEMENTS,
        returned::STATEMENTS,
    ]
    .concat()
}
