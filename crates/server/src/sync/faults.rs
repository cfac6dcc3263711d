//! Why a delivery of commands is declined as a whole.

use gridward_domain::Fault;

pub(super) static WRONG_SIZE: Fault =
    Fault::new("sync_wrong_size", 422, "一次要提交 1 到 {most} 条。", "Bring 1 to {most} commands at a time.");
