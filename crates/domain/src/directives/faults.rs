//! Why a move or a receipt is declined by the rules.

use crate::Fault;

/// A move that the state does not allow.
pub static WRONG_MOVE: Fault = Fault::new(
    "directives_wrong_move",
    409,
    "这条要求目前是“{state}”，不能{move}。请刷新后再看。",
    "The directive is {state_en}: {move_en} is not possible.",
);
/// A receipt that contradicts itself.
pub static BAD_RECEIPT: Fault =
    Fault::new("receipts_contradiction", 422, "回执自相矛盾：{why}", "The receipt contradicts itself: {why_en}");
/// A text of a directive that is missing or too long.
pub(super) static BAD_TEXT: Fault = Fault::new(
    "directives_bad_text",
    422,
    "请填写{what}，最多 {most} 个字。",
    "Fill in this field with at most {most} characters.",
);
/// A deadline that has passed already.
pub(super) static DEADLINE_PAST: Fault = Fault::new(
    "directives_deadline_past",
    422,
    "到户期限已经过去，请选一个以后的时间。",
    "The deadline has passed already; choose a later time.",
);
