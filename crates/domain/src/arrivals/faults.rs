//! Why a move of an arrival or a stay is declined by the rules.

use crate::Fault;

/// A move that is not drawn.
pub static WRONG_ARRIVAL_MOVE: Fault = Fault::new(
    "arrivals_wrong_move",
    409,
    "这条报备目前是“{state}”，不能变为“{next}”。请刷新后再看。",
    "The arrival is {state_en} and can't become {next_en}; reload it and look again.",
);
/// A stay that contradicts itself or the day of return.
pub static BAD_STAY: Fault = Fault::new("arrivals_bad_stay", 422, "旅居史有误：{why}", "This stay is wrong: {why_en}");
