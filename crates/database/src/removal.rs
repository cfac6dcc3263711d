//! Removing a jurisdiction altogether.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::thread;

use crate::error::{DbError, OpenError};
use crate::place::Place;
use crate::session::{Purpose, Session, Target};

impl Place {
    /// Removes the jurisdiction with everything in it; nothing there is no error. Close its [`Db`](crate::Db) before.
    pub fn remove(&self) -> Result<(), OpenError> {
        match self {
            Self::Sqlite { file } => Ok(remove_files(file)?),
            Self::Postgres { schema, .. } => {
                let target = Target::of(self)?;
                let sql = format!("SET client_min_messages TO error; DROP SCHEMA IF EXISTS \"{schema}\" CASCADE");
                let dropping = || Session::connect(&target, Purpose::Write)?.batch(&sql);
                // The driver must not run on a thread that may be inside a runtime.
                let dropped = thread::scope(|scope| scope.spawn(dropping).join());
                Ok(dropped.unwrap_or(Err(DbError::Panicked))?)
            }
        }
    }
}

fn remove_files(file: &Path) -> Result<(), DbError> {
    for suffix in ["", "-wal", "-shm"] {
        let mut path = file.as_os_str().to_owned();
        path.push(suffix);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(DbError::Engine(error.to_string())),
            _ => {}
        }
    }
    Ok(())
}
