//! Receipts: proof at a door. They come in hot, so that those of a batch are written together, set-wise.

mod doors;
mod input;
mod lot;
mod record;
mod roll_up;
mod store;

pub use input::{Delivery, ReceiptCommand, ReceiptInput, Taken};
pub use record::{RECEIPTS, record};

pub(super) use doors::{DoorRow, of_household, put_all as put_doors};
pub(super) use roll_up::{RollUp, apply};

use gridward_database::{SetStatement, Statement};

/// Every statement of receipts.
pub(super) fn statements() -> Vec<&'static Statement> {
    [doors::STATEMENTS, roll_up::STATEMENTS, store::STATEMENTS].concat()
}

/// Every set-wise statement of receipts.
pub(super) fn set_statements() -> Vec<&'static SetStatement> {
    [doors::SET_STATEMENTS, roll_up::SET_STATEMENTS, store::SET_STATEMENTS].concat()
}
