//! The change feed: numbered without a gap, never late.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use gridward_database::{Db, DbError, Engine};
use rstest::rstest;

use crate::site::{Site, add_door, doors, feed, newest};

#[rstest]
fn concurrent_writers_leave_no_gap_and_a_reader_misses_no_late_commit(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    const WRITERS: usize = 4;
    const COMMANDS: usize = 60;
    let site = Site::new(engine);
    // Two processes, as the server and the command line: each has a writer of its own.
    let (server, command_line) = (site.open(), site.open());
    let writing = AtomicBool::new(true);
    let seen = thread::scope(|scope| {
        let reader = scope.spawn(|| follow(&server, &writing));
        let writers: Vec<_> = (0..WRITERS)
            .map(|writer| {
                let db = if writer % 2 == 0 { &server } else { &command_line };
                scope.spawn(move || {
                    for command in 0..COMMANDS {
                        let id = format!("{writer}-{command}");
                        // Every seventh is refused and must leave no hole.
                        let refused = command % 7 == 3;
                        let answer: Result<(), DbError> = db.write_blocking("t", move |tx| {
                            add_door(tx, &id)?;
                            if refused { Err(DbError::NoRow("refused")) } else { Ok(()) }
                        });
                        assert_eq!(answer.is_err(), refused, "{answer:?}");
                    }
                })
            })
            .collect();
        for writer in writers {
            writer.join().unwrap();
        }
        writing.store(false, Ordering::Release);
        reader.join().unwrap()
    });
    let kept = WRITERS * COMMANDS - WRITERS * (0..COMMANDS).filter(|command| command % 7 == 3).count();
    let expected: Vec<i64> = (1..).take(kept).collect();
    assert_eq!(seen, expected, "what the follower saw, page by page");
    assert_eq!(feed(&server).len(), kept);
    assert_eq!(doors(&server).len(), kept);
}

/// Reads the feed page by page from where it left off, until the writers are done and nothing is left.
fn follow(db: &Db, writing: &AtomicBool) -> Vec<i64> {
    let mut seen: Vec<i64> = Vec::new();
    loop {
        let last_round = !writing.load(Ordering::Acquire);
        let cursor = seen.last().copied().unwrap_or(0);
        let page = db.read_blocking("follow", move |tx| tx.changes_after(cursor, 7)).map_err(|e: DbError| e).unwrap();
        if page.is_empty() && last_round {
            return seen;
        }
        seen.extend(page.iter().map(|change| change.seq));
    }
}

#[rstest]
fn those_who_watch_are_woken_with_the_newest_number(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let site = Site::new(engine);
    let db = site.open();
    let mut head = db.head();
    db.write_blocking("t", |tx| {
        add_door(tx, "a")?;
        add_door(tx, "b")
    })
    .unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let woken_with = runtime.block_on(async {
        head.changed().await.unwrap();
        *head.borrow()
    });
    assert_eq!(woken_with, 2);
    assert_eq!(db.read_blocking("t", newest).map_err(|e: DbError| e).unwrap(), 2);
    let reopened = site.open();
    assert_eq!(*reopened.head().borrow(), 2, "a new process starts from where the feed is");
}

#[rstest]
fn a_read_can_note_nothing(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let site = Site::new(engine);
    let db = site.open();
    let answer = db.read_blocking("t", |tx| add_door(tx, "a"));
    assert!(matches!(answer, Err(DbError::Engine(_))), "{answer:?}");
    assert!(doors(&db).is_empty() && feed(&db).is_empty());
}
