//! Risk areas: officially listed places, the lists they stand on, and what people decided their texts mean.

mod erase;

pub(crate) use erase::ERASERS;

use gridward_database::Statement;

/// Every statement of risk areas.
pub(crate) fn statements() -> Vec<&'static Statement> {
    [erase::STATEMENTS].concat()
}
