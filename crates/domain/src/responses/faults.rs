//! Why a move or the terms of a response are declined by the rules.

use crate::Fault;

/// A move that the state does not allow.
pub static WRONG_MOVE: Fault = Fault::new(
    "responses_wrong_move",
    409,
    "这次专项行动目前是“{state}”，不能{move}。请刷新后再看。",
    "The response is {state_en}: {move_en} is not possible.",
);
/// Records of health and whereabouts are taken only while their response is open.
pub static NOT_OPEN: Fault = Fault::new(
    "responses_not_open",
    409,
    "这次专项行动目前是“{state}”，不能再登记或修改。需要继续时请另开一次专项行动。",
    "The response is {state_en}: nothing more can be entered or changed. Open another response to go on.",
);
/// A text or a number of the terms that is missing, too short, too long or of another shape.
pub static BAD_TERMS: Fault = Fault::new("responses_bad_terms", 422, "{why}", "{why_en}");
/// A start too long ago or too far ahead.
pub static BEGINS_TOO_FAR_OFF: Fault = Fault::new(
    "responses_begins_too_far_off",
    422,
    "开始时间要在过去一年到今后 30 天之间，请核对年份。",
    "A response begins at most a year ago and at most 30 days from now; check the year.",
);
