//! Arrivals (返乡报备): a returnee's registration, where they have been, and what follows from it.

mod channel;
mod faults;
mod origin;
mod poster;
mod reconcile;
mod same;
mod state;
mod stay;

pub use channel::{ArrivalChannel, VerifiedBy};
pub use faults::{BAD_STAY, WRONG_ARRIVAL_MOVE};
pub use origin::{OriginKind, origin_kind};
pub use poster::{PosterKind, TipOutcome};
pub use reconcile::{Finding, OwnRow, PushedRow, Reconciliation, RowFinding, Window, reconcile};
pub use same::{ArrivalKeys, SameArrival, same_arrival};
pub use state::ArrivalState;
pub use stay::{Gap, MOST_STAYS, Stay, Travel, check_stays, gaps};
