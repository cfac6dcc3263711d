//! What is left of a response's arrivals after its retention: the counts per grid and state.

use gridward_database::{Statement, Tx, params};
use gridward_domain::Id;

use crate::Error;

static EVENTS: Statement = Statement::new(
    "arrivals.erase_events",
    "DELETE FROM arrival_event WHERE id IN (SELECT id FROM arrival_event WHERE response_id = $1 LIMIT $2)",
);
static STAYS: Statement = Statement::new(
    "arrivals.erase_stays",
    "DELETE FROM stay WHERE id IN (SELECT id FROM stay WHERE response_id = $1 LIMIT $2)",
);
static ARRIVALS: Statement = Statement::new(
    "arrivals.erase",
    "DELETE FROM arrival WHERE id IN (SELECT id FROM arrival WHERE response_id = $1 LIMIT $2)",
);
static TIPS: Statement = Statement::new(
    "arrivals.erase_tips",
    "DELETE FROM tip WHERE id IN (SELECT id FROM tip WHERE response_id = $1 LIMIT $2)",
);
static POSTERS: Statement = Statement::new(
    "arrivals.erase_posters",
    "DELETE FROM poster WHERE code IN (SELECT code FROM poster WHERE response_id = $1 LIMIT $2)",
);

pub(super) const STATEMENTS: &[&Statement] = &[&EVENTS, &STAYS, &ARRIVALS, &TIPS, &POSTERS];

/// Removes the arrivals, stays, histories, tips and posters of a response; answers how many rows of each noun went. The
/// counts per grid and state stay as they were.
pub fn erase(tx: &mut Tx<'_>, response: Id) -> Result<Vec<(&'static str, u64)>, Error> {
    let nouns = [
        ("arrival_events", &EVENTS),
        ("stays", &STAYS),
        ("arrivals", &ARRIVALS),
        ("tips", &TIPS),
        ("posters", &POSTERS),
    ];
    let mut erased = Vec::with_capacity(nouns.len());
    for (noun, statement) in nouns {
        erased.push((noun, tx.exec(statement, &params![response.to_string()])?));
    }
    Ok(erased)
}
