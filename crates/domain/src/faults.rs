//! Faults that any request may meet.

use crate::Fault;

/// The record does not exist, or the asker may not know of it.
pub static NOT_FOUND: Fault = Fault::new(
    "not_found",
    404,
    "没有找到这条记录，可能已被移走，或不在您负责的范围内。",
    "No such record, or it is outside what you answer for.",
);
/// None of the asker's posts allows this.
pub static NOT_ALLOWED: Fault = Fault::new(
    "not_allowed",
    403,
    "您现在的岗位不能做这件事，请找上一级负责人办理。",
    "None of your posts allows this; ask the person responsible one level up.",
);
/// No valid session.
pub static SIGNED_OUT: Fault = Fault::new(
    "signed_out",
    401,
    "请先登录；长时间未操作会自动退出。",
    "Please sign in; idle sessions end by themselves.",
);
/// A request that changes something came without the header that proves it is from our own pages.
pub static NOT_FROM_OUR_PAGES: Fault = Fault::new(
    "not_from_our_pages",
    403,
    "这个请求不是从本系统页面发出的，已拒绝。",
    "This request does not come from one of our pages (header X-Gridward is missing).",
);
/// The body or a parameter can't be read.
pub static BAD_REQUEST: Fault =
    Fault::new("bad_request", 400, "提交的内容有误：{why}", "The request can't be read: {why}");
/// The body is larger than this route takes.
pub static TOO_LARGE: Fault = Fault::new(
    "too_large",
    413,
    "内容太大，最多 {most}。请拆成几份再提交。",
    "Too large: at most {most}. Split it into parts.",
);
/// No such path or method.
pub static NO_SUCH_ROUTE: Fault = Fault::new("no_such_route", 404, "没有这个地址。", "There is no such address.");
/// The path exists, but not with this method.
pub static WRONG_METHOD: Fault =
    Fault::new("wrong_method", 405, "这个地址不支持这种操作。", "This address does not take that method.");
/// The cursor of a list is none that an earlier page gave.
pub static BAD_CURSOR: Fault = Fault::new(
    "bad_cursor",
    400,
    "翻页位置无效，请从第一页重新打开。",
    "This cursor is not ours; start again from the first page.",
);
/// Somebody changed the record since it was read.
pub static CHANGED_MEANWHILE: Fault = Fault::new(
    "changed_meanwhile",
    409,
    "刚才有人改过这条记录，请先刷新看看再改。",
    "Somebody changed this record meanwhile; reload it and look before you change it.",
);
/// The op_id was used before for something else.
pub static OP_REUSED: Fault = Fault::new(
    "op_reused",
    409,
    "这个操作编号已用于另一件事，请刷新页面后重试。",
    "This op_id has been used for another command; make a new one.",
);
/// Too many requests at once.
pub static TOO_BUSY: Fault =
    Fault::new("too_busy", 503, "现在人太多，请过几秒再试。", "Too busy right now; try again in a few seconds.");
/// Too many attempts.
pub static TOO_MANY: Fault = Fault::new(
    "too_many",
    429,
    "试得太频繁，请 {seconds} 秒后再试。",
    "Too many attempts; try again in {seconds} seconds.",
);
/// Our own fault.
pub static BROKEN: Fault = Fault::new(
    "broken",
    500,
    "系统出错了，内容没有保存。请把编号 {request} 告诉管理员。",
    "Something broke on our side and nothing was saved. Tell the operator this number: {request}.",
);

/// All of them.
pub static ALL: &[&Fault] = &[
    &NOT_FOUND,
    &NOT_ALLOWED,
    &SIGNED_OUT,
    &NOT_FROM_OUR_PAGES,
    &BAD_REQUEST,
    &TOO_LARGE,
    &NO_SUCH_ROUTE,
    &WRONG_METHOD,
    &CHANGED_MEANWHILE,
    &OP_REUSED,
    &TOO_BUSY,
    &TOO_MANY,
    &BROKEN,
];
