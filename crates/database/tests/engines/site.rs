//! A fresh jurisdiction on either engine, gone with the test.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc;

use gridward_database::{Change, Column, Db, DbError, Engine, Migration, Options, Place, Row, Statement, Tx, params};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// Tables of a small village: enough to have keys, nulls, bytes and every portable type.
pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration {
        number: 1,
        name: "lanes and doors",
        sql: "CREATE TABLE lane (id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL);
              CREATE TABLE door (
                  id TEXT NOT NULL PRIMARY KEY,
                  lane_id TEXT REFERENCES lane (id),
                  ord BIGINT NOT NULL CHECK (ord >= 0),
                  lived_in BOOLEAN NOT NULL,
                  height DOUBLE PRECISION,
                  seal BLOB
              );
              CREATE INDEX door_ord ON door (ord)",
    },
    Migration { number: 2, name: "notes on doors", sql: "ALTER TABLE door ADD COLUMN note TEXT" },
];

pub(crate) static ADD_LANE: Statement = Statement::new("lanes.add", "INSERT INTO lane (id, name) VALUES ($1, $2)");
pub(crate) static ADD_DOOR: Statement =
    Statement::new("doors.add", "INSERT INTO door (id, ord, lived_in) VALUES ($1, $2, TRUE)");
pub(crate) static DOORS: Statement = Statement::new("doors.ids", "SELECT id FROM door ORDER BY id");
pub(crate) static BROKEN: Statement = Statement::new("doors.broken", "SELECT nothing FROM nowhere");

/// Where a test's jurisdictions lie; gone when dropped.
pub(crate) struct Site {
    place: Place,
    _folder: Option<TempDir>,
}

impl Site {
    pub(crate) fn new(engine: Engine) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        match engine {
            Engine::Sqlite => {
                let folder = tempfile::tempdir().unwrap();
                Self { place: Place::Sqlite { file: folder.path().join("town.db") }, _folder: Some(folder) }
            }
            Engine::Postgres => {
                let schema = format!("database_{}_{number}", std::process::id());
                Self { place: Place::Postgres { url: postgres_url(), schema }, _folder: None }
            }
        }
    }

    pub(crate) const fn place(&self) -> &Place {
        &self.place
    }

    pub(crate) fn open(&self) -> Db {
        self.open_with(&Options { readers: 2, ..Options::default() })
    }

    pub(crate) fn open_with(&self, options: &Options) -> Db {
        Db::open(&self.place, options, MIGRATIONS).unwrap()
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.place.remove().unwrap();
    }
}

/// The server that `cargo xtask test` starts.
pub(crate) fn postgres_url() -> String {
    std::env::var("GRIDWARD_TEST_POSTGRES")
        .expect("GRIDWARD_TEST_POSTGRES must hold the address of a PostgreSQL server; `cargo xtask test` starts one")
}

/// The first column of a row.
pub(crate) fn first<T: Column>(row: &Row<'_>) -> Result<T, DbError> {
    row.get(0)
}

/// Adds a door and notes it in the feed.
pub(crate) fn add_door(tx: &mut Tx<'_>, id: &str) -> Result<(), DbError> {
    tx.exec(&ADD_DOOR, &params![id, 1_i64])?;
    tx.note_change(Change { area: 1, noun: "doors", id: id.to_owned(), rev: 1, op: "put" });
    Ok(())
}

pub(crate) fn doors(db: &Db) -> Vec<String> {
    db.read_blocking("doors.ids", |tx| tx.all(&DOORS, &[], first)).map_err(|error: DbError| error).unwrap()
}

/// The feed as (seq, id).
pub(crate) fn feed(db: &Db) -> Vec<(i64, String)> {
    let changes = db.read_blocking("feed", |tx| tx.changes_after(0, 100_000)).map_err(|error: DbError| error).unwrap();
    changes.into_iter().map(|change| (change.seq, change.id)).collect()
}

/// The feed's newest number.
pub(crate) fn newest(tx: &mut Tx<'_>) -> Result<i64, DbError> {
    tx.changes_head()
}

/// A runtime of this thread's own.
pub(crate) fn runtime() -> Runtime {
    tokio::runtime::Builder::new_current_thread().build().unwrap()
}

/// Holds the writer while `queue_up` puts work into its queue, so that all of that shares a batch; answers its outcomes.
pub(crate) async fn held<T>(db: &Db, queue_up: impl AsyncFnOnce(&Db) -> Vec<JoinHandle<T>>) -> Vec<T> {
    let (go, gate) = mpsc::channel::<()>();
    let (arrived, here) = oneshot::channel();
    let (mut arrived, holder) = (Some(arrived), db.clone());
    let hold = tokio::spawn(async move {
        let wait = move |_: &mut Tx<'_>| {
            arrived.take().unwrap().send(()).unwrap();
            gate.recv().unwrap();
            Ok::<(), DbError>(())
        };
        holder.write("hold", wait).await
    });
    here.await.unwrap();
    let waiting = queue_up(db).await;
    go.send(()).unwrap();
    hold.await.unwrap().unwrap();
    let mut outcomes = Vec::new();
    for task in waiting {
        outcomes.push(task.await.unwrap());
    }
    outcomes
}
