//! Posts: person, role, area (or household set) and dates; the one concept behind accountability and access.

mod coverage;
mod proposal;
mod rights;
mod span;

pub use coverage::{Coverage, GridFacts, evaluate};
pub use proposal::{LEAST, MOST, propose_sets};
pub use rights::{appointers, fits, may_appoint};
pub use span::{Span, Stretch, StretchKind, stretches};
