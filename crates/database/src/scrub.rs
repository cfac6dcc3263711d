//! Making sure that removed values are not left in the files.

use crate::db::Db;
use crate::error::DbError;
use crate::place::Engine;
use crate::session::{Purpose, Session};

/// Copies the write-ahead log back and cuts it; answers whether somebody was in the way.
const EMPTY_LOG: &str = "PRAGMA wal_checkpoint(TRUNCATE)";

impl Db {
    /// Rewrites what holds removed rows of these tables, so that no removed value is left in the engine's own files.
    /// Takes as long as a copy; who wants to write meanwhile waits, readers don't on SQLite.
    ///
    /// SQLite: the whole file is written anew and the write-ahead log emptied, because `secure_delete` alone misses the
    /// copies of cells that stay in the gap of a page after it was split (a few in ten thousand removed rows). PostgreSQL: each table is written into a new
    /// file. Its own log, base backups and the blocks of removed files are the operator's (docs/PRIVACY.md).
    pub fn scrub(&self, tables: &[&'static str]) -> Result<(), DbError> {
        self.aside(Purpose::Write, |session| match session.engine() {
            Engine::Sqlite => rewrite_file(session),
            Engine::Postgres => tables.iter().try_for_each(|table| session.batch(&format!("VACUUM FULL \"{table}\""))),
        })
    }
}

fn rewrite_file(session: &mut Session) -> Result<(), DbError> {
    // The copy would otherwise be held in memory as a whole.
    session.batch("PRAGMA temp_store = FILE; VACUUM")?;
    let mut held_up = false;
    session.query_text(EMPTY_LOG, &mut |row| {
        held_up = row.get::<i64>(0)? != 0;
        Ok(false)
    })?;
    if held_up { Err(DbError::Contended) } else { Ok(()) }
}
