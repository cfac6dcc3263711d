//! A session with PostgreSQL: one connection, bound to one schema.

mod cells;
mod connect;

use std::collections::HashMap;

use postgres::binary_copy::BinaryCopyInWriter;
use postgres::error::SqlState;
use postgres::fallible_iterator::FallibleIterator;
use postgres::types::Type;
use postgres::{Client, Statement};

pub(crate) use self::cells::value;
pub(crate) use self::connect::{Address, lock_number};
use crate::error::DbError;
use crate::param::Param;
use crate::place::Engine;
use crate::row::{Cells, Row};
use crate::session::EachRow;
use crate::statement::{Text, TextKey};

/// One connection and the statements prepared on it.
pub(crate) struct PostgresSession {
    client: Client,
    prepared: HashMap<TextKey, Statement>,
}

impl PostgresSession {
    pub(crate) fn connect(address: &Address) -> Result<Self, DbError> {
        Ok(Self { client: address.connect()?, prepared: HashMap::new() })
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.client.is_closed()
    }

    /// Several statements in one round trip, unprepared.
    pub(crate) fn batch(&mut self, sql: &str) -> Result<(), DbError> {
        Ok(self.client.batch_execute(sql)?)
    }

    fn prepared(&mut self, text: Text<'_>) -> Result<Statement, DbError> {
        let key = text.key(Engine::Postgres);
        if let Some(statement) = self.prepared.get(&key) {
            return Ok(statement.clone());
        }
        let statement =
            self.client.prepare(&text.build(Engine::Postgres)).map_err(|error| named(text.name(), &error))?;
        self.prepared.insert(key, statement.clone());
        Ok(statement)
    }

    pub(crate) fn query(&mut self, text: Text<'_>, params: &[&Param<'_>], each: EachRow<'_>) -> Result<(), DbError> {
        let statement = self.prepared(text)?;
        let name = text.name();
        let mut rows =
            self.client.query_raw(&statement, params.iter().copied()).map_err(|error| named(name, &error))?;
        while let Some(row) = rows.next().map_err(|error| named(name, &error))? {
            if !each(&Row::new(name, Cells::Postgres(&row)))? {
                break;
            }
        }
        Ok(())
    }

    pub(crate) fn execute(&mut self, text: Text<'_>, params: &[&Param<'_>]) -> Result<u64, DbError> {
        let statement = self.prepared(text)?;
        let name = text.name();
        let mut rows =
            self.client.query_raw(&statement, params.iter().copied()).map_err(|error| named(name, &error))?;
        while rows.next().map_err(|error| named(name, &error))?.is_some() {}
        Ok(rows.rows_affected().unwrap_or(0))
    }

    /// A text without parameters made at run time, for looking at the schema and for archives.
    pub(crate) fn query_text(&mut self, sql: &str, each: EachRow<'_>) -> Result<(), DbError> {
        let mut rows = self.client.query_raw(sql, std::iter::empty::<&Param<'_>>())?;
        while let Some(row) = rows.next()? {
            if !each(&Row::new("schema", Cells::Postgres(&row)))? {
                break;
            }
        }
        Ok(())
    }

    pub(crate) fn check_prepares(&mut self, text: Text<'_>) -> Result<(), DbError> {
        let prepared = self.client.prepare(&text.build(Engine::Postgres));
        prepared.map(|_| ()).map_err(|error| named(text.name(), &error))
    }

    pub(crate) fn bulk(
        &mut self,
        table: &str,
        columns: &[&str],
        rows: &mut dyn Iterator<Item = Vec<Param<'_>>>,
    ) -> Result<u64, DbError> {
        let list = columns.join("\", \"");
        let shape = self.client.prepare(&format!("SELECT \"{list}\" FROM \"{table}\" LIMIT 0"))?;
        let types: Vec<Type> = shape.columns().iter().map(|column| column.type_().clone()).collect();
        let copy = self.client.copy_in(&format!("COPY \"{table}\" (\"{list}\") FROM STDIN (FORMAT binary)"))?;
        let mut writer = BinaryCopyInWriter::new(copy, &types);
        for row in rows {
            if row.len() != types.len() {
                return Err(DbError::Shape(format!("{table}: a row of {} for {} columns", row.len(), types.len())));
            }
            writer.write_raw(row.iter()).map_err(|error| named(table, &error))?;
        }
        writer.finish().map_err(|error| named(table, &error))
    }
}

/// The error, with the statement's name where it is about the statement rather than about a row.
fn named(name: &str, error: &postgres::Error) -> DbError {
    match classified(error) {
        DbError::Engine(text) => DbError::Engine(format!("{name}: {text}")),
        DbError::Shape(text) => DbError::Shape(format!("{name}: {text}")),
        other => other,
    }
}

impl From<postgres::Error> for DbError {
    fn from(error: postgres::Error) -> Self {
        classified(&error)
    }
}

/// The DETAIL of an answer is left out: it repeats the row's values.
fn classified(error: &postgres::Error) -> DbError {
    let Some(answer) = error.as_db_error() else {
        return without_answer(error);
    };
    let on = || answer.constraint().or(answer.column()).unwrap_or_default().to_owned();
    let code = answer.code();
    if *code == SqlState::UNIQUE_VIOLATION {
        DbError::Unique { on: on() }
    } else if *code == SqlState::FOREIGN_KEY_VIOLATION {
        DbError::ForeignKey
    } else if *code == SqlState::CHECK_VIOLATION || *code == SqlState::NOT_NULL_VIOLATION {
        DbError::Check { on: on() }
    } else if *code == SqlState::T_R_SERIALIZATION_FAILURE || *code == SqlState::T_R_DEADLOCK_DETECTED {
        DbError::Contended
    } else if code.code().starts_with("08") || code.code().starts_with("57P") {
        // Connection exceptions; shut-down, crash recovery and ended by an operator.
        DbError::Lost
    } else if code.code().starts_with("22") {
        // A data exception ("invalid input syntax for type ...") repeats the value in its message.
        DbError::Engine(format!("a value can't be converted ({})", code.code()))
    } else {
        DbError::Engine(format!("{} ({})", answer.message(), code.code()))
    }
}

/// The server showed a certificate that this machine does not trust: no repeat mends that, an operator does.
fn distrust(wire: &std::io::Error) -> Option<DbError> {
    match wire.get_ref()?.downcast_ref()? {
        rustls::Error::InvalidCertificate(why) => Some(DbError::Engine(format!(
            "the database server's certificate is not trusted ({why:?}): add its authority to those of this machine"
        ))),
        _ => None,
    }
}

/// An error that the server did not send: the wire broke, or a parameter did not fit.
fn without_answer(error: &postgres::Error) -> DbError {
    let cause = std::error::Error::source(error);
    let wire = cause.and_then(<dyn std::error::Error>::downcast_ref::<std::io::Error>);
    if let Some(distrust) = wire.and_then(distrust) {
        return distrust;
    }
    if error.is_closed() || wire.is_some() {
        return DbError::Lost;
    }
    match cause {
        Some(misfit) if misfit.is::<cells::Misfit>() => DbError::Shape(format!("{error}: {misfit}")),
        Some(cause) => DbError::Engine(format!("{error}: {cause}")),
        None if error.to_string().starts_with("expected ") => DbError::Shape(error.to_string()),
        None => DbError::Engine(error.to_string()),
    }
}
