//! What is left of a response's arrivals after its retention: the counts per grid and state.

use gridward_database::Statement;

use crate::responses::Eraser;

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

/// Commands whose kept outcomes say where somebody stands.
const VERBS: &[&str] = &[
    "arrivals.register",
    "arrivals.register_self",
    "arrivals.correct_own",
    "arrivals.edit",
    "arrivals.import",
    "arrivals.arrive",
    "arrivals.verify",
    "arrivals.route",
    "arrivals.forward",
    "arrivals.accept",
    "arrivals.link",
    "arrivals.end",
];

/// The kinds of records of arrivals. The counts per grid and state stay as they were.
pub(crate) static ERASERS: &[Eraser] = &[
    Eraser { noun: "arrival_events", table: "arrival_event", statement: &EVENTS, verbs: &[] },
    Eraser { noun: "stays", table: "stay", statement: &STAYS, verbs: &[] },
    Eraser { noun: "arrivals", table: "arrival", statement: &ARRIVALS, verbs: VERBS },
    Eraser { noun: "tips", table: "tip", statement: &TIPS, verbs: &["tips.look"] },
    Eraser { noun: "posters", table: "poster", statement: &POSTERS, verbs: &["posters.make", "posters.end"] },
];
