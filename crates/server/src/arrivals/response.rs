//! The response (专项行动) that arrivals belong to.

use gridward_database::Tx;
use gridward_domain::{Id, faults as general};

use crate::{Error, responses};

/// Passes for a response that is open and whose area holds the area with this order number.
pub(super) fn running_at(tx: &mut Tx<'_>, id: Id, ord: i64) -> Result<(), Error> {
    let response = responses::running(tx, id)?;
    if response.range.holds(ord) { Ok(()) } else { Err(general::NOT_FOUND.at("response_id").into()) }
}
