//! Looking at tables, columns and plans.

use gridward_database::{ColumnKind, DbError, Engine, SetStatement, Statement};
use rstest::rstest;

use crate::site::{BROKEN, Site, newest};

#[rstest]
fn columns_have_the_portable_types_on_both_engines(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let site = Site::new(engine);
    let db = site.open();
    assert_eq!(db.tables().unwrap(), ["change", "change_head", "door", "lane", "schema_version"]);
    let door: Vec<_> = db
        .columns()
        .unwrap()
        .into_iter()
        .filter(|column| column.table == "door")
        .map(|column| (column.name, column.kind, column.nullable))
        .collect();
    let expected = [
        ("id", ColumnKind::Text, false),
        ("lane_id", ColumnKind::Text, true),
        ("ord", ColumnKind::Int, false),
        ("lived_in", ColumnKind::Bool, false),
        ("height", ColumnKind::Real, true),
        ("seal", ColumnKind::Bytes, true),
        ("note", ColumnKind::Text, true),
    ];
    assert_eq!(door, expected.map(|(name, kind, nullable)| (name.to_owned(), kind, nullable)));
}

#[rstest]
fn a_plan_tells_an_index_from_a_scan(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    static BY_ORD: Statement = Statement::new("t.by_ord", "SELECT id FROM door WHERE ord >= $1 AND ord < $2");
    static BY_NOTE: Statement = Statement::new("t.by_note", "SELECT id FROM door WHERE note = $1");
    static BY_ID: SetStatement = SetStatement::new("t.by_id", "UPDATE door SET ord = $1 WHERE id IN (", "?", ")");
    let site = Site::new(engine);
    let db = site.open();
    let scan = if engine == Engine::Sqlite { "SCAN door" } else { "Seq Scan on door" };
    assert!(db.plan(&BY_ORD).unwrap().join("\n").contains("door_ord"));
    assert!(db.plan(&BY_NOTE).unwrap().join("\n").contains(scan));
    assert!(!db.plan_set(&BY_ID).unwrap().join("\n").contains(scan));
}

#[rstest]
fn a_statement_is_prepared_without_being_run(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    static CLEAR: Statement = Statement::new("t.clear", "DELETE FROM change_head WHERE seq = $1");
    static SET: SetStatement = SetStatement::new("t.set", "INSERT INTO lane (id, name) VALUES ", "(?, ?)", "");
    let site = Site::new(engine);
    let db = site.open();
    assert_eq!(db.check_prepares(&CLEAR), Ok(()));
    assert_eq!(db.check_prepares_set(&SET), Ok(()));
    assert!(matches!(db.check_prepares(&BROKEN), Err(DbError::Engine(text)) if text.contains("doors.broken")));
    assert_eq!(db.read_blocking("t", newest), Ok::<_, DbError>(0));
}
