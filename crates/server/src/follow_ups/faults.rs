//! Why a request about follow-ups is declined.

use gridward_domain::Fault;

pub(super) static NOT_YET: Fault = Fault::new(
    "follow_ups_not_yet",
    409,
    "这次随访到 {due_on} 才开始，请到当天再记录。",
    "This follow-up is due on {due_on}; report it on that day.",
);
pub(super) static UNKNOWN_SYMPTOM: Fault = Fault::new(
    "follow_ups_unknown_symptom",
    422,
    "方案里没有“{symptom}”这个症状，请从列表中选择，或写在发现里。",
    "The programme knows no symptom {symptom}; choose one of its list, or say it in the finding.",
);
