//! One connection of either engine.

use crate::error::{DbError, OpenError};
use crate::param::Param;
use crate::place::{Engine, Place};
use crate::postgres::{Address, PostgresSession, lock_number};
use crate::row::Row;
use crate::sqlite::SqliteSession;
use crate::statement::Text;
use crate::together::SetCall;

/// Looks at a row and says whether the next one is wanted.
pub(crate) type EachRow<'e> = &'e mut dyn FnMut(&Row<'_>) -> Result<bool, DbError>;

/// Looks at a row of one of several calls; the number is the call's place among them.
pub(crate) type EachAnswer<'e> = &'e mut dyn FnMut(usize, &Row<'_>) -> Result<(), DbError>;

/// Where to connect, checked once.
#[derive(Clone)]
pub(crate) enum Target {
    Sqlite(std::path::PathBuf),
    Postgres(Box<Address>),
}

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    Write,
    Read,
}

/// One connection.
pub(crate) struct Session {
    target: Target,
    purpose: Purpose,
    link: Link,
}

enum Link {
    Sqlite(Box<SqliteSession>),
    Postgres(Box<PostgresSession>),
}

impl Target {
    pub(crate) fn of(place: &Place) -> Result<Self, OpenError> {
        Ok(match place {
            Place::Sqlite { file } => Self::Sqlite(file.clone()),
            Place::Postgres { url, schema } => Self::Postgres(Box::new(Address::parse(url, schema)?)),
        })
    }
}

impl Link {
    fn connect(target: &Target, purpose: Purpose) -> Result<Self, DbError> {
        Ok(match (target, purpose) {
            (Target::Sqlite(file), Purpose::Write) => Self::Sqlite(Box::new(SqliteSession::writer(file)?)),
            (Target::Sqlite(file), Purpose::Read) => Self::Sqlite(Box::new(SqliteSession::reader(file)?)),
            (Target::Postgres(address), _) => Self::Postgres(Box::new(PostgresSession::connect(address)?)),
        })
    }
}

/// A savepoint: one around each command of a batch, and, named apart from it, those that a command sets itself. Of
/// savepoints with one name both engines mean the innermost, so that parts may nest; and a command that panicked
/// inside a part is taken back from its own mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    Command,
    Part,
}

impl Mark {
    const fn set(self) -> &'static str {
        match self {
            Self::Command => "SAVEPOINT command",
            Self::Part => "SAVEPOINT part",
        }
    }

    const fn keep(self) -> &'static str {
        match self {
            Self::Command => "RELEASE SAVEPOINT command",
            Self::Part => "RELEASE SAVEPOINT part",
        }
    }

    const fn undo(self) -> &'static str {
        match self {
            Self::Command => "ROLLBACK TO SAVEPOINT command",
            Self::Part => "ROLLBACK TO SAVEPOINT part",
        }
    }
}

impl Session {
    pub(crate) fn connect(target: &Target, purpose: Purpose) -> Result<Self, DbError> {
        Ok(Self { target: target.clone(), purpose, link: Link::connect(target, purpose)? })
    }

    /// A new connection in place of a broken one.
    pub(crate) fn reconnect(&mut self) -> Result<(), DbError> {
        self.link = Link::connect(&self.target, self.purpose)?;
        Ok(())
    }

    pub(crate) fn engine(&self) -> Engine {
        match self.link {
            Link::Sqlite(_) => Engine::Sqlite,
            Link::Postgres(_) => Engine::Postgres,
        }
    }

    pub(crate) fn target(&self) -> &Target {
        &self.target
    }

    /// The connection for what only SQLite has.
    pub(crate) const fn sqlite(&self) -> Option<&SqliteSession> {
        if let Link::Sqlite(session) = &self.link { Some(session) } else { None }
    }

    /// Whether the connection is gone for good.
    pub(crate) fn is_broken(&self) -> bool {
        matches!(&self.link, Link::Postgres(session) if session.is_closed())
    }

    /// Whether the transaction still stands: SQLite gives up the whole of it on a full disk and the like.
    pub(crate) fn in_transaction(&self) -> bool {
        match &self.link {
            Link::Sqlite(session) => session.in_transaction(),
            Link::Postgres(session) => !session.is_closed(),
        }
    }

    /// Begins to write, alone among all processes that write to this jurisdiction.
    pub(crate) fn begin_write(&mut self) -> Result<(), DbError> {
        match (&mut self.link, &self.target) {
            (Link::Sqlite(session), _) => session.control("BEGIN IMMEDIATE"),
            (Link::Postgres(session), Target::Postgres(address)) => {
                let lock = lock_number(address.schema());
                session.open(format!("BEGIN; SELECT pg_advisory_xact_lock({lock})"));
                Ok(())
            }
            (Link::Postgres(session), Target::Sqlite(_)) => {
                session.open("BEGIN".to_owned());
                Ok(())
            }
        }
    }

    /// Begins to read one consistent snapshot.
    pub(crate) fn begin_read(&mut self) -> Result<(), DbError> {
        match &mut self.link {
            Link::Sqlite(session) => session.control("BEGIN DEFERRED"),
            Link::Postgres(session) => {
                session.open("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY".to_owned());
                Ok(())
            }
        }
    }

    pub(crate) fn commit(&mut self) -> Result<(), DbError> {
        self.close("COMMIT")
    }

    /// Commits after some last calls, each of which sees what those before it did; on PostgreSQL all of it is one round
    /// trip. Nothing is kept where one of them fails.
    pub(crate) fn commit_with(&mut self, calls: &[&SetCall<'_>], each: EachAnswer<'_>) -> Result<(), DbError> {
        match &mut self.link {
            Link::Sqlite(session) => {
                session.run_all(calls, each)?;
                session.control("COMMIT")
            }
            Link::Postgres(session) => session.commit_with(calls, each),
        }
    }

    /// Takes everything back. Nothing is left to take back where the engine has done so itself.
    pub(crate) fn rollback(&mut self) -> Result<(), DbError> {
        if self.in_transaction() { self.close("ROLLBACK") } else { Ok(()) }
    }

    pub(crate) fn mark(&mut self, mark: Mark) -> Result<(), DbError> {
        self.control(mark.set())
    }

    /// Keeps what was done since the mark.
    pub(crate) fn keep(&mut self, mark: Mark) -> Result<(), DbError> {
        self.control(mark.keep())
    }

    /// Keeps what a command did and sets the mark for the next one, in one round trip.
    pub(crate) fn next_command(&mut self) -> Result<(), DbError> {
        match &mut self.link {
            Link::Sqlite(session) => {
                session.control(Mark::Command.keep())?;
                session.control(Mark::Command.set())
            }
            Link::Postgres(session) => session.batch("RELEASE SAVEPOINT command; SAVEPOINT command"),
        }
    }

    /// Takes back what was done since the mark; the mark stays set.
    pub(crate) fn undo(&mut self, mark: Mark) -> Result<(), DbError> {
        self.control(mark.undo())
    }

    fn close(&mut self, sql: &str) -> Result<(), DbError> {
        match &mut self.link {
            Link::Sqlite(session) => session.control(sql),
            Link::Postgres(session) => session.close(sql),
        }
    }

    fn control(&mut self, sql: &str) -> Result<(), DbError> {
        match &mut self.link {
            Link::Sqlite(session) => session.control(sql),
            Link::Postgres(session) => session.batch(sql),
        }
    }

    /// Several statements in one text, without parameters.
    pub(crate) fn batch(&mut self, sql: &str) -> Result<(), DbError> {
        match &mut self.link {
            Link::Sqlite(session) => session.batch(sql),
            Link::Postgres(session) => session.batch(sql),
        }
    }

    pub(crate) fn query(&mut self, text: Text<'_>, params: &[&Param<'_>], each: EachRow<'_>) -> Result<(), DbError> {
        match &mut self.link {
            Link::Sqlite(session) => session.query(text, params, each),
            Link::Postgres(session) => session.query(text, params, each),
        }
    }

    pub(crate) fn execute(&mut self, text: Text<'_>, params: &[&Param<'_>]) -> Result<u64, DbError> {
        match &mut self.link {
            Link::Sqlite(session) => session.execute(text, params),
            Link::Postgres(session) => session.execute(text, params),
        }
    }

    /// Runs several calls of which none depends on another, on PostgreSQL in one round trip; answers how many rows
    /// were touched.
    pub(crate) fn run_all(&mut self, calls: &[&SetCall<'_>], each: EachAnswer<'_>) -> Result<u64, DbError> {
        match &mut self.link {
            Link::Sqlite(session) => session.run_all(calls, each),
            Link::Postgres(session) => session.run_all(calls, each),
        }
    }

    pub(crate) fn query_text(&mut self, sql: &str, each: EachRow<'_>) -> Result<(), DbError> {
        match &mut self.link {
            Link::Sqlite(session) => session.query_text(sql, each),
            Link::Postgres(session) => session.query_text(sql, each),
        }
    }

    /// Prepares and forgets.
    pub(crate) fn check_prepares(&mut self, text: Text<'_>) -> Result<(), DbError> {
        match &mut self.link {
            Link::Sqlite(session) => session.check_prepares(text),
            Link::Postgres(session) => session.check_prepares(text),
        }
    }

    /// The texts in one column of an answer; parameters are left unbound.
    pub(crate) fn lines(&mut self, sql: &str, column: usize) -> Result<Vec<String>, DbError> {
        let mut lines = Vec::new();
        self.query_text(sql, &mut |row| {
            lines.push(row.get(column)?);
            Ok(true)
        })?;
        Ok(lines)
    }

    pub(crate) fn bulk(
        &mut self,
        table: &str,
        columns: &[&str],
        rows: &mut dyn Iterator<Item = Vec<Param<'_>>>,
    ) -> Result<u64, DbError> {
        match &mut self.link {
            Link::Sqlite(session) => session.bulk(table, columns, rows),
            Link::Postgres(session) => session.bulk(table, columns, rows),
        }
    }
}
