//! Households: the doors of a grid and who lives behind them; the ledger that everything else is derived from.

pub mod bulk;
pub mod duplicates;
pub mod import;

mod close;
mod create;
mod edit;
pub(crate) mod faults;
mod find_text;
mod follow;
pub(crate) mod history;
mod household;
mod http;
mod list;
mod merge;
mod relocate;
mod search;
pub(crate) mod seen;
mod split;
mod store;

pub use close::{CloseHousehold, close};
pub use create::{HouseholdInput, create};
pub use edit::{EditHousehold, edit};
pub use follow::moved;
pub use history::{PastEvent, history};
pub use household::{Grid, Household, HouseholdDetail, find};
pub use list::{Listing, list};
pub use merge::{MergeHousehold, merge};
pub use relocate::{MoveHousehold, relocate};
pub use search::{Hit, Matched, Search, search};
pub use split::{Divided, SplitHousehold, split};

pub(crate) use create::start;
pub(crate) use find_text::{NameKey, name_keys, past};
pub(crate) use follow::recount;
pub(crate) use household::{current, reached};
pub(crate) use http::routes;
pub(crate) use relocate::move_to_grid;
pub(crate) use store::{at_door, of_post, within};

use gridward_database::{SetStatement, Statement};

/// Every statement of the ledger's households.
pub(crate) fn statements() -> Vec<&'static Statement> {
    let fixed = [store::STATEMENTS, history::STATEMENTS, find_text::STATEMENTS, duplicates::STATEMENTS].concat();
    fixed.into_iter().chain(import::statements()).collect()
}

/// Every set-wise statement of the ledger's households.
pub(crate) fn set_statements() -> Vec<&'static SetStatement> {
    [store::SET_STATEMENTS, import::SET_STATEMENTS].concat()
}
