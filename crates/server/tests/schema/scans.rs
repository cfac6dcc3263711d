//! No statement reads a large table from end to end.

use std::collections::BTreeSet;

use gridward_server::doctor::{EXCEPTIONS, SMALL, unexpected_whole_reads, whole_reads};
use gridward_testkit::{World, both_engines};

#[test]
fn no_statement_reads_a_large_table_from_end_to_end() {
    let mut found = BTreeSet::new();
    for engine in both_engines() {
        let world = World::new(engine);
        let db = world.app.db();
        let unexpected = unexpected_whole_reads(db, 0).unwrap();
        assert!(unexpected.is_empty(), "{engine:?}: {unexpected:#?}");
        found.extend(whole_reads(db).unwrap());
    }
    let used = |name: &str, of: &str| found.iter().any(|read| read.statement == name && read.table == of);
    let stale: Vec<_> = EXCEPTIONS.iter().filter(|(name, of, _)| !used(name, of)).collect();
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
