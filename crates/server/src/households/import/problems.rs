//! What can be wrong with a row beyond what the row itself says.

use gridward_formats::ledger::{Outcome, ProblemKind};

pub(super) static VILLAGE_UNKNOWN: ProblemKind = ProblemKind::new(
    "village_unknown",
    Outcome::Asked,
    "这个村（社区）不在所选的区划里。请核对村名，或者换一个区划再导入。",
    "This village is not in the chosen area: check its name, or choose another area.",
);
pub(super) static VILLAGE_MISSING: ProblemKind = ProblemKind::new(
    "village_missing",
    Outcome::Asked,
    "没写是哪个村（社区）。请补上村名，或者选定一个村再导入。",
    "No village is given: add its name, or choose a village to import into.",
);
pub(super) static GRID_UNKNOWN: ProblemKind = ProblemKind::new(
    "grid_unknown",
    Outcome::Asked,
    "这个村里没有这个组的网格。请核对组名，或者在导入时选“按村民组新建网格”。",
    "This village has no grid for this group: check its name, or choose to make grids of villagers' groups.",
);
pub(super) static GRID_MISSING: ProblemKind = ProblemKind::new(
    "grid_missing",
    Outcome::Asked,
    "没写是哪个组或网格，这个村又不止一个网格。请补上组名，或者选定一个网格再导入。",
    "No group or grid is given and the village has several: add it, or choose a grid to import into.",
);
pub(super) static PLACE_AMBIGUOUS: ProblemKind = ProblemKind::new(
    "place_ambiguous",
    Outcome::Asked,
    "有不止一个村或网格叫这个名字。请写全名，或者选定其中一个再导入。",
    "More than one village or grid has this name: write it in full, or choose one of them to import into.",
);
pub(super) static ALREADY_THERE: ProblemKind = ProblemKind::new(
    "already_there",
    Outcome::Duplicate,
    "台账里可能已有这个人，先放在“疑似重复”里，请人核对后再定。",
    "This person may be in the ledger already: parked under suspected duplicates until somebody decides.",
);
