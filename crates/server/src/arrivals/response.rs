//! The response (专项行动) that arrivals belong to.

use gridward_database::Tx;
use gridward_domain::Id;

use crate::Error;

/// Passes for a response that is running.
pub(super) fn running(_tx: &mut Tx<'_>, id: Id) -> Result<Id, Error> {
    Ok(id)
}
