//! Assessment: which measure follows for a person from stays and exposures, the list of risk areas and a rule set.
//!
//! [`assess`] is pure and total: the same input always gives the same [`Decision`], and no input makes it fail. A
//! [`RiskIndex`] makes a list ready for it, a [`RuleBook`] a rule set; a [`StayIndex`] finds those whom a changed place
//! can touch.
//!
//! **What is certain.** A stay whose official code lies in the county of a listed place is certainly in that county. A
//! township or a listed place itself is certain only where both sides have its code; by name it is *possible*, and a
//! person has to confirm it. What can't be placed at all is told as a question ([`Ask`]).
//!
//! **Which stay counts.** A stay looks back from the day of assessment or, while its measure still runs, from the day of
//! arrival. A place counts if it was listed during the stay, or was listed later but within the look-back days after it.
//!
//! **Which rule wins.** The most demanding one ([`Demand`](crate::programmes::Demand)) among those whose measure still
//! runs; of equals a certain match before a possible one, then the one that ends later.

mod area_code;
mod case;
mod days;
mod decision;
mod explain;
mod matching;
mod named_place;
mod plan;
mod province;
mod risk_area;
mod risk_index;
mod rule_book;
mod stay_index;

#[cfg(test)]
mod properties;
#[cfg(test)]
pub(crate) mod samples;
#[cfg(test)]
mod tests;

pub use area_code::{AreaCode, NotACode};
pub use case::{Case, Exposure, ExposureKind, Stay};
pub use decision::{Ask, AskWhy, Decision, Match};
pub use explain::{AlsoMatched, Explanation};
pub use matching::assess;
pub use plan::{DatedPhase, Plan};
pub use risk_area::{CasesIn, RiskArea};
pub use risk_index::{PlaceAt, RiskIndex};
pub use rule_book::RuleBook;
pub use stay_index::StayIndex;
