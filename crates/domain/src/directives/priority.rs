//! How pressing a directive is.

use crate::named::named;

named! {
    /// How pressing a directive is.
    Priority {
        /// 一般
        Normal = "normal",
        /// 紧急
        Urgent = "urgent",
        /// 特急
        Critical = "critical",
    }
}
