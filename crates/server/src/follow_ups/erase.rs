//! What is left of a response's follow-ups after its retention: the counts per grid and day.

use gridward_database::Statement;

use crate::responses::Eraser;

static REPORTS: Statement = Statement::new(
    "follow_ups.erase_reports",
    "DELETE FROM follow_up_report WHERE id IN (SELECT id FROM follow_up_report WHERE response_id = $1 LIMIT $2)",
);
static FOLLOW_UPS: Statement = Statement::new(
    "follow_ups.erase",
    "DELETE FROM follow_up WHERE id IN (SELECT id FROM follow_up WHERE response_id = $1 LIMIT $2)",
);

pub(super) const STATEMENTS: &[&Statement] = &[&REPORTS, &FOLLOW_UPS];

/// The kinds of records of follow-ups.
pub(crate) static ERASERS: &[Eraser] = &[
    Eraser { noun: "follow_up_reports", table: "follow_up_report", statement: &REPORTS, verbs: &["follow_ups.record"] },
    Eraser { noun: "follow_ups", table: "follow_up", statement: &FOLLOW_UPS, verbs: &[] },
];
