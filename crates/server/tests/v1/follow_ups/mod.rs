mod days;
mod erase;
mod phone;
mod report;

use gridward_testkit::Reply;
use serde_json::{Value, json};

use crate::plans::Office;

/// A report of a follow-up by whoever the client is.
pub(crate) fn reported(office: &Office, outcome: &str) -> Value {
    let how_known = if outcome.starts_with("seen") { "seen" } else { "not_reached" };
    json!({ "outcome": outcome, "how_known": how_known, "device_at": office.world.clock.now() })
}

/// With more fields.
pub(crate) fn with(mut report: Value, more: &Value) -> Value {
    let fields = report.as_object_mut().unwrap();
    fields.extend(more.as_object().unwrap().clone());
    report
}

/// Reports what came of a follow-up.
pub(crate) async fn report(office: &Office, follow_up: &Value, report: Value) -> Reply {
    let path = format!("/api/v1/follow_ups/{}/reports", follow_up["id"].as_str().unwrap());
    office.clerk.post(&path, report).await
}
