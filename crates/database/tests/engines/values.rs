//! Values go in and come out alike on both engines.

use gridward_database::{Db, DbError, Engine, Param, Statement, params};
use proptest::prelude::*;
use rstest::rstest;

use crate::site::{DOORS, Site, first};

static ADD: Statement = Statement::new(
    "doors.add_all",
    "INSERT INTO door (id, ord, lived_in, height, seal, note) VALUES ($1, $2, $3, $4, $5, $6)",
);
static GET: Statement = Statement::new("doors.get", "SELECT ord, lived_in, height, seal, note FROM door WHERE id = $1");
static REMOVE: Statement = Statement::new("doors.remove", "DELETE FROM door WHERE id = $1");

type Door = (i64, bool, Option<f64>, Option<Vec<u8>>, Option<String>);

fn there_and_back(db: &Db, door: Door) -> Result<Door, DbError> {
    db.write_blocking("t", move |tx| {
        let (ord, lived_in, height, seal, note) = &door;
        tx.exec(&ADD, &params!["a", *ord, *lived_in, *height, seal.as_deref(), note.as_deref()])?;
        let found =
            tx.one(&GET, &params!["a"], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)))?;
        tx.exec(&REMOVE, &params!["a"])?;
        Ok(found)
    })
}

#[rstest]
fn every_value_comes_back_as_it_went(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let site = Site::new(engine);
    let db = site.open();
    let doors = (
        0..i64::MAX,
        any::<bool>(),
        prop::option::of(prop::num::f64::NORMAL),
        prop::option::of(prop::collection::vec(any::<u8>(), 0..40)),
        prop::option::of("[^\u{0}]{0,20}"),
    );
    proptest!(ProptestConfig::with_cases(40), |(door in doors)| {
        prop_assert_eq!(there_and_back(&db, door.clone()), Ok(door));
    });
}

#[rstest]
fn a_value_of_another_type_is_a_shape_error_that_names_the_statement(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let site = Site::new(engine);
    let db = site.open();
    let (null, number, unparsed, far) = db
        .write_blocking("t", |tx| {
            tx.exec(&ADD, &params!["a", 1_i64, true, None::<f64>, None::<Vec<u8>>, "老王家"])?;
            let null = tx.one(&GET, &params!["a"], |row| row.get::<f64>(2)).unwrap_err();
            let number = tx.one(&GET, &params!["a"], |row| row.get::<i64>(4)).unwrap_err();
            let unparsed = tx.one(&GET, &params!["a"], |row| row.parse::<u8>(4)).unwrap_err();
            let far = tx.one(&GET, &params!["a"], |row| row.get::<i64>(5)).unwrap_err();
            Ok::<_, DbError>((null, number, unparsed, far))
        })
        .unwrap();
    for error in [null, number, unparsed, far] {
        assert!(matches!(&error, DbError::Shape(text) if text.contains("doors.get")), "{error:?}");
        assert!(!error.to_string().contains('王'), "no value in a message");
    }
    assert_eq!(db.read_blocking("t", |tx| tx.one(&DOORS, &[], first::<String>)), Ok::<_, DbError>("a".to_owned()));
}

#[rstest]
fn a_wrong_number_of_parameters_is_a_shape_error(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let site = Site::new(engine);
    let db = site.open();
    let error = db.write_blocking("t", |tx| tx.exec(&REMOVE, &params!["a", "b"])).unwrap_err();
    assert!(matches!(&error, DbError::Shape(text) if text.contains("doors.remove")), "{error:?}");
}

#[rstest]
fn a_subtree_is_one_half_open_range(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    static WITHIN: Statement =
        Statement::new("t.within", "SELECT id FROM door WHERE ord >= $1 AND ord < $2 ORDER BY ord");
    const VILLAGE: i64 = 411_526_109_201_000_000;
    const SPAN: i64 = 1_000_000;
    let site = Site::new(engine);
    let db = site.open();
    let inside = db
        .write_blocking("t", |tx| {
            let ords = [VILLAGE - 1, VILLAGE, VILLAGE + SPAN - 1, VILLAGE + SPAN];
            let rows = ords.iter().map(|ord| Vec::from(params![ord.to_string(), *ord, false]));
            assert_eq!(tx.bulk("door", &["id", "ord", "lived_in"], rows)?, 4);
            tx.all(&WITHIN, &params![VILLAGE, VILLAGE + SPAN], first::<String>)
        })
        .map_err(|error: DbError| error)
        .unwrap();
    assert_eq!(inside, ["411526109201000000", "411526109201999999"]);
}

#[rstest]
fn a_bulk_row_that_does_not_fit_takes_the_command_back(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let site = Site::new(engine);
    let db = site.open();
    let answer = db.write_blocking("t", |tx| {
        let rows = [vec![Param::from("a"), Param::from(1_i64), true.into()], vec![Param::from("b")]];
        tx.bulk("door", &["id", "ord", "lived_in"], rows.into_iter())
    });
    assert!(matches!(answer, Err(DbError::Shape(_))), "{answer:?}");
    assert_eq!(db.read_blocking("t", |tx| tx.opt(&DOORS, &[], first::<String>)), Ok::<_, DbError>(None));
}

#[rstest]
fn a_thousand_bulk_rows_arrive(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let site = Site::new(engine);
    let db = site.open();
    let count = db.write_blocking("t", |tx| {
        let rows = (0..1000_i64).map(|ord| Vec::from(params![format!("{ord:04}"), ord, ord % 2 == 0]));
        tx.bulk("door", &["id", "ord", "lived_in"], rows)
    });
    assert_eq!(count, Ok::<_, DbError>(1000));
    let ids = db.read_blocking("t", |tx| tx.all(&DOORS, &[], first::<String>)).map_err(|e: DbError| e).unwrap();
    assert_eq!((ids.len(), ids[999].as_str()), (1000, "0999"));
}

#[test]
fn a_text_that_is_no_number_is_not_repeated_in_the_error() {
    static CAST: Statement = Statement::new("t.cast", "SELECT CAST(CAST($1 AS TEXT) AS BIGINT)");
    let site = Site::new(Engine::Postgres);
    let error = site.open().read_blocking("t", |tx| tx.one(&CAST, &params!["secret"], first::<i64>)).unwrap_err();
    assert!(matches!(&error, DbError::Engine(text) if !text.contains("secret")), "{error:?}");
}
