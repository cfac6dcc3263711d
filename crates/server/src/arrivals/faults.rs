//! Why a request about arrivals is declined.

use gridward_domain::Fault;

pub(super) static NO_DESTINATION: Fault = Fault::new(
    "arrivals_no_destination",
    422,
    "请选择要去的村；知道村民组的请一并选择。",
    "Choose the village they go to, and the group where it is known.",
);
pub(super) static PLACE_TOO_LONG: Fault =
    Fault::new("arrivals_place_too_long", 422, "地点最多 {most} 个字。", "A place has at most {most} characters.");
pub(super) static NOBODY: Fault =
    Fault::new("arrivals_nobody", 422, "请填写 1 到 {most} 人。", "Name 1 to {most} people.");
pub(super) static NO_DAY: Fault = Fault::new(
    "arrivals_no_day",
    422,
    "请填写返回日期：已经返回的填到达日期，还没返回的填预计日期。",
    "Give the day of return: the day they came, or the day they are expected.",
);
pub(super) static DAY_WRONG: Fault = Fault::new(
    "arrivals_day_wrong",
    422,
    "返回日期不对：已返回的不能晚于今天，预计返回的应在今后 {most} 天之内。",
    "The day of return is wrong: past ones are not later than today, expected ones within the next {most} days.",
);
pub(super) static CHANNEL_WRONG: Fault = Fault::new(
    "arrivals_channel_wrong",
    422,
    "登记方式请选：代报、窗口登记或电话报备。",
    "Choose on_behalf, desk or phone_call as the way it was registered.",
);
pub(super) static REASON_MISSING: Fault =
    Fault::new("arrivals_reason_missing", 422, "请写明原因（2 到 200 个字）。", "Say why, in 2 to 200 characters.");
pub(super) static NO_SIDE_EXIT: Fault = Fault::new(
    "arrivals_no_side_exit",
    422,
    "结束原因请选：不返乡、不在本地居住、信息有误、已过时限或已转诊。",
    "Choose not_coming, not_living_here, wrong_data, past_window or transferred.",
);
pub(super) static ENDED: Fault = Fault::new(
    "arrivals_ended",
    409,
    "这条报备已是“{state}”，不能再改。",
    "The arrival is {state_en}; nothing can be changed any more.",
);
pub(super) static NOT_FORWARDED: Fault = Fault::new(
    "arrivals_not_forwarded",
    409,
    "这条报备没有在等外地接收。",
    "This arrival does not wait for another place to accept.",
);
pub(super) static SAME_ARRIVAL: Fault =
    Fault::new("arrivals_same", 422, "两边是同一条报备。", "Both are the same arrival.");
pub(super) static NOT_THE_FIRST: Fault = Fault::new(
    "arrivals_not_the_first",
    409,
    "要并入的那条自己已并入别的报备，请选计数的那一条。",
    "The other one is linked to a third already; choose the arrival that counts.",
);
pub(super) static OTHER_RESPONSE: Fault = Fault::new(
    "arrivals_other_response",
    422,
    "两条报备属于不同的专项行动，不能合并。",
    "The two belong to different responses and can't be linked.",
);
pub(super) static NO_NUMBER: Fault =
    Fault::new("arrivals_no_number", 404, "这个人没有登记这个号码。", "No such number is registered for this person.");
pub(super) static ORIGIN_WRONG: Fault = Fault::new(
    "arrivals_origin_wrong",
    422,
    "来源地请用区划代码开头的数字，例如 31 或 4403。",
    "Filter origins by the first digits of an area code, such as 31 or 4403.",
);
pub(super) static NO_HOUSEHOLD: Fault =
    Fault::new("posters_no_household", 422, "到户卡片要选一户。", "A family card is for one household; choose it.");
pub(super) static POSTER_TOO_WIDE: Fault = Fault::new(
    "posters_too_wide",
    422,
    "海报请按乡镇、村或网格制作。",
    "Make a poster for a town, a village or a grid.",
);
pub(super) static PAGE_CLOSED: Fault = Fault::new(
    "posters_page_closed",
    404,
    "这个报备页面不存在或已经关闭，请联系村委会。",
    "This page does not exist or is closed; ask the village committee.",
);
pub(super) static TIP_LENGTH: Fault =
    Fault::new("tips_length", 422, "请写清情况，4 到 {most} 个字。", "Say what you know, in 4 to {most} characters.");
pub(super) static ROSTER_TOO_LONG: Fault = Fault::new(
    "arrivals_roster_too_long",
    422,
    "一份名册最多 {most} 行，请拆成几份。",
    "A roster has at most {most} rows; split it into parts.",
);
pub(super) static PURPOSE_MISSING: Fault = Fault::new(
    "arrivals_purpose_missing",
    422,
    "请写明这份回复的用途，至少 4 个字。",
    "Say what the reply is for, in at least four characters.",
);
pub(super) static ZERO_OF_VILLAGE: Fault = Fault::new(
    "arrivals_zero_of_village",
    422,
    "零报告按村上报，请选择村。",
    "A zero report is a village's; choose one.",
);
pub(super) static ZERO_AHEAD: Fault = Fault::new(
    "arrivals_zero_ahead",
    422,
    "零报告只能报今天或以前的。",
    "A zero report is of today or of a day before.",
);
pub(super) static ZERO_AND_SOMEBODY: Fault = Fault::new(
    "arrivals_zero_and_somebody",
    409,
    "这一天已登记返回 {count} 人，不能报零。登记有误的，请先更正。",
    "{count} are registered as returned on that day; if that is wrong, correct it first.",
);
pub(super) static MEASURE_WRONG: Fault = Fault::new(
    "arrivals_measure_wrong",
    422,
    "没有这种措施，请用 waits、none 或一种阶段的名称，例如 home_quarantine。",
    "No such measure; it is waits, none or the name of a kind of phase such as home_quarantine.",
);
