//! Why a request about households is declined.

use gridward_domain::Fault;

pub(super) static NOT_A_GRID: Fault = Fault::new(
    "households_not_a_grid",
    422,
    "住户只能放在网格或微网格里，请选一个没有撤销的网格。",
    "A household lies in a grid or micro-grid; choose one that is not closed.",
);
pub(crate) static ENDED: Fault = Fault::new(
    "households_ended",
    409,
    "这一户已经注销或并入别的户，不能再改。",
    "This household has ended or was merged into another; it can't be changed any more.",
);
pub(crate) static AREA_MISSING: Fault = Fault::new(
    "households_area_missing",
    422,
    "请先选定这份台账属于哪个乡镇、村或网格。",
    "Choose the town, village or grid that this ledger belongs to.",
);
pub(super) static DOOR_MISSING: Fault = Fault::new(
    "households_door_missing",
    422,
    "请填写门牌（最多 100 个字），没有门牌就写能找到这一户的说法。",
    "Give the door (at most 100 characters); without a number, say how the household is found.",
);
pub(super) static TOO_LONG: Fault =
    Fault::new("households_too_long", 422, "这一项太长，最多 {most} 个字。", "Too long: at most {most} characters.");
pub(super) static NOBODY_CHOSEN: Fault = Fault::new(
    "households_nobody_chosen",
    422,
    "请选出要分出去的人：至少一人，也不能是全家；全家搬走请用“移到别的网格”。",
    "Choose who leaves: at least one, and not everybody; to move the whole household, use move.",
);
pub(super) static NOT_A_MEMBER: Fault = Fault::new(
    "households_not_a_member",
    422,
    "选中的人不在这一户里，请刷新后再选。",
    "One of those chosen does not live in this household; reload and choose again.",
);
pub(super) static SAME_HOUSEHOLD: Fault = Fault::new(
    "households_same",
    422,
    "两边是同一户，不用合并。",
    "Both are the same household; there is nothing to merge.",
);
pub(super) static SAME_GRID: Fault =
    Fault::new("households_same_grid", 422, "这一户已经在这个网格里。", "The household is in this grid already.");
pub(crate) static REASON_MISSING: Fault = Fault::new(
    "households_reason_missing",
    422,
    "请写明原因（{least} 到 200 个字）。",
    "Say why, in {least} to 200 characters.",
);
pub(super) static NOTHING_TO_SEARCH: Fault = Fault::new(
    "households_nothing_to_search",
    422,
    "请输入姓名、拼音（至少两个字母）、完整的证件号或电话，或门牌。",
    "Type a name, pinyin or initials (two letters or more), a whole document or phone number, or a door.",
);
