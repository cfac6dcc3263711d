//! Opening, closing, and jurisdictions side by side.

use gridward_database::{Db, DbError, Engine, Migration, OpenError, Options, Place};
use rstest::rstest;

use crate::site::{MIGRATIONS, Site, add_door, doors, feed, newest, postgres_url};

#[rstest]
fn two_jurisdictions_in_one_process_see_nothing_of_one_another(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (north, south) = (Site::new(engine), Site::new(engine));
    let (northern, southern) = (north.open(), south.open());
    northern.write_blocking("t", |tx| add_door(tx, "n")).unwrap();
    southern.write_blocking("t", |tx| add_door(tx, "s")).unwrap();
    assert_eq!((doors(&northern), feed(&northern)), (vec!["n".to_owned()], vec![(1, "n".to_owned())]));
    assert_eq!((doors(&southern), feed(&southern)), (vec!["s".to_owned()], vec![(1, "s".to_owned())]));
    assert_eq!(northern.tables().unwrap(), southern.tables().unwrap());
    assert_eq!(northern.columns().unwrap(), southern.columns().unwrap(), "each lists its own tables alone");
}

#[rstest]
fn rows_outlive_the_process(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let site = Site::new(engine);
    let db = site.open();
    db.write_blocking("t", |tx| add_door(tx, "a")).unwrap();
    drop(db);
    let again = site.open();
    assert_eq!(doors(&again), ["a"]);
    assert_eq!(again.schema_version(), 2);
}

#[rstest]
fn a_newer_schema_is_refused_with_what_to_do(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let site = Site::new(engine);
    site.open().close();
    let older = Db::open(site.place(), &Options::default(), &MIGRATIONS[..1]).err().unwrap();
    assert_eq!(older, OpenError::NewerSchema { found: 2, known: 1 });
    assert!(older.to_string().contains("start the newer program"), "{older}");
}

#[rstest]
fn another_history_is_refused(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let site = Site::new(engine);
    site.open().close();
    let other = [MIGRATIONS[0], Migration { name: "something else", ..MIGRATIONS[1] }];
    let refused = Db::open(site.place(), &Options::default(), &other).err().unwrap();
    assert!(matches!(refused, OpenError::OtherHistory { number: 2, .. }), "{refused:?}");
}

#[rstest]
fn a_migration_that_fails_leaves_the_version_before_it(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let site = Site::new(engine);
    let broken = Migration {
        number: 3,
        name: "broken",
        sql: "CREATE TABLE half (id TEXT NOT NULL PRIMARY KEY); INSERT INTO nowhere VALUES (1)",
    };
    let failed = Db::open(site.place(), &Options::default(), &[MIGRATIONS[0], MIGRATIONS[1], broken]).err().unwrap();
    assert!(matches!(failed, OpenError::Migration { number: 3, .. }), "{failed:?}");
    let db = site.open();
    assert_eq!(db.schema_version(), 2);
    assert!(!db.tables().unwrap().contains(&"half".to_owned()));
}

#[rstest]
fn numbers_with_a_gap_are_refused(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let site = Site::new(engine);
    let refused = Db::open(site.place(), &Options::default(), &MIGRATIONS[1..]).err().unwrap();
    assert_eq!(refused, OpenError::Numbering { number: 2, expected: 1, name: "notes on doors" });
}

#[rstest]
fn a_closed_database_says_so(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let site = Site::new(engine);
    let db = site.open();
    let other = db.clone();
    db.write_blocking("t", |tx| add_door(tx, "a")).unwrap();
    db.close();
    db.close();
    assert_eq!(other.write_blocking("t", |tx| add_door(tx, "b")), Err(DbError::Closed));
    assert_eq!(other.read_blocking("t", newest), Err(DbError::Closed));
    assert_eq!(doors(&site.open()), ["a"]);
}

#[test]
fn a_schema_name_that_is_none_is_refused() {
    let place = Place::Postgres { url: postgres_url(), schema: "town; DROP".to_owned() };
    let refused = Db::open(&place, &Options::default(), MIGRATIONS).err().unwrap();
    assert_eq!(refused, OpenError::SchemaName("town; DROP".to_owned()));
}

#[test]
fn an_address_with_a_password_is_never_shown() {
    let place = Place::Postgres { url: "postgres://clerk:secret@nowhere:bad/x".to_owned(), schema: "town".to_owned() };
    let refused = Db::open(&place, &Options::default(), MIGRATIONS).err().unwrap();
    assert!(matches!(refused, OpenError::Address(_)), "{refused:?}");
    assert!(!format!("{place:?} {refused:?} {refused}").contains("secret"));
}

#[test]
fn a_server_without_tls_is_refused_where_tls_is_required() {
    let url = format!("{}?sslmode=require", postgres_url());
    let place = Place::Postgres { url, schema: "never_made".to_owned() };
    let refused = Db::open(&place, &Options::default(), MIGRATIONS).err().unwrap();
    assert!(matches!(&refused, OpenError::Connect(DbError::Engine(text)) if text.contains("TLS")), "{refused:?}");
}
