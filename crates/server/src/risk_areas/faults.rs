//! Why a request about risk lists is declined.

use gridward_domain::Fault;

pub(super) static NO_FILE: Fault = Fault::new(
    "risk_areas_no_file",
    422,
    "没有收到名单，请选官方通报的文字（.txt）、官方查询的 .json，或 .xlsx、.xls、.csv 表格。",
    "No list arrived; choose the official text (.txt), the official .json, or a table (.xlsx, .xls, .csv).",
);
pub(super) static UNREADABLE: Fault =
    Fault::new("risk_areas_unreadable", 422, "这份名单读不了：{why}", "This list can't be read: {why}");
pub(super) static NO_ROOM: Fault = Fault::new(
    "risk_areas_no_room",
    503,
    "现在上传的名单太多，请等别人启用完再试。",
    "Too many lists are waiting at once; try again when the others are in force.",
);
pub(super) static PROBLEMS_LEFT: Fault = Fault::new(
    "risk_areas_problems_left",
    422,
    "名单还有 {count} 处问题，例如：{first} 改好再上传；确认无误也可以选择“照此启用”。",
    "The list has {count} problems, such as: {first} Mend and upload it again, or say that it holds as it is.",
);
pub(super) static EMPTY: Fault = Fault::new(
    "risk_areas_empty",
    422,
    "名单里没有读到任何地点，不能启用。",
    "No place was read from this list, so it can't be put in force.",
);
pub(super) static NO_TIME: Fault = Fault::new(
    "risk_areas_no_time",
    422,
    "请填写名单的截至时间，例如 2022-04-15T15:00。",
    "Say which moment the list speaks of, such as 2022-04-15T15:00.",
);
pub(super) static SOURCE_MISSING: Fault = Fault::new(
    "risk_areas_source_missing",
    422,
    "请写明名单出处（发布机关和文号或网址），2 到 200 个字。",
    "Say who issued the list and where, in 2 to 200 characters.",
);
pub(super) static WRONG_MOMENT: Fault = Fault::new(
    "risk_areas_wrong_moment",
    422,
    "启用时刻要在上一份名单启用之后，最早 7 天前，最晚现在。",
    "A list holds from a moment after the one before it, at most 7 days ago and not later than now.",
);
pub(super) static LIST_CHANGED: Fault = Fault::new(
    "risk_areas_list_changed",
    409,
    "您看过对比之后，别人启用或撤回了名单。请重新上传，再看一次对比。",
    "Another list was put in force or taken back since you looked at the difference; upload again and look.",
);
pub(super) static NOT_THE_NEWEST: Fault = Fault::new(
    "risk_areas_not_the_newest",
    409,
    "只能撤回现行的那一份名单，而且要在录入后 24 小时内。",
    "Only the list in force can be taken back, within 24 hours of being entered.",
);
pub(super) static REASON_MISSING: Fault = Fault::new(
    "risk_areas_reason_missing",
    422,
    "请写明为什么撤回，至少 4 个字。",
    "Say why it is taken back, in at least four characters.",
);
pub(super) static NO_SUCH_AREA: Fault = Fault::new(
    "risk_areas_no_such_area",
    422,
    "没有代码为 {code} 的县或乡镇，请填 12 位区划代码，或选“都不是”。",
    "No county or township has the code {code}; give one of twelve digits, or say that none fits.",
);
