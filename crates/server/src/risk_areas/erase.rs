//! What goes of risk lists after the retention: the places and every text. How many there were stays with each list.

use gridward_database::Statement;

use crate::responses::Eraser;

static PLACES: Statement = Statement::new(
    "risk_areas.erase_places",
    "DELETE FROM risk_place WHERE id IN (SELECT id FROM risk_place WHERE response_id = $1 LIMIT $2)",
);
static MATCHES: Statement = Statement::new(
    "risk_areas.erase_matches",
    "DELETE FROM risk_match WHERE response_id = $1 AND text_key IN
       (SELECT text_key FROM risk_match WHERE response_id = $1 LIMIT $2)",
);
static LISTS: Statement = Statement::new(
    "risk_areas.erase_lists",
    "UPDATE risk_list SET source = '', withdrawn_reason = '' WHERE id IN
       (SELECT id FROM risk_list WHERE response_id = $1 AND (source <> '' OR withdrawn_reason <> '') LIMIT $2)",
);

pub(super) const STATEMENTS: &[&Statement] = &[&PLACES, &MATCHES, &LISTS];

const VERBS: &[&str] = &["risk_areas.put_in_force", "risk_areas.withdraw", "risk_areas.decide"];

/// The kinds of records of risk lists.
pub(crate) static ERASERS: &[Eraser] = &[
    Eraser { noun: "risk_places", table: "risk_place", statement: &PLACES, verbs: VERBS },
    Eraser { noun: "risk_matches", table: "risk_match", statement: &MATCHES, verbs: &[] },
    Eraser { noun: "risk_lists", table: "risk_list", statement: &LISTS, verbs: &[] },
];
