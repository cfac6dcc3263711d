//! Why a request about plans is declined.

use gridward_domain::Fault;

pub(super) static NO_PROGRAMME: Fault = Fault::new(
    "plans_no_programme",
    409,
    "这个专项行动还没有选定方案，或方案不在系统内，无法研判。请先在专项行动里选定方案。",
    "The response names no programme that is built in, so nothing can be assessed; choose one for the response first.",
);
pub(super) static NOT_VERIFIED: Fault = Fault::new(
    "plans_not_verified",
    409,
    "这条报备目前是“{state}”，核实之后才能研判。",
    "The arrival is {state_en}; it is assessed once it has been verified.",
);
pub(super) static BAD_EXPOSURE: Fault = Fault::new(
    "plans_bad_exposure",
    422,
    "接触史最多 {most} 条，日期不能晚于今天。",
    "At most {most} exposures, none with a day later than today.",
);
pub(super) static REASON_MISSING: Fault =
    Fault::new("plans_reason_missing", 422, "请写明原因（2 到 200 个字）。", "Say why, in 2 to 200 characters.");
pub(super) static NOT_OVER: Fault = Fault::new(
    "plans_not_over",
    409,
    "管控期到 {release_on} 才满，不能提前解除。",
    "Its days are over on {release_on}; it can't be released before.",
);
pub(super) static STILL_LOOKING: Fault = Fault::new(
    "plans_still_looking",
    409,
    "还在逐人重新研判，数字还不全，请稍候再派发。",
    "The new look is still going on and its figures are not whole; send it out once it is done.",
);
pub(super) static NOTHING_TO_SEND: Fault = Fault::new(
    "plans_nothing_to_send",
    409,
    "没有要派发的：没有变化，或者都已派发。",
    "There is nothing to send out: nothing changed, or everybody was told.",
);
pub(super) static NOT_SENT: Fault =
    Fault::new("plans_not_sent", 409, "这次变化还没有派发到这个网格。", "What changed has not been sent to this grid.");
