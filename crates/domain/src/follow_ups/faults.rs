//! Why a report of a follow-up is declined by the rules.

use crate::Fault;

/// A report that contradicts itself.
pub static BAD_FOLLOW_UP: Fault =
    Fault::new("follow_ups_bad_report", 422, "随访记录有误：{why}", "The report of the follow-up is wrong: {why_en}");
/// A follow-up that is no longer due.
pub static FOLLOW_UP_CANCELLED: Fault = Fault::new(
    "follow_ups_cancelled",
    409,
    "这次随访已随管控措施取消，不用再做。",
    "This follow-up was cancelled with its measure; nothing has to be done.",
);
