//! Why a request about residents is declined.

use gridward_domain::Fault;

pub(super) static NAME_DOUBTFUL: Fault = Fault::new(
    "residents_name_doubtful",
    422,
    "姓名不对：请填写完整姓名，不要带数字、备注或“?”，生僻字请重新输入。",
    "This is no whole name: leave out digits and notes, and type lost characters again.",
);
pub(super) static DOCUMENT_WRONG: Fault =
    Fault::new("residents_document_wrong", 422, "证件号码不对：{why}", "The document number is wrong: {why}");
pub(super) static PHONE_WRONG: Fault = Fault::new(
    "residents_phone_wrong",
    422,
    "电话号码不对：手机 11 位，座机请带区号，一格只填一个号码。",
    "The phone number is wrong: 11 digits for a mobile, an area code for a landline, one number a field.",
);
pub(super) static BIRTH_CONTRADICTS: Fault = Fault::new(
    "residents_birth_contradicts",
    422,
    "出生日期与身份证号码不一致，请核对后再填。",
    "The date of birth contradicts the ID number; check both.",
);
pub(super) static SEX_CONTRADICTS: Fault = Fault::new(
    "residents_sex_contradicts",
    422,
    "性别与身份证号码不一致，请核对后再填。",
    "The sex contradicts the ID number; check both.",
);
pub(super) static BIRTH_IN_FUTURE: Fault =
    Fault::new("residents_birth_in_future", 422, "出生日期晚于今天。", "The date of birth is later than today.");
pub(super) static SAME_NUMBER: Fault = Fault::new(
    "residents_same_number",
    409,
    "台账里已有人登记了这个证件号码，请先查找；确是同一人请用“合并”。",
    "Somebody in the ledger has this document number already; search first, and merge if it is the same person.",
);
pub(super) static GONE: Fault = Fault::new(
    "residents_gone",
    409,
    "这个人已从台账移出或并入另一人，不能再改。",
    "This person was removed from the ledger or merged into another; nothing can be changed any more.",
);
pub(super) static SAME_PERSON: Fault = Fault::new(
    "residents_same",
    422,
    "两边是同一个人，不用合并。",
    "Both are the same person; there is nothing to merge.",
);
pub(super) static SAME_HOUSEHOLD: Fault = Fault::new(
    "residents_same_household",
    422,
    "这个人已经在这一户里。",
    "This person lives in that household already.",
);
pub(super) static NO_NUMBER: Fault =
    Fault::new("residents_no_number", 404, "这个人没有登记这个号码。", "No such number is registered for this person.");
