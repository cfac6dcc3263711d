//! Risk areas: what an official list says, which area a listed place lies in, and how one list differs from the next.
//!
//! A list names places by words. The words are matched by code down to the county; a township that a text names is a
//! *possible* match for a person to confirm; everything else is asked.

mod area_index;
mod county;
mod difference;
mod downgrade;
mod level;
mod matching;
mod names;
mod place;
mod said;
mod town;

pub use area_index::{Area, AreaIndex};
pub use county::CountyRead;
pub use difference::{Change, Difference, difference};
pub use downgrade::{DowngradeProposal, DowngradeStep, propose_downgrade};
pub use level::{Certainty, RiskLevel};
pub use matching::{PlaceMatch, match_place};
pub use place::{ListedPlace, Remembered};
