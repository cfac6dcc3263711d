//! Why a form of the public page is declined.

use gridward_domain::Fault;

pub(super) static STALE: Fault = Fault::new(
    "public_stale",
    422,
    "页面放得太久了，请核对后再提交一次。",
    "The page lay open for too long; look it over and send it again.",
);
pub(super) static SUM_WRONG: Fault = Fault::new(
    "public_sum_wrong",
    422,
    "请算出最后一题的得数，用数字填写。",
    "Answer the small sum at the end, in digits.",
);
pub(super) static LEAVE_EMPTY: Fault =
    Fault::new("public_leave_empty", 422, "“网址”一栏请留空。", "Leave the field \"website\" empty.");
pub(super) static NO_AREA: Fault = Fault::new(
    "public_no_area",
    422,
    "请选择要去的村和村民组；不知道哪个组，就选“不清楚哪个组”。",
    "Choose the village and group they go to; if the group is not known, choose \"group not known\".",
);
pub(super) static NO_KIND: Fault = Fault::new("public_no_kind", 422, "请选择需要什么。", "Choose what you need.");
pub(super) static NO_DAY: Fault =
    Fault::new("public_no_day", 422, "请选择哪天到家。", "Choose the day of coming home.");
pub(super) static HERE_LATER: Fault = Fault::new(
    "public_here_later",
    422,
    "您选了“已经到了”，到家日期不能晚于今天。",
    "You said you are here already: the day can't be later than today.",
);
pub(super) static STAY_HALF: Fault = Fault::new(
    "public_stay_half",
    422,
    "这一段请把地方、从哪天、到哪天都填上；没有就都留空。",
    "Fill in place, first and last day of this stay, or leave all of it empty.",
);
pub(super) static WHO: Fault = Fault::new(
    "public_who",
    422,
    "请填写证件号码或手机号，至少一项，好与您联系。",
    "Give a document number or a phone, at least one.",
);
