//! Why a request about directives is declined.

use gridward_domain::Fault;

pub(super) static SCOPE_EMPTY: Fault =
    Fault::new("directives_scope_empty", 422, "请至少选一个下发范围。", "Choose at least one area for the scope.");
pub(super) static SCOPE_CLOSED: Fault = Fault::new(
    "directives_scope_closed",
    422,
    "“{name}”已经撤销，请从范围里去掉。",
    "{name} is closed; take it out of the scope.",
);
pub(super) static SCOPE_OUTSIDE: Fault = Fault::new(
    "directives_scope_outside",
    403,
    "范围里有不归您签发的区划，请只选您辖区内的。",
    "The scope has an area that is outside what you answer for.",
);
pub(super) static REASON_MISSING: Fault = Fault::new(
    "directives_reason_missing",
    422,
    "请写明原因，以后查得到。",
    "Give a reason, so that it can be looked up later.",
);
pub(super) static PURPOSE_MISSING: Fault = Fault::new(
    "directives_purpose_missing",
    422,
    "请写明导出用途，至少 4 个字。",
    "Say what the export is for, in at least four characters.",
);
pub(super) static NOT_ISSUED: Fault = Fault::new(
    "directives_not_issued",
    409,
    "这条要求还没有签发，没有到户情况。",
    "The directive has not been issued, so nothing is known of its reach.",
);
pub(super) static OUT_OF_SCOPE: Fault = Fault::new(
    "receipts_out_of_scope",
    409,
    "这一户不在这条要求的范围内，或已不在册；请刷新后再看。",
    "This household is not in the directive's scope, or has left the ledger; reload and look.",
);
pub(super) static NO_SUCH_VERSION: Fault = Fault::new(
    "receipts_no_such_version",
    409,
    "这条要求没有第 {version} 版，请刷新。",
    "The directive has no version {version}; reload.",
);
pub(super) static NOTHING_TO_CORRECT: Fault = Fault::new(
    "receipts_nothing_to_correct",
    409,
    "要更正的那条回执不在这一户名下，或已更正过。",
    "The receipt to correct is not one of this door's, or has been corrected already.",
);
pub(super) static NOT_A_TIER: Fault = Fault::new(
    "directives_not_a_tier",
    409,
    "这个区划不需要为这条要求签收。",
    "This area does not sign for this directive.",
);
pub(super) static NO_LIAISON_POST: Fault = Fault::new(
    "directives_no_liaison_post",
    422,
    "这个岗位没有联户名单，请换一位联户人。",
    "This post has no set of households; choose a liaison.",
);
pub(super) static BAD_BASE: Fault = Fault::new(
    "directives_bad_base",
    422,
    "二维码网址要以 http:// 或 https:// 开头。",
    "The address for the codes begins with http:// or https://.",
);
pub(super) static EXPORT_OVER: Fault =
    Fault::new("exports_over", 410, "下载链接已过期，请重新导出。", "The link has expired; export again.");
