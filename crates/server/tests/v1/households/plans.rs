use gridward_testkit::{World, both_engines};

/// Tables that grow with the ledger and with use: no statement may read one from end to end.
const LARGE: [&str; 3] = ["household", "resident", "ledger_event"];

#[test]
fn every_statement_of_the_ledger_prepares_and_reads_no_large_table_whole() {
    for engine in both_engines() {
        let world = World::new(engine);
        for statement in gridward_server::statements() {
            world.app.db().check_prepares(statement).unwrap();
            let whole = world.app.db().plan(statement).unwrap().into_iter().find(|line| {
                LARGE.iter().any(|table| line.trim() == format!("SCAN {table}"))
                    && statement.name() != "households.is_empty"
            });
            assert_eq!(whole, None, "{}", statement.name());
        }
    }
}
