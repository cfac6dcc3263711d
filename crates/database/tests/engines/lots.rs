//! Like items written together.

use gridward_database::{Change, Db, DbError, Engine, SetStatement, Together, Tx, params};
use rstest::rstest;

use crate::site::{Site, doors, feed, held, runtime};

static ADD: SetStatement =
    SetStatement::new("doors.add_lot", "INSERT INTO door (id, ord, lived_in) VALUES ", "(?, ?, ?)", "");

/// Doors added set-wise; each is answered with how many shared its lot.
static DOORS: Together<String, usize, DbError> = Together { name: "doors.together", run: add_all };

fn add_all(tx: &mut Tx<'_>, ids: &[String]) -> Result<Vec<Result<usize, DbError>>, DbError> {
    let rows: Vec<_> = ids.iter().filter(|id| *id != "refused").map(|id| params![id, 1_i64, true]).collect();
    tx.exec_set(&ADD, &[], &rows)?;
    assert!(!ids.iter().any(|id| id == "panic"), "on purpose");
    for id in ids {
        tx.note_change(Change { area: 1, noun: "doors", id: id.clone(), rev: 1, op: "put" });
    }
    let answer = |id: &String| if id == "refused" { Err(DbError::NoRow("refused")) } else { Ok(ids.len()) };
    Ok(ids.iter().map(answer).collect())
}

fn together(db: &Db, ids: &[&str]) -> Vec<Result<usize, DbError>> {
    runtime().block_on(held(db, async |db| {
        let waiting: Vec<_> = ids
            .iter()
            .map(|id| {
                let (db, id) = (db.clone(), (*id).to_owned());
                tokio::spawn(async move { db.write_together(&DOORS, id).await })
            })
            .collect();
        tokio::task::yield_now().await;
        waiting
    }))
}

#[rstest]
fn items_that_queue_up_share_one_lot(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let site = Site::new(engine);
    let db = site.open();
    assert_eq!(together(&db, &["a", "b", "refused", "c"]), [Ok(4), Ok(4), Err(DbError::NoRow("refused")), Ok(4)]);
    assert_eq!(doors(&db), ["a", "b", "c"]);
}

#[rstest]
fn one_alone_is_a_lot_of_one(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let site = Site::new(engine);
    let db = site.open();
    assert_eq!(runtime().block_on(db.write_together(&DOORS, "a".to_owned())), Ok(1));
    let twice = runtime().block_on(db.write_together(&DOORS, "a".to_owned()));
    assert!(matches!(twice, Err(DbError::Unique { .. })), "{twice:?}");
    assert_eq!((doors(&db), feed(&db).len()), (vec!["a".to_owned()], 1));
}

#[rstest]
#[case::refused_by_the_engine("a", |error: &DbError| matches!(error, DbError::Unique { .. }))]
#[case::panicking("panic", |error: &DbError| *error == DbError::Panicked)]
fn an_item_that_breaks_its_lot_is_tried_alone_and_fails_alone(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[case] culprit: &str,
    #[case] expected: fn(&DbError) -> bool,
) {
    let site = Site::new(engine);
    let db = site.open();
    let answers = together(&db, &["a", culprit, "b"]);
    assert_eq!(answers[0], Ok(1));
    assert!(answers[1].as_ref().is_err_and(expected), "{:?}", answers[1]);
    assert_eq!(answers[2], Ok(1));
    assert_eq!(doors(&db), ["a", "b"]);
    assert_eq!(feed(&db), [(1, "a".to_owned()), (2, "b".to_owned())]);
}
