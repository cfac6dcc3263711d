//! Directives: what must reach every household of a scope, and the proof that it did.

mod climb;
mod faults;
mod priority;
mod reach;
mod receipt;
mod standing;
mod state;
mod text;
mod tier;
mod times;

pub use climb::{CLIMBS_AFTER, climbed_to};
pub use faults::{BAD_RECEIPT, WRONG_MOVE};
pub use priority::Priority;
pub use reach::{Delta, Reach};
pub use receipt::{Channel, HowKnown, NotReached, ReceiptFacts, ReceiptState, check_receipt};
pub use standing::{Entry, Standing, standing_of};
pub use state::{DirectiveState, Move};
pub use text::{DirectiveText, check_text};
pub use tier::{Tier, tier_of};
pub use times::{BOUNDS, BUCKETS, Times};
