//! What happens when the engine or another process gets in the way.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, mpsc};

use gridward_database::{DbError, Engine, Place, Statement};
use rstest::rstest;

use crate::site::{Site, add_door, doors, feed, postgres_url};

static MY_PID: Statement = Statement::new("t.pid", "SELECT pg_backend_pid()");
static KILL: Statement = Statement::new("t.kill", "SELECT pg_terminate_backend(CAST($1 AS INTEGER))");

#[test]
fn a_command_whose_connection_is_killed_is_run_again_and_kept_once() {
    let (site, hunter_site) = (Site::new(Engine::Postgres), Site::new(Engine::Postgres));
    let (db, hunter) = (site.open(), hunter_site.open());
    let runs = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&runs);
    db.write_blocking("t", move |tx| {
        add_door(tx, "before")?;
        if counted.fetch_add(1, Ordering::Relaxed) == 0 {
            let pid: i64 = tx.one(&MY_PID, &[], |row| row.get(0))?;
            hunter.read_blocking("kill", move |tx| tx.one(&KILL, &[pid.into()], |row| row.get::<bool>(0)))?;
        }
        add_door(tx, "after")
    })
    .unwrap();
    assert_eq!(runs.load(Ordering::Relaxed), 2);
    assert_eq!(doors(&db), ["after", "before"]);
    assert_eq!(feed(&db).len(), 2);
}

#[test]
fn idle_connections_that_were_killed_are_renewed_unnoticed() {
    let site = Site::new(Engine::Postgres);
    let db = site.open();
    db.write_blocking("t", |tx| add_door(tx, "a")).unwrap();
    let Place::Postgres { schema, .. } = site.place() else { unreachable!() };
    let mut client = postgres::Client::connect(&postgres_url(), postgres::NoTls).unwrap();
    client
        .execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1",
            &[&format!("gridward {schema}")],
        )
        .unwrap();
    assert_eq!(doors(&db), ["a"]);
    db.write_blocking("t", |tx| add_door(tx, "b")).unwrap();
    assert_eq!(doors(&db), ["a", "b"]);
}

#[rstest]
fn a_second_process_waits_for_the_first_to_commit(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let site = Site::new(engine);
    let (server, command_line) = (site.open(), site.open());
    let (inside, is_inside) = mpsc::channel();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            server.write_blocking("t", move |tx| {
                let read_first = tx.changes_head()?;
                inside.send(()).unwrap();
                std::thread::sleep(std::time::Duration::from_millis(150));
                add_door(tx, &format!("first after {read_first}"))
            })
        });
        is_inside.recv().unwrap();
        command_line
            .write_blocking("t", |tx| {
                let read_first = tx.changes_head()?;
                add_door(tx, &format!("second after {read_first}"))
            })
            .unwrap();
    });
    assert_eq!(doors(&server), ["first after 0", "second after 1"]);
}

#[rstest]
fn a_read_is_one_snapshot(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let site = Site::new(engine);
    let db = site.open();
    let writer = db.clone();
    let (before, after) = db
        .read_blocking("t", move |tx| {
            let before = tx.changes_head()?;
            writer.write_blocking("t", |tx| add_door(tx, "late"))?;
            Ok::<_, DbError>((before, tx.changes_head()?))
        })
        .unwrap();
    assert_eq!((before, after), (0, 0));
    assert_eq!(doors(&db), ["late"]);
}
