//! The tables are the same on both engines.

use gridward_database::{ColumnKind, Engine, Statement, TableColumn};
use gridward_testkit::{World, both_engines};

static INDEXES: Statement = Statement::forked(
    "test.indexes",
    "SELECT tbl_name, name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY tbl_name, name",
    "SELECT tablename, indexname FROM pg_indexes WHERE schemaname = current_schema()
     AND indexname NOT LIKE '%\\_pkey' AND indexname NOT LIKE '%\\_key'
     ORDER BY tablename COLLATE \"C\", indexname COLLATE \"C\"",
);

fn columns(engine: Engine) -> Vec<TableColumn> {
    World::new(engine).app.db().columns().unwrap()
}

#[test]
fn both_engines_have_the_same_columns() {
    let [one, other] = both_engines().map(columns);
    assert!(!one.is_empty());
    assert_eq!(one, other);
}

#[test]
fn every_column_has_a_portable_type() {
    let odd: Vec<_> =
        columns(Engine::Sqlite).into_iter().filter(|column| matches!(column.kind, ColumnKind::Other(_))).collect();
    assert!(odd.is_empty(), "{odd:?}");
}

#[test]
fn both_engines_have_the_same_indexes() {
    let [one, other] = both_engines().map(|engine| {
        let world = World::new(engine);
        world.run(|tx, _| Ok(tx.all(&INDEXES, &[], |row| Ok((row.get::<String>(0)?, row.get::<String>(1)?)))?)).unwrap()
    });
    assert!(!one.is_empty());
    assert_eq!(one, other);
}
