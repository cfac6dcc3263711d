//! Residents: the people of the ledger, their numbers sealed.

mod add;
mod edit;
mod facts;
mod faults;
mod http;
mod input;
mod merge;
mod relocate;
mod remove;
mod resident;
mod store;
mod unmask;

pub use add::{NewMember, add};
pub use edit::{EditResident, ResidentChanges, edit};
pub use facts::Facts;
pub use input::{DocumentInput, ResidentInput};
pub use merge::{MergeResident, merge};
pub use relocate::{MoveResident, relocate};
pub use remove::{RemoveResident, remove};
pub use resident::{Resident, ResidentRecord, find};
pub use unmask::{NumberField, Unmask, Unmasked, unmask};

pub(crate) use add::{facts_for_new, settle};
pub(crate) use http::routes;
pub(crate) use relocate::carry;
pub(crate) use resident::reason;
pub(crate) use store::{
    COLUMNS, DOCUMENT_INDEX, PHONE_INDEX, SET_STATEMENTS, STATEMENTS, columns_of, like, living, opened, put,
    stored_phone,
};
