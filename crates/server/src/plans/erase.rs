//! What is left of a response's plans after its retention: the counts per grid and measure, and what screenings changed.

use gridward_database::Statement;

use crate::responses::Eraser;

static PLANS: Statement =
    Statement::new("plans.erase", "DELETE FROM plan WHERE id IN (SELECT id FROM plan WHERE response_id = $1 LIMIT $2)");
static EXPOSURES: Statement = Statement::new(
    "plans.erase_exposures",
    "DELETE FROM exposure WHERE id IN (SELECT id FROM exposure WHERE response_id = $1 LIMIT $2)",
);
static SCREENINGS: Statement = Statement::new(
    "plans.erase_screenings",
    "UPDATE screening SET touches = '' WHERE id IN
       (SELECT id FROM screening WHERE response_id = $1 AND touches <> '' LIMIT $2)",
);

pub(super) const STATEMENTS: &[&Statement] = &[&PLANS, &EXPOSURES, &SCREENINGS];

const VERBS: &[&str] = &["plans.assess", "plans.confirm", "plans.reject", "plans.end", "plans.release"];

/// The kinds of records of plans.
pub(crate) static ERASERS: &[Eraser] = &[
    Eraser { noun: "plans", table: "plan", statement: &PLANS, verbs: VERBS },
    Eraser { noun: "exposures", table: "exposure", statement: &EXPOSURES, verbs: &[] },
    Eraser { noun: "screenings", table: "screening", statement: &SCREENINGS, verbs: &[] },
];
