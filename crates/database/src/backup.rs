//! An exact copy of a SQLite file while it is being written to.

use std::path::Path;

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use crate::db::Db;
use crate::error::DbError;
use crate::session::{Purpose, Session};

impl Db {
    /// Copies the whole database into `file`, which must be missing or empty, as it is at this moment; writers go on
    /// meanwhile. PostgreSQL has tools of its own for this; what moves between engines is [`Db::dump`].
    pub fn backup_to(&self, file: &Path) -> Result<(), DbError> {
        self.aside(Purpose::Read, |session| copy(session, file))
    }
}

fn copy(session: &Session, file: &Path) -> Result<(), DbError> {
    let Some(source) = session.sqlite() else {
        return Err(DbError::Engine("a file copy is made of SQLite only; PostgreSQL gets an archive".to_owned()));
    };
    if file.metadata().is_ok_and(|found| found.len() > 0) {
        return Err(DbError::Engine("the file of the copy exists already".to_owned()));
    }
    let mut copy = Connection::open(file)?;
    // In one step: a reader's snapshot holds nobody up, whereas a copy in steps starts again after each commit.
    let step = Backup::new(source.connection(), &mut copy)?.step(-1)?;
    if step == StepResult::Done { Ok(()) } else { Err(DbError::Contended) }
}
