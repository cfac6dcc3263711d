//! What goes with a response: the kinds of records that tell of health or whereabouts.

use gridward_database::Statement;

use crate::{arrivals, risk_areas};

/// A kind of records of a response that are erased after its retention.
pub(crate) struct Eraser {
    /// What the certificate calls them.
    pub(crate) noun: &'static str,
    /// The table they lie in.
    pub(crate) table: &'static str,
    /// Removes or blanks at most `$2` of the records of response `$1` and touches none that are blank already.
    pub(crate) statement: &'static Statement,
    /// The commands whose kept outcomes may show such records.
    pub(crate) verbs: &'static [&'static str],
}

/// Every kind, what points to another before what it points to. A new noun with records of a response adds its lines.
static ERASERS: &[&[Eraser]] = &[arrivals::ERASERS, risk_areas::ERASERS];

/// Every kind, in the order in which they are erased.
pub(super) fn erasers() -> impl Iterator<Item = &'static Eraser> {
    ERASERS.iter().copied().flatten()
}
