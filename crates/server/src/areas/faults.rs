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
pub(super) static REASON_MISSING: Fault = Fault::new(
    "areas_reason_missing",
    422,
    "请写明原因，以后查得到。",
    "Give a reason, so that it can be looked up later.",
);
pub(super) static NOT_EMPTY: Fault = Fault::new(
    "areas_not_empty",
    409,
    "还不能撤销：里面还有 {areas} 个下级区划、{households} 户、{arrivals} 名返乡人员、{posts} 个在任岗位。请先把住户和返乡人员转到别的网格、结束岗位、撤销下级区划。",
    "Not empty yet: {areas} areas, {households} households, {arrivals} returnees and {posts} open posts. Move the \
     households and the returnees to another grid, end the posts and close the areas below first.",
);
pub(super) static CLOSED: Fault = Fault::new(
    "areas_closed",
    409,
    "这个区划已经撤销，不能再改；它的历史仍可查看。",
    "This area is closed and can't be changed; its history can still be read.",
);
pub(super) static OUTSIDE_REACH: Fault = Fault::new(
    "areas_outside_reach",
    403,
    "文件要新增或改名的“{name}”不在您负责的范围内，请由上一级导入，或只留下您辖区的行。",
    "The file creates or renames {name}, which is outside what you answer for. Ask one level up, or keep your own rows only.",
);
pub(super) static ROW_UNKNOWN_LEVEL: Fault = Fault::new(
    "areas_row_unknown_level",
    422,
    "级别应是 1（省）到 7（微网格），请改正后再导入。",
    "The level must be 1 (province) to 7 (micro-grid); correct it and import again.",
);
pub(super) static ROW_LISTED_TWICE: Fault = Fault::new(
    "areas_row_listed_twice",
    422,
    "同一级别的同一代码在文件里出现了两次，只采用第一行。",
    "The same code stands twice at the same level; the first row was taken.",
);
pub(super) static ROW_PARENT_MISSING: Fault = Fault::new(
    "areas_row_parent_missing",
    422,
    "文件和系统里都没有它的上级代码，请补上上级那一行。",
    "Its parent's code is neither in the file nor in the tree; add the parent's row.",
);
pub(super) static CODE_SHAPE: Fault =
    Fault::new("areas_code_shape", 422, "代码应为 6 到 18 位数字。", "A code has 6 to 18 digits.");
pub(super) static HAS_CODE: Fault = Fault::new(
    "areas_has_code",
    409,
    "这个区划那时还有别的代码，请先注销旧代码。",
    "The area has another code at that time; withdraw that one first.",
);
pub(super) static CODE_IN_USE: Fault = Fault::new(
    "areas_code_in_use",
    409,
    "那时这个代码已给了同级的另一个区划，请核对代码或日期。",
    "Another area of this level has that code then; check the code or the date.",
);
pub(super) static WITHDRAWAL_DATE: Fault = Fault::new(
    "areas_withdrawal_date",
    409,
    "这个代码已注销，或注销日期不晚于启用日期。",
    "The code is withdrawn already, or the date is not after its first day.",
);
pub(super) static SHAPE_WITHOUT_AREA: Fault = Fault::new(
    "areas_shape_without_area",
    422,
    "没有找到界线“{name}”（{key}）对应的区划，或不在您负责的范围内；请先导入区划。",
    "No area of yours fits the outline {name} ({key}); import the areas first.",
);
pub(super) static NOT_A_GRID: Fault = Fault::new(
    "areas_not_a_grid",
    422,
    "只有网格可以拆分或合并，而且要合并的网格须在同一个村。",
    "Only grids can be split or merged, and grids to merge must lie in one village.",
);
pub(super) static TOO_FEW_PARTS: Fault =
    Fault::new("areas_too_few_parts", 422, "请给出 2 到 20 个网格。", "Give 2 to 20 grids.");
pub(super) static PART_NAMED_TWICE: Fault = Fault::new(
    "areas_part_named_twice",
    422,
    "有街巷或住户同时分给了两个网格，请只留一个。",
    "A lane or household is given to two parts; leave it in one.",
);
pub(super) static PART_NOT_IN_GRID: Fault = Fault::new(
    "areas_part_not_in_grid",
    422,
    "这里列的住户有的不在这个网格里，请刷新后重选。",
    "A household named here does not live in this grid; reload and choose again.",
);
pub(super) static PART_LEFT_OVER: Fault = Fault::new(
    "areas_part_left_over",
    422,
    "还有 {count} 户没有分到任何网格，请补充街巷，或指定一个网格接收其余住户。",
    "{count} households are in no part; name their lanes, or let one part take the rest.",
);
pub(super) static PART_TWO_RESTS: Fault =
    Fault::new("areas_part_two_rests", 422, "只能有一个网格接收其余住户。", "Only one part can take the rest.");
pub(super) static BAD_FILE: Fault =
    Fault::new("areas_bad_file", 422, "这个文件读不了：{why}", "The file can't be read: {why}");
