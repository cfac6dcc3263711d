//! What goes with a response: the kinds of records that tell of health or whereabouts.

use gridward_database::Statement;

use crate::{arrivals, follow_ups, help_requests, plans, risk_areas, rule_tables};

/// A kind of records of a response that are erased after its retention.
pub(crate) struct Eraser {
    /// What the certificate calls them.
    pub(crate) noun: &'static str,
    /// The table they lie in.
    pub(crate) table: &'static str,
    /// Removes or blanks at most `$2` of the records of response `$1` and touches none that are blank already.
    pub(crate) statement: &'static Statement,
    /// The commands whose kept outcomes may show such records.
    pub(crate) verbs: &'static [&'static str],
}

/// Every kind, what points to another before what it points to. A new noun with records of a response adds its lines.
static ERASERS: &[&[Eraser]] = &[
    help_requests::ERASERS,
    follow_ups::ERASERS,
    plans::ERASERS,
    arrivals::ERASERS,
    risk_areas::ERASERS,
    rule_tables::ERASERS,
];

/// Every kind, in the order in which they are erased.
pub(super) fn erasers() -> impl Iterator<Item = &'static Eraser> {
    ERASERS.iter().copied().flatten()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::erasers;
    use crate::MIGRATIONS;

    /// Tables of a response that stay when its records go, with the reason.
    const STAY: &[(&str, &str)] = &[
        ("arrival_count", "how many were where, without a word of whom"),
        ("follow_up_count", "how many were due and done, without a word of whose"),
        ("plan_count", "how many were under which measure, without a word of whom"),
        ("returned_count", "how many returned from how far, without a word of whom"),
        ("response_certificate", "the proof"),
        ("response_erased", "how many records there were"),
        ("zero_report", "that nobody returned to a village on a day"),
        ("screening_count", "how many a change touched, without a word of whom"),
    ];

    /// The tables that the migrations make with a `response_id`.
    fn tables_of_responses() -> BTreeSet<&'static str> {
        let statements = MIGRATIONS.iter().flat_map(|migration| migration.sql.split(';'));
        let tables = statements.filter_map(|statement| statement.split_once("CREATE TABLE ")?.1.split_once(" ("));
        tables.filter(|(_, columns)| columns.contains("response_id ")).map(|(table, _)| table).collect()
    }

    #[test]
    fn whatever_belongs_to_a_response_has_an_eraser_or_a_reason_to_stay() {
        let erased: BTreeSet<&str> = erasers().map(|eraser| eraser.table).collect();
        let stays = |table: &str| STAY.iter().any(|(name, _)| *name == table);
        let tables = tables_of_responses();
        assert!(tables.len() > STAY.len(), "{tables:?}");
        let forgotten: Vec<_> = tables.iter().filter(|table| !erased.contains(**table) && !stays(table)).collect();
        assert!(forgotten.is_empty(), "add an eraser, or say why they stay: {forgotten:?}");
    }

    #[test]
    fn each_kind_of_records_has_one_eraser() {
        let nouns: Vec<&str> = erasers().map(|eraser| eraser.noun).collect();
        assert_eq!(nouns.len(), nouns.iter().collect::<BTreeSet<_>>().len(), "{nouns:?}");
    }
}
