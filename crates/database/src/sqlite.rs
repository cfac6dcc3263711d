//! A session with SQLite: one connection to one file.

use std::collections::HashMap;
use std::path::Path;
use std::time::Duration;

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection, ErrorCode, OpenFlags, ToSql, ffi, params_from_iter};

use crate::error::DbError;
use crate::param::Param;
use crate::place::Engine;
use crate::row::{Cells, Row, Value};
use crate::session::{EachAnswer, EachRow};
use crate::statement::{Text, TextKey};
use crate::together::SetCall;

/// How long a writer waits for another process (the command line beside the server) to let go of the file.
const BUSY_WAIT: Duration = Duration::from_secs(5);
/// Prepared statements kept per connection: more than the program has, set-wise sizes included.
const PREPARED: usize = 1024;
/// Pages (4 KiB) of the write-ahead log after which it is copied back: 16 MiB, so that a busy hour does not
/// spend its disk time on copying, and a start after a crash replays well under a second.
const CHECKPOINT_PAGES: i64 = 4000;
/// Page cache in KiB of the writer and of each reader; the whole server lives in 150 MB.
const WRITER_CACHE_KIB: i64 = 16 * 1024;
const READER_CACHE_KIB: i64 = 4 * 1024;

/// Threads that sort beside the writer when an index is built.
const SORTERS: i64 = 2;

/// One connection and the texts it has been asked for.
pub(crate) struct SqliteSession {
    connection: Connection,
    texts: HashMap<TextKey, Box<str>>,
}

impl SqliteSession {
    /// The connection that may write; makes the file.
    pub(crate) fn writer(file: &Path) -> Result<Self, DbError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let session = Self::connect(file, flags, WRITER_CACHE_KIB)?;
        session.pragma("journal_mode", "WAL")?;
        session.pragma("synchronous", "FULL")?;
        session.pragma("wal_autocheckpoint", CHECKPOINT_PAGES)?;
        // Zeros over what is removed: costs receipts nothing that can be measured. It misses a few copies in pages that
        // were split, so that erasing for good is `Db::scrub`.
        session.pragma("secure_delete", true)?;
        // Helps to sort when an index is built; nothing else uses them.
        session.pragma("threads", SORTERS)?;
        Ok(session)
    }

    /// A connection that can't write.
    pub(crate) fn reader(file: &Path) -> Result<Self, DbError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        Self::connect(file, flags, READER_CACHE_KIB)
    }

    fn connect(file: &Path, flags: OpenFlags, cache_kib: i64) -> Result<Self, DbError> {
        let connection = Connection::open_with_flags(file, flags)?;
        connection.busy_timeout(BUSY_WAIT)?;
        connection.set_prepared_statement_cache_capacity(PREPARED);
        let session = Self { connection, texts: HashMap::new() };
        session.pragma("foreign_keys", true)?;
        session.pragma("temp_store", "MEMORY")?;
        // A negative size is in KiB.
        session.pragma("cache_size", -cache_kib)?;
        Ok(session)
    }

    fn pragma(&self, name: &str, value: impl ToSql) -> Result<(), DbError> {
        // Some pragmas answer with a row, some do not; the answers are of no interest.
        Ok(self.connection.pragma_update_and_check(None, name, value, |_| Ok(())).or_else(|error| match error {
            rusqlite::Error::QueryReturnedNoRows => Ok(()),
            other => Err(other),
        })?)
    }

    pub(crate) fn connection(&self) -> &Connection {
        &self.connection
    }

    pub(crate) fn in_transaction(&self) -> bool {
        !self.connection.is_autocommit()
    }

    /// One of the fixed texts that begin, end and mark transactions.
    pub(crate) fn control(&self, sql: &str) -> Result<(), DbError> {
        Ok(self.connection.prepare_cached(sql)?.execute([]).map(|_| ())?)
    }

    /// Several statements, unprepared.
    pub(crate) fn batch(&self, sql: &str) -> Result<(), DbError> {
        Ok(self.connection.execute_batch(sql)?)
    }

    fn statement(&mut self, text: Text<'_>) -> Result<CachedStatement<'_>, DbError> {
        let sql = self.texts.entry(text.key(Engine::Sqlite)).or_insert_with(|| text.build(Engine::Sqlite).into());
        self.connection.prepare_cached(sql).map_err(|error| named(text.name(), error))
    }

    pub(crate) fn query(&mut self, text: Text<'_>, params: &[&Param<'_>], each: EachRow<'_>) -> Result<(), DbError> {
        let mut statement = self.statement(text)?;
        let mut rows = statement.query(params_from_iter(params)).map_err(|error| named(text.name(), error))?;
        while let Some(row) = rows.next().map_err(|error| named(text.name(), error))? {
            if !each(&Row::new(text.name(), Cells::Sqlite(row)))? {
                break;
            }
        }
        Ok(())
    }

    pub(crate) fn execute(&mut self, text: Text<'_>, params: &[&Param<'_>]) -> Result<u64, DbError> {
        let mut statement = self.statement(text)?;
        let touched = statement.execute(params_from_iter(params)).map_err(|error| named(text.name(), error))?;
        Ok(touched as u64)
    }

    /// Runs the calls one after the other. Shows each row with the place of its call; answers how many rows were
    /// touched.
    pub(crate) fn run_all(&mut self, calls: &[&SetCall<'_>], each: EachAnswer<'_>) -> Result<u64, DbError> {
        let mut touched = 0;
        let spelled_out =
            calls.iter().enumerate().flat_map(|(place, call)| call.spelled_out().map(move |it| (place, it)));
        for (place, (text, params)) in spelled_out {
            if self.statement(text)?.column_count() > 0 {
                self.query(text, &params, &mut |row| each(place, row).map(|()| true))?;
            } else {
                touched += self.execute(text, &params)?;
            }
        }
        Ok(touched)
    }

    /// A text without parameters made at run time, for looking at the schema and for archives.
    pub(crate) fn query_text(&mut self, sql: &str, each: EachRow<'_>) -> Result<(), DbError> {
        let mut statement = self.connection.prepare(sql)?;
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next()? {
            if !each(&Row::new("schema", Cells::Sqlite(row)))? {
                break;
            }
        }
        Ok(())
    }

    pub(crate) fn check_prepares(&self, text: Text<'_>) -> Result<(), DbError> {
        let prepared = self.connection.prepare(&text.build(Engine::Sqlite));
        prepared.map(|_| ()).map_err(|error| named(text.name(), error))
    }

    pub(crate) fn bulk(
        &mut self,
        table: &str,
        columns: &[&str],
        rows: &mut dyn Iterator<Item = Vec<Param<'_>>>,
    ) -> Result<u64, DbError> {
        let places: Vec<String> = (1..=columns.len()).map(|number| format!("?{number}")).collect();
        let sql = format!("INSERT INTO \"{table}\" (\"{}\") VALUES ({})", columns.join("\", \""), places.join(", "));
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut count = 0;
        for row in rows {
            statement.execute(params_from_iter(&row))?;
            count += 1;
        }
        Ok(count)
    }
}

/// The value at a position, or nothing past the last column and for a text that is not UTF-8.
pub(crate) fn value<'r>(row: &'r rusqlite::Row<'r>, at: usize) -> Option<Value<'r>> {
    Some(match row.get_ref(at).ok()? {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => Value::Int(number),
        ValueRef::Real(number) => Value::Real(number),
        ValueRef::Text(text) => Value::Text(std::str::from_utf8(text).ok()?),
        ValueRef::Blob(bytes) => Value::Bytes(bytes),
    })
}

impl ToSql for Param<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::OwnedText(text) => ValueRef::Text(text.as_bytes()),
            Self::Int(number) => ValueRef::Integer(*number),
            Self::Bool(truth) => ValueRef::Integer((*truth).into()),
            Self::Real(number) => ValueRef::Real(*number),
            Self::Bytes(bytes) => ValueRef::Blob(bytes),
            Self::OwnedBytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

/// The error, with the statement's name where it is about the statement rather than about a row.
fn named(name: &str, error: rusqlite::Error) -> DbError {
    match DbError::from(error) {
        DbError::Engine(text) => DbError::Engine(format!("{name}: {text}")),
        DbError::Shape(text) => DbError::Shape(format!("{name}: {text}")),
        other => other,
    }
}

impl From<rusqlite::Error> for DbError {
    fn from(error: rusqlite::Error) -> Self {
        let rusqlite::Error::SqliteFailure(code, message) = error else {
            return if matches!(error, rusqlite::Error::InvalidParameterCount(..)) {
                Self::Shape(error.to_string())
            } else {
                Self::Engine(error.to_string())
            };
        };
        let message = message.unwrap_or_else(|| code.to_string());
        match (code.code, code.extended_code) {
            (_, ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY | ffi::SQLITE_CONSTRAINT_ROWID) => {
                Self::Unique { on: after_colon(&message) }
            }
            (_, ffi::SQLITE_CONSTRAINT_FOREIGNKEY) => Self::ForeignKey,
            (ErrorCode::ConstraintViolation, _) => Self::Check { on: after_colon(&message) },
            (ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked, _) => Self::Contended,
            _ => Self::Engine(message),
        }
    }
}

/// `UNIQUE constraint failed: post.id, post.area` -> `post.id, post.area`.
fn after_colon(message: &str) -> String {
    message.split_once(": ").map_or(message, |(_, rest)| rest).to_owned()
}
