//! Why a help request or a move of one is declined by the rules.

use crate::Fault;

/// A move that is not drawn.
pub static WRONG_HELP_MOVE: Fault = Fault::new(
    "help_requests_wrong_move",
    409,
    "这条求助目前是“{state}”，不能变为“{next}”。请刷新后再看。",
    "The request is {state_en} and can't become {next_en}; reload it and look again.",
);
/// A text that is missing or too long.
pub static BAD_HELP_REQUEST: Fault = Fault::new("help_requests_wrong", 422, "{why}", "{why_en}");
