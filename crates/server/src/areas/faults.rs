//! Why a request about areas is declined.

use gridward_domain::Fault;

pub(super) static NO_ROOM: Fault = Fault::new(
    "areas_no_room",
    409,
    "这一级下面的编号已经用完，不能再新增。",
    "There is no number left for another area below this one.",
);
pub(super) static WRONG_LEVEL: Fault = Fault::new(
    "areas_wrong_level",
    422,
    "“{level}”不能直接设在这个区划下面。",
    "An area of level {level} can't lie right below this one.",
);
pub(super) static NAME_MISSING: Fault =
    Fault::new("areas_name_missing", 422, "请填写名称（最多 100 个字）。", "Give a name of at most 100 characters.");
