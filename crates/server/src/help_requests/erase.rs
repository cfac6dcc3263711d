//! Nothing is left of a response's help requests after its retention.

use gridward_database::Statement;

use crate::responses::Eraser;

static HELP_REQUESTS: Statement = Statement::new(
    "help_requests.erase",
    "DELETE FROM help_request WHERE id IN (SELECT id FROM help_request WHERE response_id = $1 LIMIT $2)",
);

pub(super) const STATEMENTS: &[&Statement] = &[&HELP_REQUESTS];

/// The kind of records of help requests.
pub(crate) static ERASERS: &[Eraser] = &[Eraser {
    noun: "help_requests",
    table: "help_request",
    statement: &HELP_REQUESTS,
    verbs: &["help_requests.ask", "help_requests.take", "help_requests.answer", "help_requests.close"],
}];
