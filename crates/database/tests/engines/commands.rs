//! What a command keeps and what it takes back.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use gridward_database::{Change, Db, DbError, Engine, Options, SetStatement, Statement, Tx, params};
use rstest::rstest;

use crate::site::{ADD_DOOR, ADD_LANE, BROKEN, DOORS, Site, add_door, doors, feed, first, held, runtime};

#[rstest]
fn a_kept_command_is_read_back(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let site = Site::new(engine);
    let db = site.open();
    db.write_blocking("t", |tx| add_door(tx, "a")).unwrap();
    assert_eq!(doors(&db), ["a"]);
    assert_eq!(feed(&db), [(1, "a".to_owned())]);
    assert_eq!(*db.head().borrow(), 1);
}

#[rstest]
fn a_refused_command_leaves_neither_rows_nor_changes(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let site = Site::new(engine);
    let db = site.open();
    let answer: Result<(), DbError> = db.write_blocking("t", |tx| {
        add_door(tx, "a")?;
        Err(DbError::NoRow("asked for"))
    });
    assert_eq!(answer, Err(DbError::NoRow("asked for")));
    assert!(doors(&db).is_empty() && feed(&db).is_empty());
}

#[rstest]
fn a_panic_takes_its_own_rows_and_its_neighbours_keep_theirs(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let site = Site::new(engine);
    let db = site.open();
    let answers = in_one_batch(&db, 6, |at, tx| {
        add_door(tx, &format!("door {at}"))?;
        match at {
            2 => panic!("on purpose"),
            3 => tx.savepoint(|tx| -> Result<(), DbError> {
                add_door(tx, "inside")?;
                panic!("on purpose, inside a part")
            }),
            4 => tx.exec(&BROKEN, &[]).map(|_| ()),
            _ => Ok(()),
        }
    });
    assert_eq!(answers[2], Err(DbError::Panicked));
    assert_eq!(answers[3], Err(DbError::Panicked));
    assert!(matches!(answers[4], Err(DbError::Engine(_))), "{:?}", answers[4]);
    assert_eq!(doors(&db), ["door 0", "door 1", "door 5"]);
    let kept: Vec<i64> = feed(&db).into_iter().map(|(seq, _)| seq).collect();
    assert_eq!(kept, [1, 2, 3]);
}

#[rstest]
fn a_refusal_before_the_first_write_costs_its_neighbours_nothing(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let site = Site::new(engine);
    let db = site.open();
    let runs = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&runs);
    let answers = in_one_batch(&db, 4, move |at, tx| {
        counted.fetch_add(1, Ordering::Relaxed);
        let head = tx.changes_head()?;
        tx.note_change(Change { area: 1, noun: "doors", id: format!("{at} of {head}"), rev: 1, op: "put" });
        if at == 2 { Err(DbError::NoRow("refused")) } else { add_door(tx, &format!("door {at}")) }
    });
    assert_eq!(answers.iter().filter(|answer| answer.is_err()).count(), 1);
    assert_eq!(runs.load(Ordering::Relaxed), 4, "each ran once");
    assert_eq!((doors(&db).len(), feed(&db).len()), (3, 6), "and what the refused one noted is gone");
}

#[rstest]
fn a_swallowed_refusal_is_still_a_refusal(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let site = Site::new(engine);
    let db = site.open();
    let answer: Result<(), DbError> = db.write_blocking("t", |tx| {
        add_door(tx, "a")?;
        let _swallowed = add_door(tx, "a").is_err();
        Ok(())
    });
    assert!(matches!(answer, Err(DbError::Unique { .. })), "{answer:?}");
    assert!(doors(&db).is_empty());
}

#[rstest]
fn a_savepoint_lets_a_part_fail_alone(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let site = Site::new(engine);
    let db = site.open();
    db.write_blocking("t", |tx| {
        add_door(tx, "a")?;
        let part: Result<(), DbError> = tx.savepoint(|tx| {
            add_door(tx, "b")?;
            tx.savepoint(|tx| add_door(tx, "c"))?;
            add_door(tx, "a")
        });
        assert!(matches!(part, Err(DbError::Unique { .. })), "{part:?}");
        add_door(tx, "d")
    })
    .unwrap();
    assert_eq!(doors(&db), ["a", "d"]);
    assert_eq!(feed(&db), [(1, "a".to_owned()), (2, "d".to_owned())]);
}

#[rstest]
fn constraints_are_told_apart(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    static ORPHAN: Statement =
        Statement::new("doors.orphan", "INSERT INTO door (id, lane_id, ord, lived_in) VALUES ('o', 'none', 1, TRUE)");
    let site = Site::new(engine);
    let db = site.open();
    let orphan = db.write_blocking("t", |tx| tx.exec(&ORPHAN, &[])).unwrap_err();
    assert_eq!(orphan, DbError::ForeignKey);
    let below = db.write_blocking("t", |tx| tx.exec(&ADD_DOOR, &params!["a", -1_i64])).unwrap_err();
    assert!(matches!(below, DbError::Check { .. }), "{below:?}");
    let nameless = db.write_blocking("t", |tx| tx.exec(&ADD_LANE, &params!["l", None::<&str>])).unwrap_err();
    assert!(matches!(nameless, DbError::Check { .. }), "{nameless:?}");
}

#[rstest]
fn sets_of_any_size_go_through_in_chunks(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    static ADD: SetStatement = SetStatement::new(
        "doors.add_set",
        "INSERT INTO door (id, ord, lived_in) VALUES ",
        "(?, ?, ?)",
        " ON CONFLICT (id) DO NOTHING RETURNING id",
    );
    static NEAR: SetStatement =
        SetStatement::new("doors.near", "SELECT id FROM door WHERE id IN (", "?", ") AND ord >= $1");
    static RAISE: SetStatement =
        SetStatement::new("doors.raise", "UPDATE door SET ord = ord + $1 WHERE id IN (", "?", ")");
    let site = Site::new(engine);
    let db = site.open();
    let ids: Vec<String> = (0..203).map(|number| format!("{number:04}")).collect();
    let names = ids.clone();
    let (added, again, near, raised, none) = db
        .write_blocking("t", move |tx| {
            let rows: Vec<_> = names.iter().zip(0_i64..).map(|(id, ord)| params![id, ord, true]).collect();
            let added: Vec<String> = tx.all_set(&ADD, &[], &rows, first)?;
            let again: Vec<String> = tx.all_set(&ADD, &[], &rows, first)?;
            let ids: Vec<_> = names.iter().map(|id| params![id]).collect();
            let near: Vec<String> = tx.all_set(&NEAR, &params![200_i64], &ids, first)?;
            let raised = tx.exec_set(&RAISE, &params![5_i64], &ids)?;
            let none = tx.exec_set(&RAISE, &params![5_i64], &ids[..0])?;
            Ok::<_, DbError>((added, again, near, raised, none))
        })
        .unwrap();
    assert_eq!(added, ids);
    assert!(again.is_empty());
    assert_eq!(near, ["0200", "0201", "0202"]);
    assert_eq!((raised, none), (203, 0));
}

#[rstest]
fn opt_one_and_exec_answer_what_they_say(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let site = Site::new(engine);
    let db = site.open();
    let (nothing, none) = db
        .write_blocking("t", |tx| {
            let nothing = tx.opt::<String>(&DOORS, &[], first)?;
            let none = tx.one::<String>(&DOORS, &[], first);
            add_door(tx, "a")?;
            add_door(tx, "b")?;
            assert_eq!(tx.one::<String>(&DOORS, &[], first)?, "a");
            Ok::<_, DbError>((nothing, none))
        })
        .unwrap();
    assert_eq!(nothing, None);
    assert_eq!(none, Err(DbError::NoRow("doors.ids")));
}

#[rstest]
fn a_full_queue_answers_too_busy_at_once(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let site = Site::new(engine);
    let db = site.open_with(&Options { queue: 1, ..Options::default() });
    let answers = runtime().block_on(held(&db, async |db| {
        let mut waiting = Vec::new();
        for id in ["a", "b"] {
            let db = db.clone();
            waiting.push(tokio::spawn(async move { db.write("t", move |tx| add_door(tx, id)).await }));
            tokio::task::yield_now().await;
        }
        waiting
    }));
    assert_eq!(answers, [Ok(()), Err(DbError::TooBusy)]);
    assert_eq!(doors(&db), ["a"]);
}

/// Runs `count` commands that share a commit.
fn in_one_batch(
    db: &Db,
    count: usize,
    work: impl Fn(usize, &mut Tx<'_>) -> Result<(), DbError> + Send + Clone + 'static,
) -> Vec<Result<(), DbError>> {
    runtime().block_on(held(db, async |db| {
        let waiting: Vec<_> = (0..count)
            .map(|at| {
                let (db, work) = (db.clone(), work.clone());
                tokio::spawn(async move { db.write("t", move |tx| work(at, tx)).await })
            })
            .collect();
        tokio::task::yield_now().await;
        waiting
    }))
}
