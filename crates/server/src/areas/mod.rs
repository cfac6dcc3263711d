//! Areas: the tree that everything lies in.

mod change;
mod codes;
mod create;
mod divisions;
mod event;
mod faults;
mod file;
mod find;
mod http;
mod import;
mod import_http;
mod jurisdiction;
mod merge;
mod plant;
mod shapes;
mod split;
mod store;
mod tree;

pub use change::{CloseArea, RenameArea, close, rename};
pub use codes::{AreaCode, AreaCodes, CodeHolders, IssueCode, WithdrawCode, by_code, codes, issue, withdraw};
pub use create::{NewArea, create};
pub use event::{AreaEvent, AreaHistory, history};
pub use file::{BoundariesFile, DivisionsFile, boundaries_of, divisions_of};
pub use find::{Area, children, find};
pub use import::{ImportOptions, ImportReport, LineProblem, Renaming, Unlisted, import, import_alone};
pub use jurisdiction::{Jurisdiction, jurisdiction};
pub use merge::{GridToMerge, MergeGrids, MergedGrids, merge};
pub use plant::plant;
pub use shapes::{Boundary, Shape, ShapeProblem, Shapes, ShapesQuery, ShapesReport, import_shapes, shapes};
pub use split::{Divided, NewPart, SplitGrid, SplitOff, split};
pub use tree::{AreaNode, Tree, TreeQuery, tree};

pub(crate) use divisions::divisions;
pub(crate) use http::routes;
pub(crate) use store::{SET_STATEMENTS, find as stored, find_all as stored_all, stored_children};

use gridward_database::Statement;

/// Every statement of areas.
pub(crate) fn statements() -> Vec<&'static Statement> {
    [store::STATEMENTS, codes::STATEMENTS, shapes::STATEMENTS].concat()
}
