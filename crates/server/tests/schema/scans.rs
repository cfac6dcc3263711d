//! No statement reads a large table from end to end.

use std::collections::BTreeSet;

use gridward_testkit::{World, both_engines};

use crate::plan::read_whole;
use crate::registry::Listed;

/// Tables that stay small however large the jurisdiction is and however long it runs. Every other table is large.
const SMALL: &[(&str, &str)] = &[
    ("change_head", "one row"),
    ("ledger_import", "a row per file that was imported"),
    ("ledger_mapping", "a row per shape of file that a clerk saved"),
    ("setting", "a few facts about the jurisdiction"),
    ("schema_version", "a row per migration"),
];

/// Statements that may read a large table whole, with the reason.
const EXCEPTIONS: &[(&str, &str, &str)] = &[
    ("areas.known", "area", "an import of divisions compares the whole file with the whole tree"),
    ("areas.known", "area_code", "and with all its codes"),
    ("audit.last", "audit", "one row, from the end of the index"),
    ("doctor.newest", "audit", "one row, from the end of the index"),
    ("doctor.sealed_sample", "resident", "one row, the first with a number"),
    ("households.is_empty", "household", "one row, whichever comes first"),
    ("people.any_account", "account", "one row, whichever comes first"),
];

#[test]
fn no_statement_reads_a_large_table_from_end_to_end() {
    let mut used = BTreeSet::new();
    for engine in both_engines() {
        let world = World::new(engine);
        let db = world.app.db();
        let tables = db.tables().unwrap();
        let mut findings = Vec::new();
        for one in Listed::all() {
            let plan = one.plan(db);
            for table in read_whole(engine, &plan, &one.sql(engine), &tables) {
                let excused = EXCEPTIONS.iter().find(|(name, of, _)| *name == one.name() && *of == table);
                if let Some((name, of, _)) = excused {
                    used.insert((*name, *of));
                } else if !SMALL.iter().any(|(small, _)| *small == table) {
                    findings.push(format!("{} reads {table} whole: {plan:#?}", one.name()));
                }
            }
        }
        assert!(findings.is_empty(), "{engine:?}: {}", findings.join("\n"));
    }
    let stale: Vec<_> = EXCEPTIONS.iter().filter(|(name, of, _)| !used.contains(&(*name, *of))).collect();
    assert!(stale.is_empty(), "no longer needed: {stale:?}");
}

#[test]
fn every_table_called_small_exists() {
    for engine in both_engines() {
        let world = World::new(engine);
        let tables = world.app.db().tables().unwrap();
        let gone: Vec<_> = SMALL.iter().filter(|(small, _)| !tables.iter().any(|table| table == small)).collect();
        assert!(gone.is_empty(), "{gone:?}");
    }
}
