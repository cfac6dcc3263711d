//! Why a request about responses is declined.

use gridward_domain::Fault;

pub(super) static SCOPE_CLOSED: Fault = Fault::new(
    "responses_scope_closed",
    422,
    "“{name}”已经撤销，请换一个区划。",
    "{name} is closed; choose another area.",
);
pub(super) static PROGRAMME_UNKNOWN: Fault = Fault::new(
    "responses_programme_unknown",
    422,
    "没有叫“{name}”的规则集，请从列表里选一个，还没有就空着。",
    "There is no rule set {name}; choose one of the list, or none yet.",
);
pub(super) static REASON_MISSING: Fault = Fault::new(
    "responses_reason_missing",
    422,
    "请写明为什么结束，至少 4 个字。",
    "Say why it ends, in at least four characters.",
);
pub(super) static NO_WITNESS: Fault = Fault::new(
    "responses_no_witness",
    422,
    "请选一位在职人员作见证人，不能是您自己。",
    "Name somebody who is in service, other than yourself, as the witness.",
);
pub(super) static NOT_ERASED: Fault = Fault::new(
    "responses_not_erased",
    409,
    "这次专项行动的数据还没有销毁，到期销毁后才有证书。",
    "The records of this response have not been erased yet; the certificate comes with the erasing.",
);
