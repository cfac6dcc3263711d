//! Areas: the tree province - city - county - town - village - grid - micro-grid.

mod import;
mod level;
mod ord;
mod split;

pub use import::{Above, Division, ImportPlan, KnownArea, PlannedArea, RenamedArea, RowFault, plan_import};
pub use level::{Level, UnknownLevel};
pub use ord::{AreaOrd, OrdRange};
pub use split::{Part, SplitFault, assign_to_parts, part_of_place};
