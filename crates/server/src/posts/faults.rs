//! Why a request about posts is declined.

use gridward_domain::Fault;

pub(super) static NOT_BELOW: Fault = Fault::new(
    "posts_not_below",
    403,
    "您的岗位不能任免“{role}”，请找上一级负责人办理。",
    "Your posts don't let you fill or end a post of {role}; ask the person responsible one level up.",
);
pub(super) static WRONG_AREA: Fault = Fault::new(
    "posts_wrong_area",
    422,
    "这个岗位不能设在这一级区划，或该区划已撤销。请选合适的区划（网格长、网格员、联户人选网格）。",
    "This role is not held at an area of that level, or the area is closed. Choose a fitting one (grids for grid heads, \
     grid workers and liaisons).",
);
pub(super) static UNSOUND: Fault =
    Fault::new("posts_unsound_dates", 422, "结束时间必须晚于开始时间。", "The end must come after the start.");
pub(super) static NO_SUCH_PERSON: Fault = Fault::new(
    "posts_no_such_person",
    422,
    "没有这个人，或已离任。请先在“人员”里登记。",
    "There is no such person, or the person has left. Enter the person under People first.",
);
pub(super) static HELD_ALREADY: Fault = Fault::new(
    "posts_held_already",
    409,
    "这个人那时已在这个岗位上，不用重复任命。",
    "The person holds this very post at that time already.",
);
pub(super) static ENDED: Fault = Fault::new(
    "posts_ended",
    409,
    "这个岗位已经结束，不能再改；需要时请重新任命。",
    "This post has ended and can't be changed; appoint anew if needed.",
);
pub(super) static END_OUTSIDE: Fault = Fault::new(
    "posts_end_outside",
    422,
    "结束时间必须在这个岗位的起止时间之内。",
    "The end must lie within the dates of the post.",
);
pub(super) static STANDS_IN: Fault = Fault::new(
    "posts_stands_in",
    409,
    "这是代理岗位，请在被代理的岗位上操作。",
    "This post stands in for another; do it at the post it stands in for.",
);
pub(super) static STAND_IN_OUTSIDE: Fault = Fault::new(
    "posts_stand_in_outside",
    422,
    "代理的起止时间必须在被代理岗位的任期之内。",
    "Whoever stands in can do so only within the dates of the post.",
);
pub(super) static NO_SET: Fault = Fault::new(
    "posts_no_set",
    422,
    "只有联户人按住户划分，其他岗位按区划负责。",
    "Only a liaison has a set of households; other posts answer for an area.",
);
pub(super) static NOT_IN_GRID: Fault = Fault::new(
    "posts_not_in_grid",
    422,
    "有住户不在这个网格里，或已不在册。请刷新后重选。",
    "Some of the households do not live in this grid any more; reload and choose again.",
);
pub(super) static REASON_MISSING: Fault = Fault::new(
    "posts_reason_missing",
    422,
    "请写明原因，以后查得到。",
    "Give a reason, so that it can be looked up later.",
);
pub(super) static IN_TWO_SETS: Fault = Fault::new(
    "posts_in_two_sets",
    422,
    "有住户同时分在两组里，请只留在一组。",
    "A household is in two of the sets; leave it in one.",
);
