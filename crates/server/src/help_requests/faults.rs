//! Why a help request is declined.

use gridward_domain::Fault;

pub(super) static TOO_MANY_OPEN: Fault = Fault::new(
    "help_requests_too_many_open",
    409,
    "您已有 {most} 条还没有答复，请先等答复。急事请直接打上面的电话。",
    "{most} of your requests wait for an answer already. In a hurry, call the number above.",
);
