//! Why a move of a plan is declined by the rules.

use crate::Fault;

/// A move that is not drawn.
pub static WRONG_PLAN_MOVE: Fault = Fault::new(
    "plans_wrong_move",
    409,
    "这项管控措施目前是“{state}”，不能这样处理。请刷新后再看。",
    "The plan is {state_en} and can't be changed so; reload it and look again.",
);
/// Nothing was found that a person could confirm: the stay itself has to be asked about.
pub static NOTHING_TO_CONFIRM: Fault = Fault::new(
    "plans_nothing_to_confirm",
    409,
    "这条旅居史还没有对应的规则，请先核实并更正旅居史（补充区划或地点），系统会重新研判。",
    "No rule was found for this stay yet: ask about it and correct the stays; it is then assessed anew.",
);
