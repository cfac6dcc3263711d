//! How dangerous a listed place is, and how sure its area is.

use crate::named::named;

named! {
    /// The level of a listed place; a later one is more dangerous. Which levels a list may hold is the programme's: there
    /// is no medium one since 11 November 2022.
    RiskLevel {
        /// 低风险.
        Low = "low",
        /// 中风险.
        Medium = "medium",
        /// 高风险.
        High = "high",
    }
}

named! {
    /// How sure the area of a place is.
    Certainty {
        /// Nothing fits: a person has to say.
        None = "none",
        /// A township that the text names: a person has to confirm.
        Possible = "possible",
        /// By code or name down to the county, or confirmed by a person.
        Certain = "certain",
    }
}
