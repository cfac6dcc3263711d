//! Areas: the tree province - city - county - town - village - grid - micro-grid.

mod level;
mod ord;

pub use level::{Level, UnknownLevel};
pub use ord::{AreaOrd, OrdRange};
